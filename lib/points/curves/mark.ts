/**
 * Where a value stands: the numbers that each point takes along. Holds no rule.
 *
 * @module
 */
import type { Pair } from "../grammar/statement.ts";

/** Where a value stands. NaN for what isn't known. */
export interface Mark {
  step: number;
  epoch: number;
  /** The training step that the run had reached. */
  globalStep: number;
}

/** Receives a pair that is charted, and where it stands. */
export type OnEarned = (pair: Pair, mark: Mark) => void;
