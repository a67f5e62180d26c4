/**
 * The speeds of the store alone: flushes of several sizes, reading 1,000 to 1,000,000 points cold and warm, lines of a long log, a list
 * of runs. Figures are medians. Run: `deno run -A bench/store.ts [POINTS]`
 *
 * @module
 */
import { join } from "node:path";
import { thinColumns } from "../lib/series/downsample.ts";
import type { PointBatch } from "../lib/store/flush/flush.ts";
import { openStore, type Store } from "../lib/store/store.ts";
import { time, whole } from "./measure.ts";
import { startRun } from "./runs.ts";

const POINTS = Number(Deno.args[0] ?? 1_000_000);
const LINE = `Step ${"1".repeat(6)}: loss=1.2345, lr=1.00e-04, grad_norm=0.53\n`;

function batchOf(from: number, count: number): PointBatch {
  const column = (at: (index: number) => number) =>
    Float64Array.from({ length: count }, (_, index) => at(from + index));
  return {
    kind: "metric",
    step: column((index) => index),
    value: column((index) => 2 + Math.sin(index / 1000) + Math.random() / 10),
    time: column((index) => index),
    line: column((index) => index + 1),
    epoch: column(() => NaN),
    globalStep: column(() => NaN),
  };
}

async function createRun(store: Store): Promise<string> {
  const { id } = await store.experiments.getOrCreate("bench");
  return await startRun(store, id, "elsewhere");
}

/** Flushes one metric's points and their lines in batches; milliseconds of all flushes. */
async function fill(store: Store, { id, points, batch }: Filling): Promise<number> {
  const log = new TextEncoder().encode(LINE.repeat(batch));
  const start = performance.now();
  for (let at = 0, from = 0; at < points; at += batch, from += log.length) {
    await store.ingest.flush(id, "bench", {
      from,
      log,
      time: at,
      points: new Map([["loss", batchOf(at, batch)]]),
      lines: null,
      reader: null,
    });
  }
  return performance.now() - start;
}

interface Filling {
  id: string;
  points: number;
  /** Points and lines in one flush. */
  batch: number;
}

const medianMs = async (action: () => Promise<unknown>, passes = 15): Promise<string> =>
  `${(await time(passes, action)).toFixed(2)} ms`;

const report = (what: string, figure: string) => console.log(what.padEnd(52), figure.padStart(16));

async function measureFlushes(location: string): Promise<void> {
  using store = await openStore(location);
  for (const batch of [1, 40, 170, 512, 1024]) {
    const points = Math.min(batch * 400, 100_000);
    const ms = await fill(store, { id: await createRun(store), points, batch });
    report(`flushes of ${batch} lines, a point each`, `${whole(points / ms * 1000)} /s`);
    report(`  one such flush`, `${(ms / points * batch).toFixed(2)} ms`);
  }
}

async function fillRun(location: string, points: number): Promise<string> {
  using store = await openStore(location);
  const id = await createRun(store);
  await fill(store, { id, points, batch: 1000 });
  return id;
}

async function measureReads(location: string, points: number): Promise<void> {
  const id = await fillRun(location, points), named = whole(points);
  const cold = async () => {
    using store = await openStore(location);
    await store.points.read(id);
  };
  report(`${named} points, cold (file opened, read)`, await medianMs(cold, 5));
  using store = await openStore(location);
  const read = async () => (await store.points.read(id)).columns.get("loss")!;
  report(`${named} points, warm`, await medianMs(read));
  report(`${named} points, warm, thinned to 1,000`, await medianMs(async () => thinColumns(await read(), 1000)));
  const { rev } = await store.points.version(id);
  report(`${named} points, nothing new after a rev`, await medianMs(() => store.points.read(id, { after: rev })));
  const middle = { afterLine: points / 2, limit: 500 };
  report(`${named} lines, 500 of its middle`, await medianMs(() => store.logs.read(id, middle)));
  report(`${named} lines, the last 500`, await medianMs(() => store.logs.read(id, { tail: 500 })));
}

async function measureList(location: string): Promise<void> {
  using store = await openStore(location);
  const { id: experimentId } = await store.experiments.getOrCreate("bench");
  for (let run = 0; run < 100; run++) await fill(store, { id: await createRun(store), points: 8, batch: 8 });
  report("a list of 100 runs", await medianMs(() => store.runs.list(experimentId)));
}

const directory = await Deno.makeTempDir();
try {
  const location = join(directory, "kv.db");
  await measureFlushes(location);
  for (const points of [1000, 100_000, POINTS]) await measureReads(location, points);
  await measureList(location);
} finally {
  await Deno.remove(directory, { recursive: true });
}
