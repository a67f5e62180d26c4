/**
 * The panel below the terminal with the numbers of the selected line, and what each was taken for. A number that is a point leads to it in
 * the chart. Any other number can be tracked.
 *
 * @module
 */
import "../first_script.ts";
import { type ReadonlySignal, type Signal, untracked, useComputed, useSignal, useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { linePoints as pointsOfPage, type SelectedPoint, selection } from "../run/selection.ts";
import { plainText } from "../terminal/ansi.ts";
import type { MarkedRange } from "../terminal/mark_text.ts";
import { type LineNumber, listNumbers, proposePattern } from "./line_numbers.ts";
import { LineExplained } from "./LineExplained.tsx";
import { LineNumbers, markNumbers } from "./LineNumbers.tsx";
import { PatternForm } from "./PatternForm.tsx";
import type { Rereading } from "./patterns.ts";
import { findPoints, pointOfNumber, useLinePoints } from "./points_of_line.ts";

/** The terminal that the panel belongs to. */
export interface LinePanelProps {
  experimentId: string;
  runId: string;
  /** True when the reader of the page may not track a number. */
  isReadOnly: boolean;
  isLive: ReadonlySignal<boolean>;
  /** Set to the line's numbers. The terminal marks them. */
  numbers: Signal<readonly MarkedRange[]>;
  /** Text of a line; undefined until it has arrived. */
  textOf(line: number): string | undefined;
  onGoTo(line: number): void;
}

/** The panel; null while no line of this run is selected. */
export function LinePanel(props: LinePanelProps): JSX.Element | null {
  const { experimentId, runId, isReadOnly, textOf } = props;
  const line = useComputed(() => selection.value?.runId === runId ? selection.value.line : null);
  const linePoints = useLinePoints({ experimentId, runId, line, isLive: props.isLive });
  const tracked = useSignal<{ line: number; number: LineNumber } | null>(null), said = useSignal("");
  const numbersOf = (line: number) => listNumbers(plainText(textOf(line) ?? ""));

  useSignalEffect(() => {
    const found = atLine(linePoints.value, line.value);
    const marks = found === null ? [] : markNumbers(numbersOf(found.line), found.points);
    pointsOfPage.value = found && { ...found, runId };
    props.numbers.value = marks.filter(({ mark }) => mark === "number-point" || !isReadOnly);
  });
  useSignalEffect(() => {
    if (selection.value?.pressedAt !== undefined && linePoints.value?.line === line.value) untracked(openPressed);
  });

  /** Opens the number that was clicked in the terminal: its point in the chart, or the form to track it. */
  function openPressed(): void {
    const { line, pressedAt, point } = selection.value!;
    if (pressedAt === undefined || point) return;
    selection.value = { runId, line, point, from: "terminal" }; // it is opened once, not at each answer for a live run
    const pressed = numbersOf(line).find(({ start, end }) => start <= pressedAt && pressedAt <= end);
    const same = pressed && pointOfNumber(pressed, linePoints.value?.points ?? []);
    if (same) showPoint(line, same);
    else if (pressed && !isReadOnly) track(line, pressed);
  }

  function showPoint(line: number, point: SelectedPoint): void {
    tracked.value = null;
    selection.value = { runId, line, point, from: "terminal" };
  }

  function track(line: number, number: LineNumber): void {
    said.value = "";
    tracked.value = { line, number };
  }

  /** Shows the tracked number in the chart: it is a point now. */
  async function showTracked(at: { line: number; number: LineNumber }, { own }: Rereading): Promise<void> {
    tracked.value = null;
    await own;
    const point = await findTracked({ experimentId, runId, ...at });
    if (point && line.peek() === at.line) showPoint(at.line, point);
  }

  const selected = line.value, open = atLine(tracked.value, selected), found = atLine(linePoints.value, selected);
  if (selected === null) return null;
  const toggle = (number: LineNumber) =>
    open?.number.start === number.start ? tracked.value = null : track(selected, number);
  return (
    <section class="line-panel" aria-label={`Line ${selected}`}>
      <LineNumbers
        line={selected}
        numbers={numbersOf(selected)}
        points={found?.points ?? null}
        open={open?.number ?? null}
        onPoint={(point) => showPoint(selected, point)}
        onTrack={isReadOnly ? null : toggle}
        onNote={isReadOnly ? null : () => void openNote(props, selected)}
        say={(words) => said.value = words}
      />
      {open && (
        <PatternForm
          key={`${selected} ${open.number.start}`}
          id="line-pattern"
          {...{ experimentId, runId, onGoTo: props.onGoTo }}
          initial={proposePattern(plainText(textOf(selected) ?? ""), open.number)}
          action="Track this"
          say={(words) => said.value = words}
          onSaved={(rereading) => void showTracked(open, rereading)}
          onCancel={() => tracked.value = null}
        />
      )}
      <p class="line-panel-said" role="status">{said.value}</p>
      {found && <LineExplained numbers={found.numbers} />}
    </section>
  );
}

/** Opens the form of a note at a line. */
async function openNote({ experimentId, runId }: LinePanelProps, line: number): Promise<void> {
  const { openNoteForm } = await import("../run/NoteDialog.tsx");
  openNoteForm({ experimentId, runId, line });
}

/** The point of a number that is tracked now; null where it can't be found. */
async function findTracked(
  { number, ...wanted }: Pick<LinePanelProps, "experimentId" | "runId"> & { line: number; number: LineNumber },
): Promise<SelectedPoint | null> {
  const found = await findPoints({ ...wanted, signal: AbortSignal.timeout(10_000) }).catch(() => null);
  return pointOfNumber(number, found?.points ?? []);
}

/** What belongs to this line; null otherwise. */
function atLine<Found extends { line: number }>(found: Found | null, line: number | null): Found | null {
  return found?.line === line ? found : null;
}
