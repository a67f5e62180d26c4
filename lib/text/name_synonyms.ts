/**
 * The names of metrics that mean the same. Only true synonyms stand here: `train loss` is not `loss`.
 *
 * @module
 */

const SYNONYMS: ReadonlyMap<string, string> = new Map(Object.entries({
  lr: "learning_rate",
  "l.r": "learning_rate",
  learningrate: "learning_rate",
  "learning-rate": "learning_rate",
  gnorm: "grad_norm",
  gradient_norm: "grad_norm",
  gradnorm: "grad_norm",
  "grad-norm": "grad_norm",
}));

/**
 * The name that a name in lower snake case is charted under.
 *
 * @example
 * ```ts
 * import { unifyName } from "./name_synonyms.ts";
 * unifyName("lr"); // "learning_rate"
 * unifyName("loss"); // "loss"
 * ```
 */
export const unifyName = (name: string): string => SYNONYMS.get(name) ?? name;
