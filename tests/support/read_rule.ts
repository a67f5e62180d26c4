/**
 * Reads the lines of a rule as a capture does, and shows the metric points as the rule promises them.
 *
 * @module
 */
import { forgetShapes } from "../../lib/points/known_shapes.ts";
import { createPointReader } from "../../lib/points/reader.ts";

/** Points of a log as `name=value@step`, separated by spaces; a speed or a time ends with `!`. */
export function showPoints(log: string): string {
  forgetShapes();
  const points: string[] = [];
  const reader = createPointReader(({ metric, value, step, kind }) => {
    points.push(`${metric}=${value}@${step}${kind === "throughput" ? "!" : ""}`);
  });
  log.split("\n").forEach((text, at) => reader.read(text, at + 1));
  reader.finish();
  return points.join(" ");
}
