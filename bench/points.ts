/**
 * Speed of reading metric lines, beside one hand-written regex over the same lines. Prints one JSON line a measurement.
 *
 * @module
 */
import { readPoints } from "../lib/points/reader.ts";

const LINES = 300_000;
const lines = Array.from({ length: LINES }, (_, i) => `Step ${i}: loss=${(1 + 1 / (i + 1)).toFixed(4)}, lr=1.00e-04`);
const REGEX = /([a-z_]{1,40})=(-?\d{1,20}(?:\.\d{1,20})?(?:e[-+]?\d{1,3})?)/g;

function measure(what: string, run: () => number): void {
  run();
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  console.log(JSON.stringify({ what, linesPerSecond: Math.round(LINES / times[2]! * 1000) }));
}

measure("points: one regex", () => {
  let found = 0;
  for (const line of lines) for (const _ of line.matchAll(REGEX)) found++;
  return found;
});
measure("points: readPoints", () => {
  let found = 0;
  const reader = readPoints(() => found++);
  lines.forEach((line, index) => reader.read(line, index + 1, false));
  return found;
});
