/**
 * Which metric comes first: in a list of metrics, and on a page that names none.
 *
 * @module
 */
import type { MetricSummary } from "../model.ts";

/** A metric's name and kind, and the number of its points where it is known; a summary is one. */
export type NamedMetric = Pick<MetricSummary, "name" | "kind"> & { count?: number };

/** Names of losses, best first: of training, plain, of a validation, any other. */
const LOSSES = [
  /^loss$/,
  /^(?:train(?:ing)?[_/ .])?(?:total_|avg_)?loss$/,
  /(?:^|[_/ .])train.*loss|loss.*train/,
  /loss/,
];
/** Names of an evaluation. */
const EVALUATED = /(?:^|[_/ .])(?:val|valid|validation|eval|dev|test)(?:[_/ .]|$)/;

/**
 * The metric to show: `asked` if there is one of that name; else the one whose name is nearest to it, so that a link with a name of an
 * earlier version leads somewhere; else the loss that trains, a validation's loss, and what has most points.
 * Throughput is chosen only when it is asked for or when there is nothing else. Null when there is no metric.
 *
 * @example
 * ```ts
 * import { chooseMetric } from "./choose_metric.ts";
 * const metrics = [{ name: "accuracy", kind: "metric" }, { name: "val_loss", kind: "metric" }] as const;
 * chooseMetric(metrics, null); // "val_loss"
 * chooseMetric(metrics, "accuracy"); // "accuracy"
 * ```
 */
export function chooseMetric(metrics: readonly NamedMetric[], asked: string | null): string | null {
  const near = asked === null ? [] : nearestMetrics(metrics, asked);
  const offered = near.length > 0 ? near : metrics, learned = offered.filter(({ kind }) => kind === "metric");
  let best: NamedMetric | null = null, bestRank = Infinity;
  for (const each of learned.length > 0 ? learned : offered) {
    const rank = rankOf(each.name);
    const isBetter = rank < bestRank || (rank === bestRank && (each.count ?? 0) > (best!.count ?? 0));
    if (isBetter) best = each, bestRank = rank;
  }
  return best?.name ?? null;
}

/** Place of a name among losses; a loss of an evaluation comes behind the others, any other metric last. */
function rankOf(name: string): number {
  const rank = LOSSES.findIndex((names) => names.test(name));
  if (rank < 0) return 2 * LOSSES.length;
  return EVALUATED.test(name) ? LOSSES.length + rank : rank;
}

/** Words of names that mean the same. */
const SAME_WORDS: Readonly<Record<string, string>> = {
  lr: "learning rate",
  gnorm: "grad norm",
  gradient: "grad",
  acc: "accuracy",
  valid: "val",
  validation: "val",
  eval: "val",
  training: "train",
};
/** How much two names must share to be near: this part of all their words. */
const NEAR_ENOUGH = 0.5;

function wordsOf(name: string): Set<string> {
  const words = name.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  return new Set(words.flatMap((word) => (Object.hasOwn(SAME_WORDS, word) ? SAME_WORDS[word]! : word).split(" ")));
}

/**
 * The metric that is `asked`, else those whose names share most words with it; none when no name shares half of them. Signs and order don't
 * count.
 *
 * @example
 * ```ts
 * import { nearestMetrics } from "./choose_metric.ts";
 * const metrics = [{ name: "loss", kind: "metric" }, { name: "val_loss", kind: "metric" }] as const;
 * nearestMetrics(metrics, "validation/loss").map(({ name }) => name); // ["val_loss"]
 * ```
 */
export function nearestMetrics(metrics: readonly NamedMetric[], asked: string): readonly NamedMetric[] {
  const own = metrics.filter(({ name }) => name === asked);
  if (own.length > 0) return own;
  const wanted = wordsOf(asked);
  const shares = metrics.map(({ name }) => {
    const words = wordsOf(name), same = [...wanted].filter((word) => words.has(word)).length;
    return same / (wanted.size + words.size - same);
  });
  const most = Math.max(NEAR_ENOUGH, ...shares);
  return metrics.filter((_, at) => shares[at]! >= most);
}

/** Each name once: `loss` first, the others in the order of first appearance. */
export function orderMetrics(names: Iterable<string>): string[] {
  const distinct = new Set(names);
  return distinct.delete("loss") ? ["loss", ...distinct] : [...distinct];
}
