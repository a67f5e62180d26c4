/**
 * Speeds of the store alone: flushes of several sizes, reading 1,000 to 1,000,000 points cold and warm, lines of a long log, a list
 * of runs. Medians. Run: `deno run -A bench/store.ts [points]`
 *
 * @module
 */
import { join } from "node:path";
import { thinColumns } from "../lib/series/downsample.ts";
import type { PointBatch } from "../lib/store/flush.ts";
import { openStore, type Store } from "../lib/store/store.ts";

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
  };
}

async function makeRun(store: Store): Promise<string> {
  const { id } = await store.experiments.getOrCreate("bench");
  const run = await store.runs.create({ experimentId: id, command: ["x"], cwd: "/", host: "h" });
  await store.ingest.begin(run.id, "bench");
  return run.id;
}

/** Flushes one metric's points and their lines in batches; gives milliseconds in all. */
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

async function medianMs(action: () => Promise<unknown>, rounds = 15): Promise<string> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await action();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[rounds >> 1]!.toFixed(2) + " ms";
}

const report = (what: string, figure: string) => console.log(what.padEnd(52), figure.padStart(16));

const directory = await Deno.makeTempDir();
try {
  const location = join(directory, "kv.db");
  {
    using store = await openStore(location);
    for (const batch of [1, 40, 170, 512, 1024]) {
      const points = Math.min(batch * 400, 100_000);
      const ms = await fill(store, { id: await makeRun(store), points, batch });
      const rate = Math.round(points / ms * 1000).toLocaleString("en");
      report(`flushes of ${batch} lines, a point each`, `${rate} /s`);
      report(`  one such flush`, `${(ms / points * batch).toFixed(2)} ms`);
    }
  }
  for (const points of [1000, 100_000, POINTS]) {
    let id: string;
    {
      using store = await openStore(location);
      id = await makeRun(store);
      await fill(store, { id, points, batch: 1000 });
    }
    const named = points.toLocaleString("en");
    const cold = async () => {
      using store = await openStore(location);
      await store.points.read(id);
    };
    report(`${named} points, cold (file opened, read)`, await medianMs(cold, 5));
    using store = await openStore(location);
    const read = async () => (await store.points.read(id)).columns.get("loss")!;
    report(`${named} points, warm`, await medianMs(read));
    report(
      `${named} points, warm, thinned to 1,000`,
      await medianMs(async () => thinColumns(await read(), 1000)),
    );
    const { rev } = await store.points.version(id);
    const after = () => store.points.read(id, { after: rev });
    report(`${named} points, nothing new after a rev`, await medianMs(after));
    const middle = { afterLine: points / 2, limit: 500 };
    report(`${named} lines, 500 of its middle`, await medianMs(() => store.logs.read(id, middle)));
    report(
      `${named} lines, the last 500`,
      await medianMs(() => store.logs.read(id, { tail: 500 })),
    );
  }
  using store = await openStore(location);
  const { id: experimentId } = await store.experiments.getOrCreate("bench");
  for (let run = 0; run < 100; run++) {
    await fill(store, { id: await makeRun(store), points: 8, batch: 8 });
  }
  report("a list of 100 runs", await medianMs(() => store.runs.list(experimentId)));
} finally {
  await Deno.remove(directory, { recursive: true });
}
