/**
 * `stdcurve run`: the command's output unchanged, its curves kept, its exit code at the end.
 *
 * @module
 */
import { resolve } from "node:path";
import { launchRun } from "../launch.ts";
import type { Run } from "../model.ts";
import { kvLocation, spoolDirectory } from "../place.ts";
import { giveWay } from "../process/priority.ts";
import { checkDirectory } from "../process/start.ts";
import { recoverMeanwhile } from "../recover.ts";
import { openStore } from "../store/store.ts";
import { openOutput } from "./output.ts";
import { parseWords, textOf, USAGE, UsageError } from "./usage.ts";

const FLAGS = {
  experiment: { type: "string", short: "e" },
  name: { type: "string", short: "n" },
  cwd: { type: "string" },
} as const;
const TAKES_VALUE = new Set(["-e", "--experiment", "-n", "--name", "--cwd", "--kv"]);
const FORWARDED = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Where the command begins: behind `--`, or at the first word that is no flag of ours. */
function splitCommand(args: string[]): { own: string[]; command: string[] } {
  for (let i = 0; i < args.length; i++) {
    if (args[i] === "--") return { own: args.slice(0, i), command: args.slice(i + 1) };
    if (TAKES_VALUE.has(args[i]!)) i++;
    else if (!args[i]!.startsWith("-")) return { own: args.slice(0, i), command: args.slice(i) };
  }
  return { own: args, command: [] };
}

/** Address of a run's page where `stdcurve serve` would show it. */
function pageOf(run: Run): string {
  const host = Deno.env.get("STDCURVE_HOST") ?? "127.0.0.1", port = Deno.env.get("STDCURVE_PORT") ?? "8000";
  return `http://${host}:${port}/experiments/${run.experimentId}?run=${run.id}`;
}

/** Shows the command's output for as long as somebody reads it. Goes its own way: a store that is slow holds up nothing here. */
async function show(pieces: AsyncIterable<Uint8Array>): Promise<void> {
  const output = openOutput();
  for await (const piece of pieces) {
    await output.write(piece);
    if (output.closed) return;
  }
}

/** Runs a command. Gives its exit code. */
export async function runCommand(args: string[]): Promise<number> {
  const { own, command } = splitCommand(args);
  const { values } = parseWords("run", own, FLAGS);
  if (command.length === 0) throw new UsageError(`COMMAND is missing; usage: ${USAGE.run!.split("\n")[0]}`);
  const cwd = resolve(textOf(values.cwd) ?? Deno.cwd());
  await checkDirectory(cwd);
  const location = kvLocation(textOf(values.kv));
  using store = await openStore(location);
  const { id: experimentId } = await store.experiments.getOrCreate(textOf(values.experiment) ?? "default");
  let troubled = false;
  const capturing = {
    instance: crypto.randomUUID(),
    spoolDirectory: spoolDirectory(location),
    onTrouble(error: unknown) {
      if (!troubled) console.error(`stdcurve: the store does not answer (${error}); trying on, nothing is lost`);
      troubled = true;
    },
  };
  await using _orphans = recoverMeanwhile(store, capturing);
  const launched = await launchRun(store, {
    ...capturing,
    experimentId,
    command,
    cwd,
    onStart: (run) => console.error(`stdcurve: run ${run.id} at ${pageOf(run)}`),
    ...(values.name === undefined ? {} : { name: textOf(values.name)! }),
  });
  giveWay();
  const forwards = FORWARDED.map((signal) => [signal, () => launched.signal(signal)] as const);
  for (const [signal, forward] of forwards) Deno.addSignalListener(signal, forward);
  try {
    const [run] = await Promise.all([launched.done, show(launched.output)]);
    if (run && run.status === "failed" && (run.exitCode === 127 || run.exitCode === 126)) {
      console.error(`stdcurve: ${run.reason}`);
    }
    return run?.exitCode ?? 1;
  } finally {
    for (const [signal, forward] of forwards) Deno.removeSignalListener(signal, forward);
  }
}
