/**
 * Reads the lines of a rule as a capture does, and shows the metric points as the rule promises them.
 *
 * @module
 */
import { createPointReader } from "../../lib/points/reader.ts";

/** Metric points of a log as `name=value@step`, separated by spaces. */
export function showPoints(log: string): string {
  const points: string[] = [];
  const reader = createPointReader(({ metric, value, step, kind }) => {
    if (kind === "metric") points.push(`${metric}=${value}@${step}`);
  });
  log.split("\n").forEach((text, at) => reader.read(text, at + 1, false));
  reader.finish();
  return points.join(" ");
}
