/**
 * `stdcurve run`: the command's output unchanged, its curves kept, its exit code at the end.
 *
 * @module
 */
import { resolve } from "node:path";
import { type Launched, launchRun } from "../runs/launch.ts";
import type { Run } from "../model.ts";
import { kvLocation, spoolDirectory } from "../host/paths.ts";
import { giveWay } from "../process/priority.ts";
import { checkDirectory } from "../process/start.ts";
import { recoverMeanwhile } from "../runs/recover.ts";
import { openStore } from "../store/store.ts";
import { printError } from "../host/stderr.ts";
import { type Address, findAddress } from "./address.ts";
import { openOutput } from "./output.ts";
import { experimentOf, nameOf, parseWords, textOf, USAGE, UsageError } from "./usage.ts";

const FLAGS = {
  experiment: { type: "string", short: "e" },
  name: { type: "string", short: "n" },
  cwd: { type: "string" },
} as const;
const TAKES_VALUE = new Set(["-e", "--experiment", "-n", "--name", "--cwd", "--kv"]);
/** What reaches the command instead of us: it is in a session of its own. */
const FORWARDED = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2"] as const;

/** Where the command begins: behind `--`, or at the first word that is no flag of ours. */
export function splitCommand(args: string[]): { own: string[]; command: string[] } {
  for (let i = 0; i < args.length; i++) {
    if (args[i] === "--") return { own: args.slice(0, i), command: args.slice(i + 1) };
    if (TAKES_VALUE.has(args[i]!)) i++;
    else if (!args[i]!.startsWith("-")) return { own: args.slice(0, i), command: args.slice(i) };
  }
  return { own: args, command: [] };
}

/** The one line of ours at the start: the run's id and address. */
function announce(run: Run, { origin, isServed }: Address): void {
  const address = `${origin}/experiments/${run.experimentId}?run=${run.id}`;
  printError(`stdcurve: run ${run.id} at ${address}${isServed ? "" : " (once stdcurve serve runs)"}`);
}

/** Exit codes by which a shell tells that it could not start a command. */
const NEVER_RAN: ReadonlySet<number> = new Set([126, 127]);

/** Exit code of a command that was killed with its whole group, so that nobody could note its code. */
const KILLED = 137;

/**
 * Passes signals on until its scope ends; those that come before the command runs, when it does. When it is over and a store that
 * doesn't answer is waited for, a signal is for this program: what is not stored yet stays in the spool for the next one that looks.
 */
function forwardSignals(isTroubled: () => boolean): Disposable & { to(launched: Launched): void } {
  let target: Launched | null = null;
  const early: Deno.Signal[] = [];
  const listeners = FORWARDED.map((signal) => {
    const listener = () => {
      if (!target) return void early.push(signal);
      if (!target.isOver() || !isTroubled()) return target.signal(signal);
      printError("stdcurve: left before all was stored; stdcurve ls or serve stores the rest");
      Deno.exit(1);
    };
    Deno.addSignalListener(signal, listener);
    return [signal, listener] as const;
  });
  return {
    to(launched) {
      target = launched;
      for (const signal of early) launched.signal(signal);
    },
    [Symbol.dispose]() {
      for (const [signal, listener] of listeners) Deno.removeSignalListener(signal, listener);
    },
  };
}

/** Shows the command's output for as long as somebody reads it. Goes its own way: a store that is slow holds up nothing here. */
async function show(pieces: AsyncIterable<Uint8Array>): Promise<void> {
  const output = openOutput({
    onError: (why) =>
      printError(`stdcurve: the output can't be shown any more: ${why}; the run goes on and its log is kept`),
  });
  for await (const piece of pieces) {
    await output.write(piece);
    if (output.closed) return;
  }
}

/** Runs a command. Gives its exit code. */
export async function runCommand(args: string[]): Promise<number> {
  const { own, command } = splitCommand(args);
  const { values } = parseWords("run", own, FLAGS);
  if (!command[0]) throw new UsageError(`COMMAND is missing; usage: ${USAGE.run!.split("\n")[0]}`);
  const experiment = experimentOf(values), name = nameOf(values);
  const cwd = resolve(textOf(values.cwd) ?? Deno.cwd());
  await checkDirectory(cwd);
  const location = kvLocation(textOf(values.kv));
  const address = await findAddress(location);
  using store = await openStore(location);
  const { id: experimentId } = await store.experiments.getOrCreate(experiment);
  let troubled = false;
  using forward = forwardSignals(() => troubled);
  const capturing = {
    instance: crypto.randomUUID(),
    spoolDirectory: spoolDirectory(location),
    onError(error: unknown) {
      if (!troubled) printError(`stdcurve: the store does not answer (${error}); trying on, nothing is lost`);
      troubled = true;
    },
  };
  await using _orphans = recoverMeanwhile(store, capturing);
  const launched = await launchRun(store, {
    ...capturing,
    experimentId,
    command,
    cwd,
    stdin: "inherit",
    onStart: (run) => announce(run, address),
    ...(name === undefined ? {} : { name }),
  });
  giveWay();
  forward.to(launched);
  const [run] = await Promise.all([launched.done, show(launched.output)]);
  const neverRan = run?.status === "failed" && (run.exitCode === null || NEVER_RAN.has(run.exitCode));
  if (neverRan) printError(`stdcurve: ${run.reason}`);
  return run?.exitCode ?? (run?.status === "cancelled" ? KILLED : 1);
}
