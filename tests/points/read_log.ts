/**
 * Reads lines as a capture does, and shows the points in a short form.
 *
 * @module
 */
import type { Point } from "../../lib/model.ts";
import { createPointReader } from "../../lib/points/reader.ts";

/** All points of a log, given as its lines. */
export function readLog(lines: readonly string[]): Point[] {
  const points: Point[] = [];
  const reader = createPointReader((point) => points.push(point));
  lines.forEach((text, index) => reader.read(text, index + 1));
  reader.finish();
  return points;
}

/** Points as `metric=value@step`, with a `~` at the end for throughput. */
export function readShort(...lines: string[]): string[] {
  return readLog(lines).map((p) => `${p.metric}=${p.value}@${p.step}${p.kind === "metric" ? "" : "~"}`);
}
