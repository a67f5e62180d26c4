/**
 * What the search for metrics answers: names, and the kind of each.
 *
 * @module
 */
import type { MetricKind } from "../model.ts";

/** The metrics of some runs whose names match an expression. */
export interface WireFoundMetrics {
  names: string[];
  kinds: Record<string, MetricKind>;
}
