/**
 * Many `stdcurve run` on one KV file at the same time: how long it takes from print to stored, what they say on stderr, and how fast a
 * server on the same file answers meanwhile. Their starts take all the machine has, so the clock begins when all have stored a line. Beside
 * it stands what a raw loop of SQLite transactions takes on the same machine. Everything has a bound; what could not be measured is said.
 *
 * @module
 */
import { openStore, type Store } from "../lib/store/store.ts";
import { PRINTER, RAW_WRITERS } from "./many_programs.ts";
import { median, quantile, type Row, V8_FLAGS, whole } from "./measure.ts";

const RUNS = 50, SLOW = 10, FAST = 1_000;
/** Seconds: all of it stays below a minute. Runs that suddenly print much need a while until their code is compiled for it. */
const START_MAX = 24, SETTLE = 6, PHASE = 6, END_MAX = 10, RAW = 4;
const CLI = new URL("../cli.ts", import.meta.url).pathname;
/** A flush of a run at which nobody looks: every two seconds, and some 8 KB. */
const RAW_EVERY = 2, RAW_BYTES = 8_192;

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const deno = (
  ...args: string[]
) => [
  "run",
  "-A",
  "--no-check",
  "--quiet",
  V8_FLAGS,
  ...args,
];

/** One `run`: when it has ended, its code and its lines on stderr besides the first. Null for one that was killed because it did not end. */
interface Started {
  child: Deno.ChildProcess;
  ended: Promise<{ code: number; noise: string[] }>;
}

function startRun(kv: string, rate: string): Started {
  const args = deno(CLI, "run", "--kv", kv, "--", "python3", "-c", PRINTER, rate);
  const child = new Deno.Command(Deno.execPath(), { args, stdin: "null", stdout: "null", stderr: "piped" }).spawn();
  const ended = Promise.all([new Response(child.stderr).text(), child.status]).then(([stderr, { code }]) => ({
    code,
    noise: stderr.split("\n").filter((line) => line !== "" && !/^stdcurve: run [-0-9a-f]+ at /.test(line)),
  }));
  return { child, ended };
}

/** Looks at how many lines of each run are stored, again and again, as one who looks at all of them. */
class StoredWatch {
  /** By run: when each number of lines was first seen, in milliseconds since the epoch. */
  readonly seen = new Map<string, { lines: number; at: number }[]>();
  readonly #done: Promise<void>;
  #isOver = false;

  constructor(readonly store: Store) {
    this.#done = this.#watch();
  }
  async #look(): Promise<void> {
    await this.store.runs.noteLook();
    const experiment = await this.store.experiments.getByName("default");
    const { items } = experiment ? await this.store.runs.list(experiment.id, { limit: RUNS }) : { items: [] };
    for (const { id, lastLine: lines } of items) {
      const looks = this.seen.get(id) ?? [];
      if (lines > (looks.at(-1)?.lines ?? 0)) this.seen.set(id, [...looks, { lines, at: Date.now() }]);
    }
  }
  async #watch(): Promise<void> {
    while (!this.#isOver) {
      await this.#look();
      await sleep(50);
    }
    await this.#look();
  }
  async end(): Promise<void> {
    this.#isOver = true;
    await this.#done;
  }
}

/** Milliseconds from print to stored of the lines that were printed within a time; a line that was never seen counts as seen at the end. */
async function findDelays(watch: StoredWatch, [from, to]: readonly [number, number]): Promise<number[]> {
  const delays: number[] = [], end = Date.now();
  for (const [id, looks] of watch.seen) {
    const { columns } = await watch.store.points.read(id, { metrics: ["printed_at"] });
    const printed = columns.get("printed_at");
    for (const [i, at] of printed?.value.entries() ?? []) {
      if (at < from || at >= to) continue;
      delays.push((looks.find(({ lines }) => lines >= printed!.line[i]!)?.at ?? end) - at);
    }
  }
  return delays;
}

/** A server on the file, and where it answers. */
async function startServer(kv: string): Promise<{ origin: string; stop: () => Promise<void> }> {
  const args = deno(CLI, "serve", "--kv", kv, "--port", "0");
  const server = new Deno.Command(Deno.execPath(), { args, stdin: "null", stdout: "piped", stderr: "null" }).spawn();
  const reader = server.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const origin = /http:\/\/\S+?(?=\/\?)/.exec((await reader.read()).value ?? "")![0];
  const stop = async () => {
    server.kill("SIGKILL");
    await Promise.all([server.status, reader.cancel()]);
  };
  return { origin, stop };
}

/** Asks a server how it is, again and again, for some seconds. Milliseconds of each answer. */
async function askHealth(origin: string, seconds: number): Promise<number[]> {
  const times: number[] = [], end = performance.now() + 1000 * seconds;
  while (performance.now() < end) {
    const began = performance.now();
    await fetch(`${origin}/healthz`, { signal: AbortSignal.timeout(5_000) }).then(
      (answer) => answer.arrayBuffer(),
      () => {},
    );
    times.push(performance.now() - began);
    await sleep(50);
  }
  return times;
}

/** Milliseconds of the transactions of as many raw writers, while nothing of ours runs. */
async function measureRaw(path: string): Promise<number[]> {
  const args = ["-c", RAW_WRITERS, path, ...[RUNS, RAW_EVERY, RAW_BYTES, RAW].map(String)];
  const { stdout } = await new Deno.Command("python3", { args, signal: AbortSignal.timeout(3_000 * RAW) }).output();
  return new TextDecoder().decode(stdout).trim().split("\n").map(Number);
}

/** What was measured of all runs. Times are milliseconds. */
interface Measured {
  begun: number;
  startMs: number;
  slow: number[];
  fast: number[];
  health: number[];
  /** Runs that had to be killed, failed, or said more than their first line. */
  bad: string[];
}

/** Waits until something is true, at most so many seconds. */
async function waitFor(isTrue: () => boolean, seconds: number): Promise<void> {
  const end = performance.now() + 1000 * seconds;
  while (!isTrue() && performance.now() < end) await sleep(50);
}

async function endRun({ child, ended }: Started, seconds: number): Promise<string | null> {
  const timer = setTimeout(() => child.kill("SIGKILL"), 1000 * seconds);
  const { code, noise } = await ended;
  clearTimeout(timer);
  return code === 0 && noise.length === 0 ? null : `${code}: ${noise[0] ?? ""}`;
}

async function measureRuns(kv: string, rate: string): Promise<Measured> {
  const server = await startServer(kv), setRate = (lines: number) => Deno.writeTextFileSync(rate, `${lines}`);
  using store = await openStore(kv);
  const watch = new StoredWatch(store), began = performance.now();
  setRate(SLOW);
  const runs = Array.from({ length: RUNS }, () => startRun(kv, rate));
  try {
    await waitFor(() => watch.seen.size >= RUNS, START_MAX);
    const begun = watch.seen.size, startMs = performance.now() - began;
    setRate(FAST);
    await sleep(1000 * SETTLE);
    const first = Date.now(), health = await askHealth(server.origin, PHASE), second = Date.now();
    setRate(SLOW);
    await sleep(1000 * PHASE);
    const third = Date.now();
    setRate(0);
    const bad = (await Promise.all(runs.map((run) => endRun(run, END_MAX)))).filter((why) => why !== null);
    await watch.end();
    const fast = await findDelays(watch, [first, second]), slow = await findDelays(watch, [second, third]);
    return { begun, startMs, slow, fast, health, bad };
  } finally {
    await watch.end();
    await server.stop();
  }
}

const describe = (times: readonly number[], unit = ""): string =>
  times.length === 0
    ? "could not be measured"
    : `${whole(quantile(times, 0.99))} ms (median ${whole(median(times))}, of ${whole(times.length)}${unit})`;

/** Many fast runs, which then become slow ones, with a server beside them; and the raw loop. */
export async function measureManyRuns(directory: string): Promise<Row[]> {
  const raw = await measureRaw(`${directory}/raw.db`);
  (await openStore(`${directory}/many.db`)).close();
  const { begun, startMs, slow, fast, health, bad } = await measureRuns(`${directory}/many.db`, `${directory}/rate`);
  const stored = (rate: number, times: readonly number[]): Row => ({
    what: `${begun} runs × ${whole(rate)} lines/s, looked at: from print to stored, p99`,
    measured: describe(times, " lines"),
    target: "≤ 3,000 ms",
  });
  return [
    {
      what: `runs of ${RUNS} that had stored a line within ${START_MAX} s of their start`,
      measured: `${begun}, the last after ${whole(startMs)} ms`,
      target: "",
    },
    { what: `a raw loop of SQLite transactions by ${RUNS} writers, p99`, measured: describe(raw), target: "" },
    stored(FAST, fast),
    stored(SLOW, slow),
    {
      what: "runs that failed or said more than their first line",
      measured: `${bad.length} ${bad[0] ?? ""}`,
      target: "0",
    },
    { what: `/healthz meanwhile, p99`, measured: describe(health, " answers"), target: "≤ 300 ms" },
  ];
}
