/**
 * What the chosen line of the terminal says in numbers. One that is a point leads to it in the chart; one that wasn't read
 * can be tracked.
 *
 * @module
 */
import { type Signal, useComputed, useSignal, useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { plainText } from "../terminal/ansi.ts";
import { isSameNumber, type LineNumber, listNumbers, proposePattern } from "./line_numbers.ts";
import type { MarkedRange } from "../terminal/LogRows.tsx";
import { PatternForm } from "./PatternForm.tsx";
import type { Reading } from "./patterns.ts";
import { findPoints, newestOfEach } from "./points_of_line.ts";
import { rereads } from "../server/reread.ts";
import { type SelectedPoint, selection } from "../run/selection.ts";

/** Whose terminal it is. */
export interface LinePanelProps {
  experimentId: string;
  runId: string;
  /** Where the line's numbers are, for the terminal to mark. */
  numbers: Signal<readonly MarkedRange[]>;
  /** Text of a line that the terminal holds. */
  textOf(line: number): string | undefined;
  onGoTo(line: number): void;
}

/** Numbers of a line that are offered to be tracked. */
const UNREAD_SHOWN = 12;

/** The panel; nothing while no line of this run is chosen. */
export function LinePanel(props: LinePanelProps): JSX.Element | null {
  const { experimentId, runId, textOf } = props;
  const points = useSignal<{ line: number; found: SelectedPoint[] } | null>(null);
  const tracked = useSignal<{ line: number; number: LineNumber } | null>(null);
  const said = useSignal("");
  const line = useComputed(() => selection.value?.runId === runId ? selection.value.line : null);

  /** The points of a line are asked for when it is chosen, and again when the log was read again. */
  useSignalEffect(() => {
    void rereads.value;
    const asked = line.value;
    props.numbers.value = [];
    if (asked === null) return;
    const abort = new AbortController();
    findPoints({ experimentId, runId, line: asked, signal: abort.signal })
      .then((found) => {
        points.value = { line: asked, found };
        goToPressed();
      })
      .catch((error: unknown) => {
        if (!abort.signal.aborted) console.warn("The points of a line can't be found:", error);
      });
    return () => abort.abort();
  });
  useSignalEffect(() => {
    if (selection.value?.pressedAt !== undefined) goToPressed();
  });
  useSignalEffect(() => {
    const found = points.value;
    if (found === null || found.line !== line.value) return;
    props.numbers.value = numbersOf(found.line).map((number) => ({
      start: number.start,
      end: number.end,
      mark: pointOf(number, found.found) ? "number-point" : "number-unread",
    }));
  });

  const numbersOf = (asked: number) => listNumbers(plainText(textOf(asked) ?? ""));

  /** A number that was pressed in the terminal: its point in the chart, or the form to track it. */
  function goToPressed(): void {
    const { line: asked, pressedAt, point } = selection.peek() ?? {};
    const found = points.peek();
    if (asked === undefined || pressedAt === undefined || point || found?.line !== asked) return;
    const pressed = numbersOf(asked).find(({ start, end }) => start <= pressedAt && pressedAt <= end);
    if (!pressed) return;
    const same = pointOf(pressed, found.found);
    if (same) showPoint(asked, same);
    else track(asked, pressed);
  }

  function showPoint(asked: number, point: SelectedPoint): void {
    tracked.value = null;
    selection.value = { runId, line: asked, point, from: "terminal" };
  }

  function track(asked: number, number: LineNumber): void {
    said.value = "";
    tracked.value = { line: asked, number };
  }

  /** The number that was tracked is a point now: the chart shows it. */
  async function onKept(asked: number, number: LineNumber, reading: Reading): Promise<void> {
    tracked.value = null;
    await reading.own;
    const signal = AbortSignal.timeout(10_000);
    const found = await findPoints({ experimentId, runId, line: asked, signal }).catch(() => []);
    const point = pointOf(number, found);
    if (point && line.peek() === asked) showPoint(asked, point);
  }

  const chosen = line.value;
  if (chosen === null) return null;
  const text = plainText(textOf(chosen) ?? "");
  const found = points.value?.line === chosen ? points.value.found : null;
  const unread = found === null ? [] : listNumbers(text).filter((number) => !pointOf(number, found));
  const open = tracked.value?.line === chosen ? tracked.value.number : null;
  return (
    <section class="line-panel" aria-label={`Line ${chosen}`}>
      <div class="line-panel-head">
        <strong>{`Line ${chosen.toLocaleString("en")}`}</strong>
        {newestOfEach(found ?? []).map((point) => (
          <button
            type="button"
            class="line-point"
            key={`${point.metric} ${point.step}`}
            aria-pressed={isChosen(point)}
            onClick={() => showPoint(chosen, point)}
          >
            {`${point.metric} ${point.value}`}
            <span class="line-point-step">{`step ${point.step}`}</span>
          </button>
        ))}
        {unread.slice(0, UNREAD_SHOWN).map((number) => (
          <button
            type="button"
            class="line-number"
            key={number.start}
            aria-expanded={open?.start === number.start}
            onClick={() => open?.start === number.start ? tracked.value = null : track(chosen, number)}
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
      {open && (
        <PatternForm
          key={`${chosen} ${open.start}`}
          id="line-pattern"
          experimentId={experimentId}
          runId={runId}
          initial={proposePattern(text, open)}
          action="Track this"
          say={(words) => said.value = words}
          onKept={(reading) => void onKept(chosen, open, reading)}
          onDrop={() => tracked.value = null}
          onGoTo={props.onGoTo}
        />
      )}
      <p class="line-panel-said" role="status">{said.value}</p>
    </section>
  );
}

function isChosen(point: SelectedPoint): boolean {
  const chosen = selection.value?.point;
  return chosen?.metric === point.metric && chosen.step === point.step;
}

/** The point whose value a number is, else the one whose step it is. */
function pointOf(number: LineNumber, points: readonly SelectedPoint[]): SelectedPoint | null {
  return points.findLast(({ value }) => isSameNumber(number, value)) ??
    points.findLast(({ step }) => step === number.value) ?? null;
}
