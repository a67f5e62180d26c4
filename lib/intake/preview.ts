/**
 * What a pattern would read in a log, before it is taken.
 *
 * @module
 */
import { extractPoints } from "./extract.ts";
import type { Pattern, Point } from "../model.ts";
import { checkPattern } from "../points/taught/patterns.ts";
import type { Store } from "../store/store.ts";

/** A point that a pattern would read, and its line. */
export interface PatternMatch {
  line: number;
  text: string;
  metric: string;
  value: number;
  step: number;
  epoch: number | null;
}

const MATCHES_SHOWN = 50;
/** Reads a run's stored log with one pattern, at the steps that a reading with it would give. Throws InvalidInput, field `pattern`. */
export async function previewPattern(
  store: Store,
  runId: string,
  pattern: Pattern,
): Promise<{ total: number; matches: PatternMatch[] }> {
  checkPattern(pattern);
  const found: Point[] = [];
  let total = 0;
  await extractPoints(store.logs.bytes(runId), (point) => {
    total++;
    if (found.length < MATCHES_SHOWN) found.push(point);
  }, { patterns: [pattern], onlyPatterns: true });
  const matches = await Promise.all(found.map(async ({ line, metric, value, step, epoch }) => {
    const { lines } = await store.logs.read(runId, { afterLine: line - 1, limit: 1 });
    return { line, text: lines[0]?.text ?? "", metric, value, step, epoch };
  }));
  return { total, matches };
}
