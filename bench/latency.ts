/**
 * From print to stored: lines are appended to a spool at odd moments, and looked for in the store.
 *
 * @module
 */
import { ingest } from "../lib/intake/ingest.ts";
import { followFile } from "../lib/lines/follow.ts";
import { openStore } from "../lib/store/store.ts";
import { median, quantile, type Row, whole } from "./measure.ts";

const LINES = 100, GAP_MAX_MS = 300, LOOK_MS = 2;

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Milliseconds of the middle and of 95 in 100 lines. */
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
  let over = false;
  const source = (from: number) => followFile(spool, { from, isOver: () => over });
  const taking = ingest({ store, runId, instance: "bench", source });
  const printed: number[] = [], taken: number[] = [];
  const look = async () => {
    while (taken.length < LINES) {
      const { lastLine } = await store.runs.get(runId);
      while (taken.length < lastLine) taken.push(performance.now() - printed[taken.length]!);
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
  over = true;
  await taking;
  const measured = `${whole(quantile(taken, 0.95))} ms (median ${whole(median(taken))})`;
  return [{ what: `from print to stored, p95 of ${LINES}`, measured, target: "≤ 300 ms" }];
}
