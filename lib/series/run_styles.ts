/**
 * The style of each run's line: its colour, and a dash as second sign. The number of a style is kept with the run, so that a run looks the
 * same on every page. Pure, both sides.
 *
 * @module
 */

/** Styles that runs keep, numbered from 1: each colour with three dashes, the colours in turn. */
export const RUN_STYLES = 24;
/** Colours: `--run-1` to `--run-8` of the pages. */
export const RUN_COLOURS = 8;
/** With those of runs that are drawn alone: each colour with a whole line. */
export const LINE_STYLES: number = RUN_STYLES + RUN_COLOURS;

/** By style: the dash as SVG writes it, "" for a whole line. No two of a colour look alike. */
const DASHES = [
  ...["", "7 4", "2 4", "9 4 2 4", "12 5", "4 3", "9 3 2 3 2 3", "5 3 1 3"],
  ...["12 4 2 4", "2 4", "10 4", "", "2 4", "10 4 2 4", "", "10 4"],
  ...["3 4", "", "", "4 3", "", "", "7 4", ""],
];

/** The dash of a style, as SVG writes it; "" for a whole line. */
export const dashOf = (style: number): string => DASHES[style - 1] ?? "";

/** The dash of a style, as a canvas takes it. */
export const listDash = (style: number): number[] => dashOf(style).split(" ").filter(Boolean).map(Number);

/** The number of a style's colour, from 1. */
export const colourNumber = (style: number): number => (style - 1) % RUN_COLOURS + 1;

/** The style of the run that is created after so many others of its experiment. */
export const styleAfter = (runs: number): number => runs % RUN_STYLES + 1;

/** A run and the style that it keeps; an earlier version stored none. */
export interface StyledRun {
  /** UUID version 7. */
  id: string;
  style?: number | undefined;
}

/** The style that a run keeps. One without has that of its id, which is the same everywhere, too. */
export const ownStyle = ({ id, style }: StyledRun): number =>
  style ?? styleAfter(Math.abs(Number.parseInt(id.slice(-6), 16) || 0));

/**
 * The styles of runs that are drawn together, by id. Each has its own colour always. Where several have the same style, those that were
 * created later get the next free dash of the colour; when none is left, they look alike. A run alone has a whole line.
 *
 * @example
 * ```ts
 * import { chooseStyles } from "./run_styles.ts";
 * chooseStyles([{ id: "a", style: 3 }, { id: "b", style: 3 }]); // a: 3, b: 11, the same colour with another dash
 * ```
 */
export function chooseStyles(runs: readonly StyledRun[]): Map<string, number> {
  if (runs.length === 1) return new Map([[runs[0]!.id, RUN_STYLES + colourNumber(ownStyle(runs[0]!))]]);
  const taken = new Set<number>(), styles = new Map<string, number>();
  const inOrder = runs.toSorted((one, other) => one.id < other.id ? -1 : 1);
  for (const run of inOrder) {
    const style = freeDash(ownStyle(run), taken);
    taken.add(style);
    styles.set(run.id, style);
  }
  return styles;
}

/** The style itself, or the next free one of its colour; itself when none is free. */
function freeDash(style: number, taken: ReadonlySet<number>): number {
  for (let further = 0; further < RUN_STYLES; further += RUN_COLOURS) {
    const other = (style - 1 + further) % RUN_STYLES + 1;
    if (!taken.has(other)) return other;
  }
  return style;
}
