/**
 * Splits in the names of metrics: `val/loss`, `train_loss` and `loss.val` say which data a quantity was measured on. Pure.
 *
 * @module
 */

/** A name without the word for its split. */
export interface SplitName {
  /** What was measured: "loss" for `val/loss`. The whole name where it names no split. */
  quantity: string;
  /** Null for a name without a split. */
  split: "train" | "val" | null;
}

const SPLITS: Readonly<Record<string, "train" | "val">> = {
  train: "train",
  training: "train",
  val: "val",
  valid: "val",
  validation: "val",
  eval: "val",
  evaluation: "val",
  dev: "val",
};

/** Signs that join the words of a name. */
const JOINTS = /[/_. ]/;

const splitOf = (word: string) => Object.hasOwn(SPLITS, word.toLowerCase()) ? SPLITS[word.toLowerCase()]! : null;

/**
 * Finds the split at the beginning of a name, else at its end.
 *
 * @example
 * ```ts
 * import { readSplitName } from "./split_name.ts";
 * readSplitName("val/loss"); // { quantity: "loss", split: "val" }
 * readSplitName("value"); // { quantity: "value", split: null }
 * ```
 */
export function readSplitName(name: string): SplitName {
  const first = name.search(JOINTS), last = name.length - 1 - [...name].reverse().join("").search(JOINTS);
  if (first <= 0 || last >= name.length - 1) return { quantity: name, split: null };
  const before = splitOf(name.slice(0, first)), after = splitOf(name.slice(last + 1));
  if (before) return { quantity: name.slice(first + 1), split: before };
  if (after) return { quantity: name.slice(0, last), split: after };
  return { quantity: name, split: null };
}
