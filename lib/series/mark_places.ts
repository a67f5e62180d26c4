/**
 * Where the marks of a run stand on the x axis: between the points that the log printed before and behind the mark's line. Marks that are
 * too near to one another are one sign. Pure.
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

/** A run on a chart: points of one metric, and where they stand on the x axis; NaN for a point without a place. */
export interface PlacedRun {
  columns: Pick<Columns, "line" | "step" | "globalStep">;
  /** Of all columns, also of those outside of the shown range: a mark behind the range must not stand at its end. */
  positions: ArrayLike<number>;
}

/** A mark, and its place on the x axis. */
export interface PlacedMark {
  mark: WireMark;
  x: number;
}

/** Runs of one chart whose marks are shown. Of more runs the axis would show none apart. */
export const MARKED_RUNS_MAX = 5;

/** True for a mark that small charts show, too. Checkpoints would cover their axes. */
export const isSmallMark = ({ kind }: Pick<WireMark, "kind">): boolean => kind !== "checkpoint";

/**
 * The x of a mark: that of its point, else between the points before and behind it, as far as its line (or its step) is. That of the newest
 * point when no later one follows or the steps begin anew there; null before the first point.
 */
export function placeMark(
  { line, step }: Pick<WireMark, "line" | "step">,
  { columns, positions }: PlacedRun,
): number | null {
  const wanted = line > 0 ? line : step ?? -Infinity;
  const reached = (at: number) => line > 0 ? columns.line[at]! : reachedAt(columns, at);
  let next: number | null = null;
  for (let at = positions.length - 1; at >= 0; at--) {
    if (!Number.isFinite(positions[at])) continue;
    if (reached(at) <= wanted) {
      const x = positions[at]!, way = next === null ? 0 : positions[next]! - x;
      return way > 0 ? x + way * (wanted - reached(at)) / (reached(next!) - reached(at)) : x;
    }
    next = at;
  }
  return null;
}

/** The training step at a point; its own step where the log shows none. */
function reachedAt({ globalStep, step }: PlacedRun["columns"], at: number): number {
  const reached = globalStep[at]!;
  return Number.isNaN(reached) ? step[at]! : reached;
}

/** The marks of a run that have a place. */
export function placeMarks(marks: readonly WireMark[], run: PlacedRun): PlacedMark[] {
  return marks.flatMap((mark) => {
    const x = placeMark(mark, run);
    return x === null ? [] : [{ mark, x }];
  });
}

/** The signs of a run's marks, from left to right. `pixelOf` gives the place of an x on the canvas; signs outside of the span aren't shown. */
export function groupSigns(
  placed: readonly PlacedMark[],
  { runId, pixelOf, span }: { runId: string; pixelOf: (x: number) => number; span: { left: number; right: number } },
): MarkSign[] {
  const seen = placed.map(({ mark, x }) => ({ mark, left: pixelOf(x) }))
    .filter(({ left }) => left >= span.left - 1 && left <= span.right + 1)
    .sort((a, b) => a.left - b.left);
  const signs: { left: number; marks: WireMark[] }[] = [];
  for (const { mark, left } of seen) {
    const before = signs.at(-1);
    if (before && left - before.left < SIGN_PX) before.marks.push(mark);
    else signs.push({ left, marks: [mark] });
  }
  return signs.map(({ left, marks }) => ({
    left,
    runId,
    kind: MARK_KINDS.find((kind) => marks.some((mark) => mark.kind === kind))!,
    marks,
  }));
}
