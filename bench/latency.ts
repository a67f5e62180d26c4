/**
 * The time from print to stored. Lines are appended to a spool at random moments, and the store is read until it has them.
 *
 * @module
 */
import { ingest } from "../lib/intake/ingest.ts";
import { followFile } from "../lib/lines/follow.ts";
import { openStore } from "../lib/store/store.ts";
import { median, quantile, type Row, whole } from "./measure.ts";

const LINES = 100, GAP_MAX_MS = 300, LOOK_MS = 2;

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Milliseconds from print to stored: the median and the 95th percentile. */
export async function measureLatency(directory: string): Promise<Row[]> {
  using store = await openStore(`${directory}/latency.db`);
  const { id: experimentId } = await store.experiments.getOrCreate("bench");
  const { id: runId } = await store.runs.create({
    experimentId,
    command: [],
    cwd: "",
    host: "here",
    status: "running",
  });
  const spool = `${directory}/latency.log`;
  await Deno.writeTextFile(spool, "");
  let isOver = false;
  const source = (from: number) => followFile(spool, { from, isOver: () => isOver });
  const ingesting = ingest({ store, runId, instance: "bench", source });
  const printed: number[] = [], delays: number[] = [];
  const look = async () => {
    while (delays.length < LINES) {
      const { lastLine } = await store.runs.get(runId);
      while (delays.length < lastLine) delays.push(performance.now() - printed[delays.length]!);
      await sleep(LOOK_MS);
    }
  };
  const looking = look();
  for (let step = 1; step <= LINES; step++) {
    printed.push(performance.now());
    await Deno.writeTextFile(spool, `Step ${step}: loss=1\n`, { append: true });
    await sleep(GAP_MAX_MS * Math.random());
  }
  await looking;
  isOver = true;
  await ingesting;
  const measured = `${whole(quantile(delays, 0.95))} ms (median ${whole(median(delays))})`;
  return [{ what: `from print to stored while somebody looks, p95 of ${LINES}`, measured, target: "≤ 300 ms" }];
}
