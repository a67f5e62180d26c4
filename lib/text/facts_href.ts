/**
 * The address of an experiment's page without its terminal and chart. The page asks for it to keep its other parts current.
 *
 * @module
 */

/**
 * The path with its query. `runId` is null on a page that shows no run.
 *
 * @example
 * ```ts
 * import { factsHref } from "./facts_href.ts";
 * factsHref("e", "r"); // "/experiments/e?run=r&part=facts"
 * ```
 */
export function factsHref(experimentId: string, runId: string | null): string {
  const path = `/experiments/${encodeURIComponent(experimentId)}`;
  return runId === null ? `${path}?part=facts` : `${path}?run=${encodeURIComponent(runId)}&part=facts`;
}
