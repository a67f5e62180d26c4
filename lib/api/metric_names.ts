/**
 * Finds the metrics that a request names. A run's own name comes first; else the name that the reader gives to what was asked for, so that
 * `lr` is `learning_rate`. Knows nothing of what a run's metrics mean.
 *
 * @module
 */
import { canonicalName } from "../points/words/name.ts";

/**
 * The names under which a run has the metrics that were asked for, each once. A name that it has under no form stays as it is.
 *
 * @example
 * ```ts
 * import { resolveNames } from "./metric_names.ts";
 * resolveNames(["lr", "Loss", "acc"], new Set(["loss", "learning_rate"])); // ["learning_rate", "loss", "acc"]
 * ```
 */
export function resolveNames(asked: readonly string[], known: ReadonlySet<string>): string[] {
  return [
    ...new Set(asked.map((name) => {
      if (known.has(name)) return name;
      const canonical = canonicalName(name);
      return known.has(canonical) || CLASSIC.has(canonical) ? canonical : name;
    })),
  ];
}

/** Metrics that every answer of the metrics route has, even for a run without them. */
export const CLASSIC_METRICS: readonly string[] = ["loss", "learning_rate", "grad_norm"];
const CLASSIC = new Set(CLASSIC_METRICS);
