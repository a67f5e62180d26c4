/**
 * What capturing costs the command: it times itself, its output going to a file and to `stdcurve run`, in turn. By the clock that is what
 * a user sees, and on a machine that does other things too it is mostly those; by the processor time it took it is the capture alone.
 *
 * @module
 */
import { median, type Row } from "./measure.ts";

const CLI = new URL("../cli.ts", import.meta.url).pathname;
const PAIRS = 8;

/** Prints so many lines, each after some work, and writes to a file the nanoseconds that this took and the shell's `times`. */
const program = (lines: number, work: number, result: string) =>
  `began=$(date +%s%N); i=0; while [ $i -lt ${lines} ]; do i=$((i+1)); ` +
  `w=0; while [ $w -lt ${work} ]; do w=$((w+1)); done; echo "Step $i: loss=0.$i, lr=1.00e-04"; done; ` +
  `{ echo $(($(date +%s%N) - began)); times; } >${result}`;

/** How long a command took, in seconds. */
interface Taken {
  clock: number;
  processor: number;
}

/** Reads what the program wrote: of `times` the first line, the shell's own, as in `0m1.23s 0m0.04s`. */
function readTaken(text: string): Taken {
  const [clock, times] = text.split("\n") as [string, string];
  const seconds = [...times.matchAll(/(\d+)m([\d.]+)s/g)].map(([, minutes, rest]) =>
    60 * Number(minutes) + Number(rest)
  );
  return { clock: Number(clock) / 1e9, processor: seconds.reduce((sum, each) => sum + each, 0) };
}

async function runShell(script: string): Promise<void> {
  const { success } = await new Deno.Command("sh", { args: ["-c", script] }).output();
  if (!success) throw new Error(`failed: ${script}`);
}

async function runCaptured(script: string, directory: string): Promise<void> {
  const kv = `${directory}/${crypto.randomUUID()}.db`;
  const args = ["run", "-A", "--no-check", CLI, "run", "--kv", kv, "--", "sh", "-c", script];
  const { success } = await new Deno.Command(Deno.execPath(), { args, stdout: "null", stderr: "null" }).output();
  if (!success) throw new Error(`failed: ${script}`);
}

/** The captured one's speed over the plain one's: medians of pairs, of which every other one begins with the captured. */
async function compare(lines: number, work: number, directory: string): Promise<string> {
  const result = `${directory}/taken`, script = program(lines, work, result), ratios: Taken[] = [];
  const run = {
    plain: () => runShell(`{ ${script}; } >${directory}/plain.log 2>&1`),
    captured: () => runCaptured(script, directory),
  };
  const take = async (name: keyof typeof run) => {
    await run[name]();
    return readTaken(await Deno.readTextFile(result));
  };
  for (let i = 0; i < PAIRS; i++) {
    const first = i % 2 === 0 ? await take("plain") : null;
    const captured = await take("captured"), plain = first ?? await take("plain");
    ratios.push({ clock: plain.clock / captured.clock, processor: plain.processor / captured.processor });
  }
  const by = (name: keyof Taken) => median(ratios.map((each) => each[name])).toFixed(3);
  return `${by("clock")} (processor time ${by("processor")})`;
}

/** Own speed of a command that works between its lines, and of one that does nothing but print. */
export async function measureCapture(directory: string): Promise<Row[]> {
  const training = await compare(1_000, 6_000, directory), printing = await compare(150_000, 0, directory);
  return [
    { what: "a training's own speed, captured vs > file", measured: training, target: "≥ 0.99" },
    { what: "the same of nothing but printing", measured: printing, target: "" },
  ];
}
