/**
 * What capturing costs the command. The command times itself, once with its output in a file and once under `stdcurve run`. The clock
 * shows what a user sees, but a busy machine adds its own delays to it. The processor time shows the cost of the capture alone.
 *
 * @module
 */
import { median, type Row } from "./measure.ts";

const CLI = new URL("../cli.ts", import.meta.url).pathname;
const PAIRS = 8;

/** A shell script that prints lines, each after some work. It writes its duration in nanoseconds and the shell's `times` to a file. */
const program = (lines: number, work: number, result: string) =>
  `began=$(date +%s%N); i=0; while [ $i -lt ${lines} ]; do i=$((i+1)); ` +
  `w=0; while [ $w -lt ${work} ]; do w=$((w+1)); done; echo "Step $i: loss=0.$i, lr=1.00e-04"; done; ` +
  `{ echo $(($(date +%s%N) - began)); times; } >${result}`;

/** The duration of a command, in seconds. */
interface Duration {
  clock: number;
  processor: number;
}

/** Reads the script's file. Of `times` it takes the first line, which is the shell's own: `0m1.23s 0m0.04s`. */
function readDuration(text: string): Duration {
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

/** Speed of the captured command divided by that of the plain one: medians of pairs. Every other pair runs the captured one first. */
async function compare(lines: number, work: number, directory: string): Promise<string> {
  const result = `${directory}/duration`, script = program(lines, work, result), ratios: Duration[] = [];
  const run = {
    plain: () => runShell(`{ ${script}; } >${directory}/plain.log 2>&1`),
    captured: () => runCaptured(script, directory),
  };
  const measure = async (name: keyof typeof run) => {
    await run[name]();
    return readDuration(await Deno.readTextFile(result));
  };
  for (let i = 0; i < PAIRS; i++) {
    const first = i % 2 === 0 ? await measure("plain") : null;
    const captured = await measure("captured"), plain = first ?? await measure("plain");
    ratios.push({ clock: plain.clock / captured.clock, processor: plain.processor / captured.processor });
  }
  const by = (name: keyof Duration) => median(ratios.map((each) => each[name])).toFixed(3);
  return `${by("clock")} (processor time ${by("processor")})`;
}

/** The speed of a command that works between its lines, and of one that only prints. */
export async function measureCapture(directory: string): Promise<Row[]> {
  const training = await compare(1_000, 6_000, directory), printing = await compare(150_000, 0, directory);
  return [
    { what: "a training's own speed, captured vs > file", measured: training, target: "≥ 0.99" },
    { what: "the same for a program that only prints", measured: printing, target: "" },
  ];
}
