/**
 * Requests to read logs again with the patterns of now. The result is shown on this page without a reload.
 *
 * @module
 */
import { type Signal, signal } from "@preact/signals";
import { formatCount } from "../../text/count.ts";
import type { WireRun, WireSummary } from "../../wire.ts";
import { refreshPage } from "./page_refresh.ts";
import { runPath } from "./read.ts";
import { sendChange, type Sent } from "./send.ts";

/** How often this page had logs read again. An island that holds points requests them again when it changes. */
export const rereads: Signal<number> = signal(0);

/** Asks the server to read one run's log again, then updates the page. */
export async function requestReread(experimentId: string, runId: string): Promise<Sent<WireRun>> {
  const sent = await sendChange<WireRun>({ method: "POST", path: `${runPath(experimentId, runId)}/reread` });
  if (sent.ok) await showReread();
  return sent;
}

/** Updates the page after logs were read again. */
export async function showReread(): Promise<void> {
  rereads.value++;
  // The log was read again even if the page can't be updated now. It then shows the old numbers until it is reloaded.
  await refreshPage().catch((error: unknown) => console.warn(error));
}

/**
 * How many metrics and points a run has, in words.
 *
 * @example
 * ```ts
 * import { describeReread } from "./reread.ts";
 * describeReread({ metrics: { loss: { count: 2 } } }); // "1 metric, 2 points"
 * ```
 */
export function describeReread({ metrics }: { metrics: Record<string, Pick<WireSummary, "count">> }): string {
  const counts = Object.values(metrics).map(({ count }) => count);
  const points = counts.reduce((sum, count) => sum + count, 0);
  return `${formatCount(counts.length, "metric")}, ${formatCount(points, "point")}`;
}
