/**
 * Reads lines as the capture does and gives the points in a form that a test can name at a glance.
 *
 * @module
 */
import type { Point } from "../../lib/model.ts";
import { createPointReader } from "../../lib/points/reader.ts";

/** All points of a log's lines. */
export function readLog(lines: readonly string[]): Point[] {
  const points: Point[] = [];
  const reader = createPointReader((point) => points.push(point));
  lines.forEach((text, index) => reader.read(text, index + 1, false));
  reader.finish();
  return points;
}

/** Points as `metric=value@step`, those of speeds, durations and memory with a `~` behind. */
export function readShort(...lines: string[]): string[] {
  return readLog(lines).map((p) => `${p.metric}=${p.value}@${p.step}${p.kind === "metric" ? "" : "~"}`);
}
