/**
 * What capturing costs the command: it times itself, its output going to a file and to `stdcurve run`, in turn.
 *
 * @module
 */
import { median, type Row } from "./measure.ts";

const CLI = new URL("../cli.ts", import.meta.url).pathname;
const PAIRS = 9;

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

async function compare(lines: number, work: number, directory: string): Promise<string> {
  const result = `${directory}/ns`, script = program(lines, work, result), ratios: number[] = [];
  const taken = async () => Number(await Deno.readTextFile(result));
  for (let i = 0; i < PAIRS; i++) {
    await runShell(`{ ${script}; } >${directory}/plain.log 2>&1`);
    const plain = await taken();
    await runCaptured(script, directory);
    ratios.push(plain / await taken());
  }
  return median(ratios).toFixed(3);
}

/** Own speed of a command that works between its lines, and of one that does nothing but print. */
export async function measureCapture(directory: string): Promise<Row[]> {
  return [
    {
      what: "a training's own speed, captured vs > file",
      measured: await compare(1_500, 1_500, directory),
      target: "≥ 0.99",
    },
    { what: "the same of nothing but printing", measured: await compare(150_000, 0, directory), target: "" },
  ];
}
