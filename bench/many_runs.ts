/**
 * Many `stdcurve run` on one KV file at the same time: how long it takes from print to stored, what they say on stderr, and how fast a
 * server on the same file answers meanwhile.
 *
 * @module
 */
import type { Columns } from "../lib/model.ts";
import { openStore, type Store } from "../lib/store/store.ts";
import { median, quantile, type Row, whole } from "./measure.ts";

const RUNS = 50, SECONDS = 30, SLOW = 10, FAST = 1_000;
const CLI = new URL("../cli.ts", import.meta.url).pathname;
/** Prints so many lines a second, each with the time at which it was printed. */
const PROGRAM =
  "import sys, time; rate, seconds = float(sys.argv[1]), float(sys.argv[2]); began = time.time(); n = 0\n" +
  "while time.time() - began < seconds:\n" +
  "  while n < rate * (time.time() - began):\n" +
  "    n += 1; print(f'step {n}: loss={1 / n:.6f} printed_at={time.time() * 1000:.0f}')\n" +
  "  sys.stdout.flush(); time.sleep(min(0.1, 1 / rate))\n";

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

interface Ended {
  code: number;
  noise: string[];
}

/** Starts one `run`; resolves when it has ended, with its lines on stderr besides the first. */
async function startRun(kv: string, rate: number): Promise<Ended> {
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      "--no-check",
      "--quiet",
      CLI,
      "run",
      "--kv",
      kv,
      "--",
      "python3",
      "-c",
      PROGRAM,
      `${rate}`,
      `${SECONDS}`,
    ],
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const [stderr, { code }] = await Promise.all([new Response(child.stderr).text(), child.status]);
  return {
    code,
    noise: stderr.split("\n").filter((line) => line !== "" && !/^stdcurve: run [-0-9a-f]+ at /.test(line)),
  };
}

/** When each line count of a run was first seen in the store. */
type Seen = Map<string, { lines: number; at: number }[]>;

/** Looks at all live runs, one after the other, until there is nothing more to see. */
async function watchStored(store: Store, isOver: () => boolean): Promise<Seen> {
  const seen: Seen = new Map();
  for (let last = false; !last;) {
    last = isOver();
    const experiment = await store.experiments.getByName("default");
    const { items } = experiment ? await store.runs.list(experiment.id, { limit: 2 * RUNS }) : { items: [] };
    for (const { id } of items) {
      const { lastLine } = await store.runs.get(id), looks = seen.get(id) ?? [];
      if (lastLine > (looks.at(-1)?.lines ?? 0)) looks.push({ lines: lastLine, at: Date.now() });
      seen.set(id, looks);
    }
    await sleep(10);
  }
  return seen;
}

/** Milliseconds from print to stored, of every line that was printed when all runs had begun: their starts take all the machine has. */
async function findDelays(store: Store, seen: Seen): Promise<number[]> {
  const runs: { looks: { lines: number; at: number }[]; printed: Columns }[] = [];
  for (const [id, looks] of seen) {
    const { columns } = await store.points.read(id, { metrics: ["printed_at"] }), printed = columns.get("printed_at");
    if (printed) runs.push({ looks, printed });
  }
  const from = Math.max(...runs.map(({ printed }) => printed.value[0]!)), delays: number[] = [];
  for (const { looks, printed } of runs) {
    for (const [i, at] of printed.value.entries()) {
      const look = at < from ? undefined : looks.find(({ lines }) => lines >= printed.line[i]!);
      if (look) delays.push(look.at - at);
    }
  }
  return delays;
}

/** Asks a server on the file how it is, again and again. Milliseconds of each answer. */
async function askHealth(kv: string, isOver: () => boolean): Promise<number[]> {
  const server = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "--quiet", CLI, "serve", "--kv", kv, "--port", "0"],
    stdin: "null",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const reader = server.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const origin = /http:\/\/\S+?(?=\/\?)/.exec((await reader.read()).value ?? "")?.[0];
  const times: number[] = [];
  while (!isOver()) {
    const began = performance.now();
    await (await fetch(`${origin}/healthz`)).arrayBuffer();
    times.push(performance.now() - began);
    await sleep(50);
  }
  server.kill("SIGTERM");
  await Promise.all([server.status, reader.cancel()]);
  return times;
}

async function measureRate(kv: string, rate: number): Promise<Row[]> {
  (await openStore(kv)).close();
  let isOver = false;
  const health = rate === FAST ? askHealth(kv, () => isOver) : Promise.resolve([]);
  using store = await openStore(kv);
  const watching = watchStored(store, () => isOver);
  const ended = await Promise.all(Array.from({ length: RUNS }, () => startRun(kv, rate)));
  isOver = true;
  const delays = await findDelays(store, await watching), times = await health;
  const bad = ended.filter(({ code, noise }) => code !== 0 || noise.length > 0);
  const what = `${RUNS} runs × ${whole(rate)} lines/s`;
  return [
    {
      what: `${what}: from print to stored, p99`,
      measured: `${whole(quantile(delays, 0.99))} ms (median ${whole(median(delays))}, ${whole(delays.length)} lines)`,
      target: "≤ 3,000 ms",
    },
    {
      what: `${what}: runs that failed or said more than their first line`,
      measured: `${bad.length}${bad[0] ? ` (${bad[0].code}: ${bad[0].noise[0] ?? ""})` : ""}`,
      target: "0",
    },
    ...times.length === 0 ? [] : [{
      what: `${what}: /healthz, p99 of ${times.length}`,
      measured: `${whole(quantile(times, 0.99))} ms (median ${whole(median(times))})`,
      target: "≤ 300 ms",
    }],
  ];
}

/** Many slow runs, and many fast ones with a server beside them. */
export async function measureManyRuns(directory: string): Promise<Row[]> {
  return [
    ...await measureRate(`${directory}/slow.db`, SLOW),
    ...await measureRate(`${directory}/fast.db`, FAST),
  ];
}
