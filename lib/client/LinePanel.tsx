/**
 * What the chosen line of the terminal says in numbers. One that is a point leads to it in the chart; one that wasn't read
 * can be tracked.
 *
 * @module
 */
import { useComputed, useSignal, useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { plainText } from "./ansi.ts";
import { type LineNumber, listNumbers } from "./line_numbers.ts";
import { findPoints } from "./points_of_line.ts";
import { heldRuns, type SelectedPoint, selection } from "./selection.ts";
import { TrackNumber } from "./TrackNumber.tsx";

/** Whose terminal it is. */
export interface LinePanelProps {
  experimentId: string;
  runId: string;
  /** Text of a line that the terminal holds. */
  textOf(line: number): string | undefined;
}

/** The panel; nothing while no line of this run is chosen. */
export function LinePanel({ experimentId, runId, textOf }: LinePanelProps): JSX.Element | null {
  const points = useSignal<{ line: number; found: SelectedPoint[] } | null>(null);
  const tracked = useSignal<LineNumber | null>(null);
  const line = useComputed(() => selection.value?.runId === runId ? selection.value.line : null);

  useSignalEffect(() => {
    const asked = line.value;
    const pressedAt = selection.value?.pressedAt;
    if (pressedAt === undefined && points.peek()?.line === asked && asked !== null) return;
    tracked.value = null;
    if (asked === null) return;
    const abort = new AbortController();
    const run = heldRuns.value.find((each) => each.id === runId) ?? null;
    findPoints({ experimentId, runId, run, line: asked, signal: abort.signal })
      .then((found) => {
        points.value = { line: asked, found };
        goToPressed(found);
      })
      .catch((error: unknown) => {
        if (!abort.signal.aborted) console.warn("The points of a line can't be found:", error);
      });
    return () => abort.abort();
  });

  /** A number that was pressed in the terminal: its point in the chart, or the form to track it. */
  function goToPressed(found: readonly SelectedPoint[]): void {
    const { line, pressedAt, point } = selection.peek() ?? {};
    if (line === undefined || pressedAt === undefined || point) return;
    const pressed = listNumbers(plainText(textOf(line) ?? ""))
      .find(({ start, end }) => start <= pressedAt && pressedAt <= end);
    if (!pressed) return;
    const same = found.find(({ value }) => Object.is(value, pressed.value)) ??
      found.find(({ step }) => step === pressed.value);
    if (same) selection.value = { runId, line, point: same, from: "terminal" };
    else tracked.value = pressed;
  }

  const chosen = line.value;
  if (chosen === null) return null;
  const text = plainText(textOf(chosen) ?? "");
  const found = points.value?.line === chosen ? points.value.found : [];
  return (
    <section class="line-panel" aria-label={`Line ${chosen}`}>
      <div class="line-panel-head">
        <strong>{`Line ${chosen.toLocaleString("en")}`}</strong>
        {found.map((point) => (
          <button
            type="button"
            class="line-point"
            key={`${point.metric} ${point.step}`}
            aria-pressed={isSelected(point)}
            onClick={() => {
              selection.value = { runId, line: chosen, point, from: "terminal" };
            }}
          >
            {`${point.metric} ${point.value}`}
            <span class="line-point-step">{`step ${point.step}`}</span>
          </button>
        ))}
        {unread(listNumbers(text), found).map((number) => (
          <button
            type="button"
            class="line-number"
            key={number.start}
            aria-expanded={tracked.value?.start === number.start}
            onClick={() => {
              tracked.value = tracked.value?.start === number.start ? null : number;
            }}
          >
            {number.text}
            <span class="line-point-step">track this</span>
          </button>
        ))}
        <button type="button" class="line-panel-close" onClick={() => selection.value = null}>
          <span aria-hidden="true">×</span>
          <span class="hidden-text">Close</span>
        </button>
      </div>
      {tracked.value && (
        <TrackNumber
          key={`${chosen} ${tracked.value.start}`}
          experimentId={experimentId}
          runId={runId}
          text={text}
          number={tracked.value}
        />
      )}
    </section>
  );
}

function isSelected(point: SelectedPoint): boolean {
  const chosen = selection.value?.point;
  return chosen?.metric === point.metric && chosen.step === point.step;
}

/** Numbers that are neither the value nor the step of a point. */
function unread(numbers: readonly LineNumber[], points: readonly SelectedPoint[]): LineNumber[] {
  return numbers.filter(({ value }) => !points.some((point) => Object.is(point.value, value) || point.step === value));
}
