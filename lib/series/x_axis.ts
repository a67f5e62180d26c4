/**
 * The x axis of a chart: what it can show, where points lie on it, and its range, ticks and title. For SVG and canvas alike. Pure.
 *
 * @module
 */
import type { Columns } from "../model.ts";
import type { WireAxis } from "../wire/points.ts";
import { extentOf, listTicks, type Range, type WrittenAxis, X_GAPS } from "./axis.ts";
import { writeTicks } from "./tick_texts.ts";

/** What an axis shows, in words. */
export function nameXAxis(x: WireAxis): string {
  if (x === "elapsed") return "elapsed, from the run’s start";
  return x === "time" ? "clock time" : x.replace("_", " ");
}

/** The column that an axis shows. Elapsed time is the time without the run's start. */
export const X_COLUMNS = {
  step: "step",
  global_step: "globalStep",
  epoch: "epoch",
  elapsed: "time",
  time: "time",
} as const satisfies Record<WireAxis, keyof Columns>;

/** True for the name of something that an x axis can show. */
export const isXAxis = (name: string | null): name is WireAxis => name !== null && Object.hasOwn(X_COLUMNS, name);

/**
 * The positions of points on an axis: seconds for `elapsed`, milliseconds since 1970 for `time`. NaN where a point has none.
 *
 * @param startMs when the run began
 */
export function columnOnAxis(
  columns: Pick<Columns, "step" | "globalStep" | "epoch" | "time">,
  { x, startMs }: { x: WireAxis; startMs: number },
): Float64Array {
  const column = columns[X_COLUMNS[x]];
  return x === "elapsed" ? Float64Array.from(column, (time) => (time - startMs) / 1000) : column;
}

/** How an x axis is made. */
export interface XAxisOptions {
  x: WireAxis;
  /** Shown range; null = as far as the points reach. */
  minX?: number | null;
  maxX?: number | null;
  /** About how many gaps between ticks there are. */
  gaps?: number;
  /** How many minutes clocks are ahead of UTC. */
  zone?: number;
}

/** On both sides of a single position; milliseconds of a clock, units of the other axes. */
const ROOM_MS = 30_000, ROOM = 0.5;

/** The range of an axis; `only` is its single position, which gets room on both sides, or null. */
export function rangeOnX(
  positions: readonly ArrayLike<number>[],
  options: XAxisOptions,
): Range & { only: number | null } {
  const { x, minX = null, maxX = null } = options;
  const reach = extentOf([...positions, [minX ?? NaN, maxX ?? NaN]]) ?? { low: 0, high: 1 };
  const asked = { low: minX ?? reach.low, high: maxX ?? reach.high };
  const { low, high } = asked.low <= asked.high ? asked : reach;
  if (low < high) return { low, high, only: null };
  const room = x === "time" ? ROOM_MS : Math.max(ROOM, Math.abs(low) * 1e-9);
  return { low: low - room, high: low + room, only: low };
}

/** The x axis of points at these positions, with plain numbers as texts: of steps and epochs. `any_axis.ts` makes the others too. */
export function createCountAxis(positions: readonly ArrayLike<number>[], options: XAxisOptions): WrittenAxis {
  const { only, ...range } = rangeOnX(positions, options);
  const ticks = only === null ? listWholeTicks(range, options.gaps ?? X_GAPS) : [only];
  return { ...range, ticks, texts: writeTicks(ticks), title: nameXAxis(options.x) };
}

/** A short range of whole numbers has only whole ticks: there is no step between two steps. */
function listWholeTicks(range: Range, gaps: number): number[] {
  const ticks = listTicks(range, gaps), whole = ticks.filter(Number.isInteger);
  const isWhole = Number.isInteger(range.low) && Number.isInteger(range.high);
  return isWhole || whole.length > 2 ? whole : ticks;
}
