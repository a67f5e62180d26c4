/**
 * What one line says, before anyone decides what becomes a point. Filled by the formats, read by `step.ts` and `promote.ts`.
 *
 * @module
 */
import type { NameInfo } from "./name.ts";

/** One named number of a line. */
export interface Pair {
  info: NameInfo;
  value: number;
  unit: string;
  /** True when a `=` or `:` stood between name and number, or a table named it. */
  separated: boolean;
  /** Line it was printed on. */
  line: number;
}

/** What one line says. NaN where it doesn't. */
export interface LineFacts {
  pairs: Pair[];
  step: number;
  stepTotal: number;
  epoch: number;
  epochTotal: number;
  batch: number;
  batchTotal: number;
  /** `val`, `test`, `eval`, `dev`: what the numbers were measured on, as the line says; empty when it doesn't. */
  phase: string;
  rank: number | null;
  line: number;
}

/** Facts of a line that says nothing yet. */
export function emptyFacts(line: number, rank: number | null): LineFacts {
  return {
    pairs: [],
    step: NaN,
    stepTotal: NaN,
    epoch: NaN,
    epochTotal: NaN,
    batch: NaN,
    batchTotal: NaN,
    phase: "",
    rank,
    line,
  };
}

/** True when the line itself says where training stands. */
export function hasProgress(facts: LineFacts): boolean {
  return facts.step === facts.step || facts.epoch === facts.epoch || facts.batch === facts.batch;
}
