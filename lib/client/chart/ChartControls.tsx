/**
 * The controls of the chart's view: smoothing, axes, range of steps, and a second metric beside the first.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { type ChartView, readNumber, SMOOTHING_MAX } from "./chart_view.ts";
import { showHidden } from "../../text/visible.ts";

/** The view, and the callback that changes it. */
export interface ChartControlsProps {
  view: ChartView;
  /** Metrics that can be shown beside the first. */
  others: readonly string[];
  onChange(change: Partial<ChartView>): void;
}

/** The controls. The button "View" shows those that are used less often, and all of them on a small screen. */
export function ChartControls({ view, others, onChange }: ChartControlsProps): JSX.Element {
  const id = useId();
  const { x, minStep, maxStep, beside } = view;
  const isOpen = useSignal(x === "time" || minStep !== null || maxStep !== null || beside !== null);
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
          onChange={(y) => onChange({ y: y === "log" ? "log" : "linear" })}
        />
        <Choice
          label="x axis"
          className="chart-x"
          name={`${id}-x`}
          options={[["step", "Step"], ["time", "Time"]]}
          value={view.x}
          onChange={(x) => onChange({ x: x === "time" ? "time" : "step" })}
        />
        <RareSettings view={view} others={others} onChange={onChange} />
      </div>
      {(minStep !== null || maxStep !== null) && (
        <button
          type="button"
          class="chart-more"
          onClick={() => onChange({ minStep: null, maxStep: null })}
        >
          All steps
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

function RareSettings({ view, others, onChange }: ChartControlsProps): JSX.Element {
  return (
    <>
      <fieldset class="chart-range">
        <legend class="hidden-text">Range of steps</legend>
        <span aria-hidden="true">Steps</span>
        <StepField
          label="First step"
          hint="first"
          value={view.minStep}
          onChange={(minStep) => onChange({ minStep })}
        />
        <span aria-hidden="true">–</span>
        <StepField
          label="Last step"
          hint="last"
          value={view.maxStep}
          onChange={(maxStep) => onChange({ maxStep })}
        />
      </fieldset>
      {others.length > 0 && (
        <label class="chart-beside">
          <span>Beside</span>
          <select
            value={view.beside ?? ""}
            onChange={(event) => onChange({ beside: event.currentTarget.value || null })}
          >
            <option value="">nothing</option>
            {others.map((name) => <option key={name} value={name}>{showHidden(name)}</option>)}
          </select>
        </label>
      )}
    </>
  );
}

interface ChoiceProps {
  label: string;
  className?: string;
  name: string;
  options: readonly (readonly [string, string])[];
  value: string;
  onChange(value: string): void;
}

function Choice({ label, className = "", name, options, value, onChange }: ChoiceProps): JSX.Element {
  return (
    <fieldset class={`chart-choice ${className}`}>
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

interface StepFieldProps {
  label: string;
  hint: string;
  value: number | null;
  onChange(value: number | null): void;
}

function StepField({ label, hint, value, onChange }: StepFieldProps): JSX.Element {
  return (
    <label>
      <span class="hidden-text">{label}</span>
      <input
        type="text"
        inputMode="numeric"
        placeholder={hint}
        value={value === null ? "" : String(value)}
        onChange={(event) => onChange(readNumber(event.currentTarget.value))}
      />
    </label>
  );
}
