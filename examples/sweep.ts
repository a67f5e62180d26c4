/**
 * A sweep of 200 small real trainings (`spirals.ts`): learning rate × width × seed. Each is a run of its own, started by `stdcurve run`, a few
 * at a time. The highest learning rate diverges, so some runs fail. They go into the demo's database, where `deno task demo` shows them.
 *
 *     deno task sweep [--runs 200] [--jobs 4] [--kv PATH]
 *
 * @module
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { dataDirectory, makeDataDirectory } from "../lib/host/paths.ts";

const EXPERIMENT = "sweep of spirals";
const RATES = [0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 10, 100],
  WIDTHS = [4, 8, 16, 32],
  SEEDS = [1, 2, 3, 4, 5];
const RUNS_MAX = RATES.length * WIDTHS.length * SEEDS.length, JOBS_MAX = 64;
const project = fileURLToPath(new URL("../", import.meta.url));

/** The options of each training, seed by seed: a sweep that is cut short has all rates and widths. */
const GRID = SEEDS.flatMap((seed) => WIDTHS.flatMap((width) => RATES.map((lr) => ({ lr, width, seed }))));

interface Options {
  runs: number;
  jobs: number;
  kv: string;
}

function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: { runs: { type: "string" }, jobs: { type: "string" }, kv: { type: "string" } },
  });
  const whole = (name: "runs" | "jobs", most: number, preset: number): number => {
    const text = values[name];
    if (text === undefined) return preset;
    if (!/^\d{1,4}$/.test(text) || Number(text) < 1 || Number(text) > most) {
      throw new Error(`--${name} must be 1 to ${most}, not ${text}`);
    }
    return Number(text);
  };
  const kv = values.kv ?? (Deno.env.get("STDCURVE_KV") || join(dataDirectory(), "demo.db"));
  return { runs: whole("runs", RUNS_MAX, RUNS_MAX), jobs: whole("jobs", JOBS_MAX, navigator.hardwareConcurrency), kv };
}

/** Trains once, as a run. Gives its exit code; output is in the run, so it isn't shown here. */
async function runOne({ lr, width, seed }: typeof GRID[number], { kv }: Options, signal: AbortSignal): Promise<number> {
  const training = [Deno.execPath(), "run", "examples/spirals.ts", `--lr=${lr}`, `--width=${width}`, `--seed=${seed}`];
  const run = ["run", "--kv", kv, "-e", EXPERIMENT, "-n", `lr ${lr}, width ${width}, seed ${seed}`, "--no-tty"];
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      "--v8-flags=--max-semi-space-size=1,--heap-growing-percent=20,--no-concurrent-recompilation,--no-sparkplug,--max-inlined-bytecode-size-cumulative=3000",
      "cli.ts",
      ...run,
      "--",
      ...training,
    ],
    cwd: project,
    stdin: "null",
    stdout: "null",
    stderr: "piped",
    signal,
  }).spawn();
  const { code, stderr } = await child.output();
  // 0 and 1 are the training's; anything else, and a run that didn't begin, is ours.
  const said = new TextDecoder().decode(stderr);
  if (!signal.aborted && (code > 1 || !/^stdcurve: run /m.test(said))) {
    throw new Error(said.trim() || `exit code ${code}`);
  }
  return code;
}

async function sweep(options: Options): Promise<void> {
  const stop = new AbortController(), { signal } = stop;
  Deno.addSignalListener("SIGINT", () => stop.abort());
  const waiting = GRID.slice(0, options.runs), all = waiting.length;
  let done = 0, failed = 0;
  const isTerminal = Deno.stderr.isTerminal();
  const report = () => {
    if (isTerminal) Deno.stderr.writeSync(new TextEncoder().encode(`\r${done}/${all} runs, ${failed} failed`));
  };
  const work = async () => {
    for (let next = waiting.shift(); next && !signal.aborted; next = waiting.shift()) {
      if (await runOne(next, options, signal) !== 0) failed++;
      done++;
      report();
    }
  };
  await Promise.all(Array.from({ length: options.jobs }, () =>
    work().catch((error) => {
      stop.abort(); // the others begin nothing more
      throw error;
    })));
  if (isTerminal) console.error();
  if (signal.aborted) Deno.exitCode = 130;
  console.log(`${done} runs, ${failed} of them failed, in the experiment "${EXPERIMENT}" of ${options.kv}`);
  console.log(`See them with: deno task stdcurve serve --kv ${options.kv}   (or in a running deno task demo)`);
}

try {
  makeDataDirectory();
  await sweep(readOptions(Deno.args));
  Deno.exit(); // the listener of SIGINT would keep it alive
} catch (error) {
  console.error(`sweep.ts: ${error instanceof Error ? error.message : error}`);
  Deno.exit(2);
}
