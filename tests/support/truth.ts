/**
 * Truth files: what should be read from a log, as the framework recorded it itself or as a person read it.
 *
 * @module
 */
import type { MetricKind } from "../../lib/model.ts";

/** However few digits were printed, a value may differ from its record by this part of the record */
const VALUE_TOLERANCE = 0.05;
/** or, near zero, by this amount. */
const ZERO_TOLERANCE = 0.0051;

/** One point that should be read. */
export interface TruthPoint {
  metric: string;
  /** The name as printed, where it is another one. */
  raw_key?: string;
  /** Other names that are right too. */
  also?: string[];
  value: number | "NaN" | "Infinity" | "-Infinity";
  /** Null where the log doesn't print it. A step may count within its epoch. */
  step: number | null;
  epoch: number | null;
  /** Line of the point, from 1; left out in records that a framework wrote, whose values have all their digits. */
  line?: number;
  kind?: MetricKind;
  /** Right to give, and right to leave out. */
  optional?: boolean;
}

/** Reads a truth file. */
export async function readTruth(file: URL): Promise<TruthPoint[]> {
  return JSON.parse(await Deno.readTextFile(file));
}

/** True when `printed` is `value` rounded to the digits that were printed. */
export function isRounded(printed: number, value: number): boolean {
  if (!Number.isFinite(printed) || !Number.isFinite(value)) return Object.is(printed, value);
  const [digits = "", exponent = "0"] = printed.toExponential().split("e");
  const lastDigit = 10 ** (Number(exponent) - digits.replace(/^-?\d\.?/, "").length);
  const half = printed === 0 ? ZERO_TOLERANCE : lastDigit / 2;
  const bound = Math.min(half, Math.max(ZERO_TOLERANCE, VALUE_TOLERANCE * Math.abs(value)));
  return Math.abs(printed - value) <= bound * (1 + 1e-6) + 1e-6 * Math.abs(value);
}
