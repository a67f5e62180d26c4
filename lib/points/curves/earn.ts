/**
 * Gives the points of pairs that are charted the names of their curves: set apart by the words of their line, its tag, and what stands above it.
 * Doesn't decide which pairs are charted, nor which points a log repeats.
 *
 * @module
 */
import type { LineFacts } from "../grammar/statement.ts";
import { putBadge, settleTag } from "./badges.ts";
import { type Charting, givePoint } from "./give.ts";
import { knownMetric, standsAt } from "./metrics.ts";
import { nameOf } from "./qualify.ts";
import type { OnEarned, Place } from "./standing.ts";
import { metricBefore, titleAbove } from "./titles.ts";

/**
 * True for a line that may repeat others, when a metric on it has another value than its newest point: at the same place, unless it is drawn
 * again. The mean of an epoch says nothing of what stands beside it.
 */
export function isFresh(facts: LineFacts, place: Place, { state, redrawn, isBar }: Charting): boolean {
  const isDrawn = redrawn || isBar;
  if (!isDrawn && place.own) return false;
  return facts.pairs.some((pair) => {
    if (pair.info.kind !== "metric") return false;
    const { name } = nameOf(pair, facts, { place, state }), metric = knownMetric(name, state.metrics);
    const isMean = name !== pair.info.name && name.startsWith("epoch_");
    if (metric === undefined || isMean || Object.is(metric.lastValue, pair.value)) return false;
    return isDrawn || standsAt(metric, place.step);
  });
}

/** Gives the points of the pairs that are charted, under the names of their curves. */
export function earnerOf(facts: LineFacts, place: Place, charting: Charting): OnEarned {
  const { state, taught } = charting;
  return (pair, { step, epoch, globalStep }) => {
    const { name, phase } = nameOf(pair, facts, { place, state });
    const apart = facts.badge || settleTag(name, facts.tag, { step, line: pair.line, state }) ||
      (pair.line < facts.line ? "" : titleAbove({ name, phase, value: pair.value }, facts, { step, state })) ||
      metricBefore(pair, facts, { step, state });
    const { badged, badge } = putBadge(name, apart, state);
    if (taught.has(badged)) return;
    const isNew = badge > 0 && !knownMetric(badged, state.metrics);
    const given = { name: badged, pair, step, epoch, globalStep, rank: facts.rank, place, phase };
    givePoint(given, charting);
    const metric = isNew ? knownMetric(badged, state.metrics) : undefined;
    if (metric) metric.badge = badge;
  };
}
