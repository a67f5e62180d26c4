/**
 * Having logs read again, with what comes of it shown on this page without a reload.
 *
 * @module
 */
import { type Signal, signal } from "@preact/signals";
import { formatCount } from "../../text/count.ts";
import { refreshParts } from "./page_parts.ts";
import { runPath } from "./read.ts";
import { sendChange, type Sent } from "./send.ts";

/** Counts the new readings that this page asked for; whoever holds points asks for them anew. */
export const rereads: Signal<number> = signal(0);

/** A run as far as a new reading changes it. */
export interface RereadRun {
  metrics: Record<string, { count: number }>;
}

/** Has one run read again, and shows it. */
export async function rereadRun(experimentId: string, runId: string): Promise<Sent<RereadRun>> {
  const sent = await sendChange<RereadRun>({ method: "POST", path: `${runPath(experimentId, runId)}/reread` });
  if (sent.ok) await showReading(experimentId, runId);
  return sent;
}

/** Has all runs of an experiment read again, and shows the one that the page is about. */
export async function rereadExperiment(experimentId: string, runId: string | null): Promise<Sent<{ read: number }>> {
  const path = `/api/experiments/${encodeURIComponent(experimentId)}/reread`;
  const sent = await sendChange<{ read: number }>({ method: "POST", path });
  if (sent.ok) await showReading(experimentId, runId);
  return sent;
}

async function showReading(experimentId: string, runId: string | null): Promise<void> {
  rereads.value++;
  // A page that can't be asked for now shows the old numbers until it is loaded again; the reading is done all the same.
  await refreshParts(factsHref(experimentId, runId)).catch((error: unknown) => console.warn(error));
}

/** Address of an experiment's page without terminal and chart. */
export function factsHref(experimentId: string, runId: string | null): string {
  const path = `/experiments/${encodeURIComponent(experimentId)}`;
  return runId === null ? `${path}?part=facts` : `${path}?run=${encodeURIComponent(runId)}&part=facts`;
}

/**
 * What a run has, in words.
 *
 * @example
 * ```ts
 * import { describeReading } from "./reread.ts";
 * describeReading({ metrics: { loss: { count: 2 } } }); // "1 metric, 2 points"
 * ```
 */
export function describeReading({ metrics }: RereadRun): string {
  const counts = Object.values(metrics).map(({ count }) => count);
  const points = counts.reduce((sum, count) => sum + count, 0);
  return `${formatCount(counts.length, "metric")}, ${formatCount(points, "point")}`;
}
