/**
 * What capturing costs the command: it times itself, its output going to a file and to `stdcurve run`, in turn.
 *
 * @module
 */
import { median, quantile, type Row } from "./measure.ts";

const CLI = new URL("../cli.ts", import.meta.url).pathname;
const PAIRS = 8;

/** Prints so many lines, each after some work, and writes the nanoseconds that this took to a file. */
const program = (lines: number, work: number, result: string) =>
  `began=$(date +%s%N); i=0; while [ $i -lt ${lines} ]; do i=$((i+1)); ` +
  `w=0; while [ $w -lt ${work} ]; do w=$((w+1)); done; echo "Step $i: loss=0.$i, lr=1.00e-04"; done; ` +
  `echo $(($(date +%s%N) - began)) >${result}`;

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

/** Median of the captured one's speed over the plain one's, in pairs of which every other one begins with the captured. */
async function compare(lines: number, work: number, directory: string): Promise<string> {
  const result = `${directory}/ns`, script = program(lines, work, result), ratios: number[] = [];
  const runs = {
    plain: () => runShell(`{ ${script}; } >${directory}/plain.log 2>&1`),
    captured: () => runCaptured(script, directory),
  };
  for (let i = 0; i < PAIRS; i++) {
    const taken = { plain: 0, captured: 0 };
    for (const name of i % 2 === 0 ? ["plain", "captured"] as const : ["captured", "plain"] as const) {
      await runs[name]();
      taken[name] = Number(await Deno.readTextFile(result));
    }
    ratios.push(taken.plain / taken.captured);
  }
  return `${median(ratios).toFixed(3)} (${quantile(ratios, 0.25).toFixed(2)} to ${quantile(ratios, 0.75).toFixed(2)})`;
}

/** Own speed of a command that works between its lines, and of one that does nothing but print. */
export async function measureCapture(directory: string): Promise<Row[]> {
  const training = await compare(1_000, 6_000, directory), printing = await compare(150_000, 0, directory);
  return [
    { what: "a training's own speed, captured vs > file", measured: training, target: "≥ 0.99" },
    { what: "the same of nothing but printing", measured: printing, target: "" },
  ];
}
