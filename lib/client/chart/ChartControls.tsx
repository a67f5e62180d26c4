/**
 * The controls of the chart's view: smoothing, axes, range of steps, and a second metric beside the first.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId } from "preact/hooks";
import { SMOOTHING_MAX } from "../../series/chart_view.ts";
import { laterParts, loadLaterParts } from "./later_parts.ts";
import type { RareSettingsProps } from "./RareSettings.tsx";

/** The controls. The button "View" shows those that are used less often, and all of them on a small screen. */
export function ChartControls(props: RareSettingsProps): JSX.Element {
  const id = useId(), { view, onChange } = props;
  const { x, minX, maxX, beside } = view;
  const isOpen = useSignal(x !== "step" || minX !== null || maxX !== null || beside !== null);
  const Rare = laterParts.value?.RareSettings;
  useEffect(() => {
    if (isOpen.value) loadLaterParts();
  }, [isOpen.value]);
  return (
    <div class="chart-controls" data-open={isOpen.value ? "" : undefined}>
      <div class="chart-settings" id={`${id}-settings`}>
        <label class="chart-smoothing">
          <span>Smoothing</span>
          <input
            type="range"
            min="0"
            max={String(SMOOTHING_MAX)}
            step="0.01"
            value={String(view.smoothing)}
            onInput={(event) => onChange({ smoothing: Number(event.currentTarget.value) })}
          />
          <output>{view.smoothing.toFixed(2)}</output>
        </label>
        <Choice
          label="y axis"
          name={`${id}-y`}
          options={[["linear", "Linear"], ["log", "Log"]]}
          value={view.y}
          onChange={(y) => onChange({ y: y === "log" ? "log" : "linear" }, true)}
        />
        {isOpen.value && Rare && <Rare {...props} />}
      </div>
      {(minX !== null || maxX !== null) && (
        <button
          type="button"
          class="chart-more"
          onClick={() => onChange({ minX: null, maxX: null }, true)}
        >
          {x === "step" ? "All steps" : "Whole range"}
        </button>
      )}
      <button
        type="button"
        class="chart-more"
        aria-expanded={isOpen.value}
        aria-controls={`${id}-settings`}
        onClick={() => isOpen.value = !isOpen.value}
      >
        View
      </button>
    </div>
  );
}

interface ChoiceProps {
  label: string;
  name: string;
  options: readonly (readonly [string, string])[];
  value: string;
  onChange(value: string): void;
}

function Choice({ label, name, options, value, onChange }: ChoiceProps): JSX.Element {
  return (
    <fieldset class="chart-choice">
      <legend class="hidden-text">{label}</legend>
      {options.map(([option, words]) => (
        <label key={option}>
          <input
            type="radio"
            name={name}
            value={option}
            checked={option === value}
            onChange={() => onChange(option)}
          />
          <span>{words}</span>
        </label>
      ))}
    </fieldset>
  );
}
