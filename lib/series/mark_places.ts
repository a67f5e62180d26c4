/**
 * Where the marks of a run stand on the x axis: at the newest point that the log had printed before the mark's line. Marks that are too
 * near to one another are one sign. Pure.
 *
 * @module
 */
import type { Columns, RunMarkKind } from "../model.ts";
import type { WireMark } from "../wire/marks.ts";
import { MARK_KINDS } from "../text/mark_words.ts";

/** Signs stand at least so far apart, CSS pixels. */
const SIGN_PX = 14;

/** A sign on the axis: one mark, or several that stand too near to one another. */
export interface MarkSign {
  /** CSS pixels from the left edge of the canvas. */
  left: number;
  runId: string;
  kind: RunMarkKind;
  /** In the order of the log. */
  marks: readonly WireMark[];
}

/** A run on a chart: its columns, and where its points stand. A break in its line has the index -1. */
export interface PlacedRun {
  id: string;
  columns: Pick<Columns, "line" | "step" | "globalStep">;
  points: readonly { x: number; index: number }[];
}

/** The x of a mark among the drawn points of a run; null when nothing is drawn before it. */
export function placeMark(mark: Pick<WireMark, "line" | "step">, { columns, points }: PlacedRun): number | null {
  const isBefore = mark.line > 0
    ? (index: number) => columns.line[index]! <= mark.line
    : (index: number) => reachedAt(columns, index) <= (mark.step ?? -Infinity);
  const at = points.findLastIndex(({ index }) => index >= 0 && isBefore(index));
  return points[at]?.x ?? null;
}

/** The training step at a point; its own step where the log shows none. */
function reachedAt({ globalStep, step }: PlacedRun["columns"], index: number): number {
  const reached = globalStep[index]!;
  return Number.isNaN(reached) ? step[index]! : reached;
}

/** The signs of a run, from left to right. `pixelOf` gives the place of an x on the canvas; signs outside of the span aren't shown. */
export function placeSigns(
  marks: readonly WireMark[],
  run: PlacedRun,
  { pixelOf, span }: { pixelOf: (x: number) => number; span: { left: number; right: number } },
): MarkSign[] {
  const placed = marks.flatMap((mark) => {
    const x = placeMark(mark, run), left = x === null ? NaN : pixelOf(x);
    return left >= span.left - 1 && left <= span.right + 1 ? [{ mark, left }] : [];
  }).sort((a, b) => a.left - b.left);
  const signs: { left: number; marks: WireMark[] }[] = [];
  for (const { mark, left } of placed) {
    const before = signs.at(-1);
    if (before && left - before.left < SIGN_PX) before.marks.push(mark);
    else signs.push({ left, marks: [mark] });
  }
  return signs.map(({ left, marks }) => ({
    left,
    runId: run.id,
    kind: MARK_KINDS.find((kind) => marks.some((mark) => mark.kind === kind))!,
    marks,
  }));
}
