/**
 * Which x axes a chart offers. Pure.
 *
 * @module
 */
import type { Columns } from "../model.ts";
import type { WireAxis } from "../wire/points.ts";

/** Everything that an x axis can show, with its name. */
const X_AXES: readonly (readonly [WireAxis, string])[] = [
  ["step", "Step"],
  ["global_step", "Global step"],
  ["epoch", "Epoch"],
  ["elapsed", "Elapsed"],
  ["time", "Clock"],
];

/** What an x axis can show of these points: epoch and global step only where a log gave them. */
export function listXAxes(
  series: readonly Pick<Columns, "globalStep" | "epoch">[],
  shown: WireAxis,
): (readonly [WireAxis, string])[] {
  const has = (name: "globalStep" | "epoch") => series.some((columns) => columns[name].some(Number.isFinite));
  const missing = new Set<WireAxis>([
    ...(has("globalStep") ? [] : ["global_step" as const]),
    ...(has("epoch") ? [] : ["epoch" as const]),
  ]);
  return X_AXES.filter(([name]) => name === shown || !missing.has(name));
}
