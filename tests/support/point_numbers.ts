/**
 * Sums up exported points by itself, for tests that hold what the program shows against them: imports nothing that the program computes with.
 *
 * @module
 */
import assert from "node:assert/strict";

/** Numbers of a metric of a run. An infinity may be the highest or the lowest value. The mean is that of the finite values. */
export interface PointNumbers {
  last: number;
  lastStep: number;
  min: number;
  minStep: number;
  max: number;
  maxStep: number;
  mean: number;
  count: number;
}

/** A point of the table. */
export interface ExportedPoint {
  step: number;
  value: number;
}

/** Shown values have five significant digits. */
const DIGITS = 5;

/** Numbers of each run's metrics by `run metric`, from the exported table: of all points, or of those for which `isIn` is true. */
export function sumUpPoints(
  csv: string,
  isIn: (point: ExportedPoint) => boolean = () => true,
): Map<string, PointNumbers> {
  const [head, ...lines] = csv.trim().split("\n"), names = head!.split(",");
  const cell = (line: string, name: string) => line.split(",")[names.indexOf(name)]!;
  const points = Map.groupBy(lines, (line) => `${cell(line, "run")} ${cell(line, "metric")}`);
  return new Map([...points].map(([key, all]) => {
    const read = all.map((line) => ({ step: Number(cell(line, "step")), value: Number(cell(line, "value")) }));
    return [key, sumUp(read.filter(isIn))];
  }));
}

function sumUp(points: readonly ExportedPoint[]): PointNumbers {
  const sorted = points.filter(({ value }) => !Number.isNaN(value)).sort((a, b) =>
    a.value - b.value || a.step - b.step
  );
  const finite = sorted.filter(({ value }) => Number.isFinite(value)), end = points.at(-1)!;
  const low = sorted[0]!, high = sorted.at(-1)!;
  return {
    last: end.value,
    lastStep: end.step,
    min: low.value,
    minStep: low.step,
    max: high.value,
    maxStep: high.step,
    mean: finite.reduce((sum, { value }) => sum + value, 0) / finite.length,
    count: points.length,
  };
}

/** Throws unless a shown number is the value, rounded to its digits. */
export function assertShown(text: string, value: number, what: string): void {
  const shown = Number(text.trim().replace("−", "-").replace("∞", "Infinity"));
  const isRight = Number.isNaN(value) ? text.trim() === "NaN" : shown === Number(value.toPrecision(DIGITS));
  assert.ok(isRight, `${what}: it says ${text}, the points say ${value}`);
}
