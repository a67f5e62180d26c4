/**
 * What `stdcurve run` takes beside a training that prints 100 lines a second while nobody looks: its processor time, beside that of the
 * training itself, and its memory. Linux only.
 *
 * @module
 */
import { type Row, V8_FLAGS } from "./measure.ts";

const CLI = new URL("../cli.ts", import.meta.url).pathname;
/** A new run counts as looked at for the first ten seconds. */
const WARM_SECONDS = 12, SECONDS = 20, LINES_A_SECOND = 100, TICKS_A_SECOND = 100;

const sleep = (seconds: number) => new Promise<void>((resolve) => setTimeout(resolve, 1000 * seconds));

/** A training that works for a part of the time between its lines. */
const TRAINING = `const beat = () => {
  const until = performance.now() + 2;
  while (performance.now() < until);
  console.log("Step " + step + ": loss=" + (4 / (1 + step++ / 1000)).toFixed(4) + ", lr=1.00e-04");
};
let step = 0;
setInterval(beat, ${1000 / LINES_A_SECOND});`;

/** Seconds of the processor that a process has used. */
async function processorSeconds(pid: number): Promise<number> {
  const fields = (await Deno.readTextFile(`/proc/${pid}/stat`)).split(") ")[1]!.split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

/** Memory of a process in MB: its own, and pages of program files, which all processes of one program share and the system can drop. */
async function memoryOf(pid: number): Promise<{ own: number; shared: number }> {
  const text = await Deno.readTextFile(`/proc/${pid}/smaps_rollup`);
  const megabytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(text)![1]) / 1000;
  const own = megabytes("Private_Dirty") + megabytes("Private_Clean");
  return { own, shared: megabytes("Rss") - own };
}

/** Processor and memory of `stdcurve run` beside a training. */
export async function measureLoad(directory: string): Promise<Row[]> {
  if (Deno.build.os !== "linux") return [];
  const pidFile = `${directory}/training.pid`, script = `${directory}/training.js`;
  await Deno.writeTextFile(script, TRAINING);
  const training = ["sh", "-c", 'echo $$ >"$0"; exec "$1" run "$2"', pidFile, Deno.execPath(), script];
  const options = [
    "run",
    "-A",
    "--no-check",
    V8_FLAGS,
    CLI,
    "run",
    "--kv",
  ];
  const args = [...options, `${directory}/load.db`, "--", ...training];
  const child = new Deno.Command(Deno.execPath(), { args, stdout: "null", stderr: "null" }).spawn();
  try {
    await sleep(WARM_SECONDS);
    const pids = [child.pid, Number(await Deno.readTextFile(pidFile))];
    const before = await Promise.all(pids.map(processorSeconds)), began = performance.now();
    await sleep(SECONDS);
    const after = await Promise.all(pids.map(processorSeconds)), seconds = (performance.now() - began) / 1000;
    const [own, other] = after.map((each, at) => each - before[at]!) as [number, number];
    const memory = await memoryOf(child.pid), file = Deno.execPath().split("/").at(-1);
    return [
      {
        what: `processor beside a training of ${LINES_A_SECOND} lines/s, nobody looks`,
        measured: `${(100 * own / seconds).toFixed(1)} % of a core (${
          (100 * own / other).toFixed(1)
        } % of the training's)`,
        target: "≤ 1 % of a core",
      },
      {
        what: `memory of stdcurve run: its own, and shared pages of the file ${file}`,
        measured: `${memory.own.toFixed(0)} MB, ${memory.shared.toFixed(0)} MB`,
        target: "≤ 60 MB in all",
      },
    ];
  } finally {
    child.kill("SIGTERM");
    await child.status;
  }
}
