/**
 * Measures the whole way and prints it beside the targets. Every figure is the median of several passes in this one process, on whatever
 * machine this is: compare figures of one run, not of two. `deno task bench`, after `deno task build`.
 *
 * @module
 */
import { gzipSync } from "node:zlib";
import { createApi } from "../lib/api/app.ts";
import { ingest } from "../lib/ingest.ts";
import { followFile } from "../lib/lines/follow.ts";
import { splitLines } from "../lib/lines/split.ts";
import { readPoints } from "../lib/points/reader.ts";
import { startProcess } from "../lib/process/start.ts";
import { openStore, type Store } from "../lib/store/store.ts";

const LINES = 300_000, PASSES = 3;
const rows: [what: string, measured: string, target: string][] = [];

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
const whole = (value: number) => Math.round(value).toLocaleString("en-US");

async function time(passes: number, action: () => unknown): Promise<number> {
  const taken: number[] = [];
  for (let i = 0; i < passes; i++) {
    const began = performance.now();
    await action();
    taken.push(performance.now() - began);
  }
  return median(taken);
}

function writeLog(lines: number): Uint8Array {
  const text: string[] = [];
  for (let i = 1; i <= lines; i++) {
    text.push(`Step ${i}: loss=${(4 / (1 + i / 1000)).toFixed(4)}, lr=${(1e-4).toExponential(2)}\n`);
  }
  return new TextEncoder().encode(text.join(""));
}

async function makeRun(store: Store): Promise<string> {
  const { id } = await store.experiments.getOrCreate("bench");
  return (await store.runs.create({ experimentId: id, command: [], cwd: "", host: "here", status: "running" })).id;
}

/** Reading alone: a newline scan, one hand-written regex, this reader; the three in turn on the same bytes. */
async function measureReading(log: Uint8Array): Promise<void> {
  const scan = await time(PASSES, () => {
    let count = 0;
    for (let at = log.indexOf(10); at >= 0; at = log.indexOf(10, at + 1)) count++;
    return count;
  });
  const regex = await time(PASSES, () => {
    let sum = 0;
    const splitter = splitLines((text) => {
      const match = /^Step (\d{1,12}): loss=([\d.]{1,20}), lr=([\d.e+-]{1,20})/.exec(text);
      if (match) sum += Number(match[2]) + Number(match[3]) + Number(match[1]);
    });
    splitter.push(log);
    return sum;
  });
  const reading = await time(PASSES, () => {
    const reader = readPoints(() => {});
    const splitter = splitLines((text, line, redrawn) => reader.read(text, line, redrawn));
    splitter.push(log);
    splitter.finish();
    reader.finish();
  });
  const rate = (ms: number) => `${whole(LINES / ms * 1000)} lines/s`;
  rows.push(["newline scan of the same bytes", rate(scan), ""]);
  rows.push(["one hand-written regex on lines", rate(regex), ""]);
  rows.push(["lines and points, nothing stored", rate(reading), "≥ 500,000 lines/s"]);
}

async function measureIngest(log: Uint8Array, directory: string): Promise<void> {
  const path = `${directory}/spool.log`;
  await Deno.writeFile(path, log);
  let peak = 0;
  const took = await time(PASSES, async () => {
    using store = await openStore(`${directory}/kv-${crypto.randomUUID()}.db`);
    const runId = await makeRun(store);
    await ingest({
      store,
      runId,
      instance: "bench",
      source: async function* (from) {
        for await (const piece of followFile(path, { from, isOver: () => true })) {
          peak = Math.max(peak, Deno.memoryUsage().rss);
          yield piece;
        }
      },
    });
  });
  rows.push([
    "output → lines → points → KV",
    `${whole(LINES / took * 1000)} lines/s, ${(log.length / took / 1000).toFixed(1)} MB/s`,
    "≥ 500,000 lines/s, ≥ 30 MB/s",
  ]);
  rows.push(["memory meanwhile (whole process)", `${whole(peak / 1e6)} MB`, "≤ 150 MB"]);
}

/** A program that only prints, to a file and captured, in turn: what capturing costs it. */
async function measureSlowdown(directory: string): Promise<void> {
  const script = 'i=0; while [ $i -lt 200000 ]; do i=$((i+1)); echo "Step $i: loss=0.$i"; done';
  const ratios: number[] = [];
  for (let i = 0; i < PASSES; i++) {
    const plain = await time(
      1,
      () => new Deno.Command("sh", { args: ["-c", `(${script}) > ${directory}/plain.log 2>&1`] }).output(),
    );
    using store = await openStore(`${directory}/slow-${i}.db`);
    const runId = await makeRun(store);
    const spool = `${directory}/slow-${i}.log`;
    const began = performance.now();
    const { ended } = await startProcess({ command: ["sh", "-c", script], cwd: directory, spool });
    let over = false;
    const captured = ended.then(() => {
      over = true;
      return performance.now() - began;
    });
    const taking = ingest({
      store,
      runId,
      instance: "b",
      source: (from) => followFile(spool, { from, isOver: () => over }),
    });
    ratios.push(plain / await captured);
    await taking;
  }
  rows.push(["a printing program's speed, captured vs > file", median(ratios).toFixed(2), "≥ 0.99"]);
}

async function measureLatency(directory: string): Promise<void> {
  using store = await openStore(`${directory}/latency.db`);
  const runId = await makeRun(store);
  const spool = `${directory}/latency.log`;
  await Deno.writeTextFile(spool, "");
  let over = false;
  const taking = ingest({
    store,
    runId,
    instance: "b",
    source: (from) => followFile(spool, { from, isOver: () => over }),
  });
  const taken: number[] = [];
  for (let step = 1; step <= 30; step++) {
    const began = performance.now();
    await Deno.writeTextFile(spool, `Step ${step}: loss=1\n`, { append: true });
    while (((await store.points.version(runId)).rev) < step) await new Promise((resolve) => setTimeout(resolve, 5));
    taken.push(performance.now() - began);
  }
  over = true;
  await taking;
  const sorted = taken.toSorted((a, b) => a - b);
  rows.push(["from print to stored, p95 of 30", `${whole(sorted[28]!)} ms`, "≤ 300 ms"]);
}

async function measureRoute(directory: string): Promise<void> {
  using store = await openStore(`${directory}/route.db`);
  const { id: experimentId } = await store.experiments.getOrCreate("bench");
  const api = createApi({ store, launcher: null, instance: "b" });
  for (const [count, target] of [[100, "≤ 2 ms"], [1_000, ""], [100_000, ""], [1_000_000, "≤ 30 ms warm"]] as const) {
    const runId = await makeRun(store);
    await store.ingest.begin(runId, "b");
    for (let from = 0; from < count; from += 5_000) {
      const steps = Array.from({ length: Math.min(5_000, count - from) }, (_, i) => from + i);
      const filled = (value: number) => steps.map(() => value);
      const points = {
        kind: "metric" as const,
        step: steps,
        value: steps.map(Math.sin),
        time: filled(1),
        line: steps,
        epoch: filled(NaN),
      };
      const batch = {
        from: 0,
        log: new Uint8Array(0),
        time: 1,
        points: new Map([["loss", points]]),
        lines: null,
        reader: null,
      };
      await store.ingest.flush(runId, "b", batch);
    }
    const ask = async () => await (await api.request(`/api/experiments/${experimentId}/runs/${runId}/metrics`)).text();
    const cold = await time(1, ask);
    rows.push([
      `metrics route, ${whole(count)} stored points`,
      `${(await time(15, ask)).toFixed(1)} ms (first ${cold.toFixed(0)})`,
      target,
    ]);
  }
}

/** Serves the built app and asks for an experiment's page with a run of 100,000 points. */
async function measurePage(log: Uint8Array, directory: string): Promise<void> {
  Deno.env.set("STDCURVE_KV", `${directory}/page.db`);
  const { default: app } = await import(new URL("../_fresh/server.js", import.meta.url).href);
  const ask = (path: string, init?: RequestInit): Promise<Response> =>
    app.fetch(new Request(`http://127.0.0.1${path}`, init));
  const headers = { "content-type": "application/json" };
  const { id } = await (await ask("/api/experiments", { method: "POST", headers, body: '{"name":"page"}' })).json();
  const bytes = { "content-type": "application/octet-stream" };
  await (await ask(`/api/experiments/${id}/imports`, { method: "POST", headers: bytes, body: log.slice(0, 5_000_000) }))
    .text();
  const page = async () => await (await ask(`/experiments/${id}`)).text();
  await page();
  const html = await page();
  rows.push(["experiment page, server time", `${(await time(15, page)).toFixed(1)} ms`, "≤ 15 ms"]);
  const scripts = new Set<string>(), waiting = [...html.matchAll(/"(\/_fresh\/js\/[^"]+)"/g)].map((match) => match[1]!);
  let size = 0;
  for (let url = waiting.pop(); url; url = waiting.pop()) {
    if (scripts.has(url)) continue;
    scripts.add(url);
    const code = await (await ask(url)).text();
    size += gzipSync(code).length;
    for (const [, file] of code.matchAll(/(?:from|import)\s*"\.\/([\w-]+\.js)"/g)) {
      waiting.push(new URL(file!, `http://x${url}`).pathname);
    }
  }
  rows.push(["scripts of that page, gzip", `${(size / 1000).toFixed(1)} KB`, "≤ 80 KB"]);
}

const directory = await Deno.makeTempDir();
try {
  const log = writeLog(LINES);
  await measureReading(log);
  await measureIngest(log, directory);
  await measureSlowdown(directory);
  await measureLatency(directory);
  await measureRoute(directory);
  await measurePage(log, directory);
} finally {
  await Deno.remove(directory, { recursive: true });
}
const widths = [0, 1].map((column) => Math.max(...rows.map((row) => [...row[column]!].length)));
for (const [what, measured, target] of rows) {
  console.log(`${what.padEnd(widths[0]!)}  ${measured.padEnd(widths[1]!)}  ${target}`.trimEnd());
}
Deno.exit(0);
