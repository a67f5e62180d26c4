/**
 * Shows what a pattern would read in a stored log, before the user saves it.
 *
 * @module
 */
import { extractPoints } from "./extract.ts";
import type { Pattern, Point } from "../model.ts";
import { checkPattern } from "../points/taught/patterns.ts";
import type { Store } from "../store/store.ts";

/** A point that a pattern would read, with the text of its line. */
export interface PreviewedPoint {
  line: number;
  text: string;
  metric: string;
  value: number;
  step: number;
  epoch: number | null;
}

const MATCHES_SHOWN = 50;

/**
 * Reads the stored log of a run with one pattern. The points have the steps that a reread with the pattern would give them. `matches` has
 * the first 50, `total` counts all. The signal ends it with its reason.
 *
 * @throws {InvalidInput} field `pattern`
 */
export async function previewPattern(
  store: Store,
  runId: string,
  pattern: Pattern,
  signal?: AbortSignal,
): Promise<{ total: number; matches: PreviewedPoint[] }> {
  checkPattern(pattern);
  const found: Point[] = [];
  let total = 0;
  await extractPoints(store.logs.bytes(runId, { signal }), (point) => {
    total++;
    if (found.length < MATCHES_SHOWN) found.push(point);
  }, { patterns: [pattern], onlyPatterns: true });
  const matches = await Promise.all(found.map(async ({ line, metric, value, step, epoch }) => {
    const { lines } = await store.logs.read(runId, { afterLine: line - 1, limit: 1 });
    return { line, text: lines[0]?.text ?? "", metric, value, step, epoch };
  }));
  return { total, matches };
}
