/**
 * `stdcurve run`: runs a command, shows its output unchanged, stores the output and its points, and ends with the command's exit code.
 * Needs no server.
 *
 * @module
 */
import { constants } from "node:os";
import type { Store } from "../store/store.ts";
import { Unavailable } from "../errors.ts";
import { resolve } from "node:path";
import { Command, Option } from "commander";
import { kvLocation, spoolDirectory } from "../host/paths.ts";
import { noteShown, printError } from "../host/stderr.ts";
import type { Run } from "../model.ts";
import { lowerPriority } from "../process/priority.ts";
import { checkDirectory } from "../process/start.ts";
import { DISK_WAS_FULL_REASON } from "../runs/full_disk.ts";
import { type LaunchCommand, type Launched, launchNow, type LaunchNowOptions } from "../runs/launch.ts";
import { recoverInBackground, type RecoverOptions } from "../runs/recover.ts";
import { resumeRun } from "../runs/resume.ts";
import { awaitStoredEnd } from "../runs/taken_over.ts";
import { settles } from "../time.ts";
import { isEncodingRemark } from "../text/line_encoding.ts";
import { OLDER_READER_WARNING } from "../text/older_reader.ts";
import { type Address, findAddress } from "./address.ts";
import { findRuns } from "./find.ts";
import { type Forwarding, forwardSignals } from "./forward.ts";
import { experimentOption, nameOption, type NamingValues } from "./naming.ts";
import { addNotifyOptions, type NotifyValues, printNotNotified, readWish } from "./notify_options.ts";
import { describeExamples, kvOption, type KvValue } from "./options.ts";
import { openInBackground, type Opening } from "./opening.ts";
import { openOutput } from "./output.ts";
import { chooseTerminal, tieTerminals } from "./run_terminal.ts";
import { createStoreWait } from "./store_wait.ts";
import { createStoreWarning } from "./store_warning.ts";
import { describeError } from "./usage.ts";

interface RunValues extends KvValue, NamingValues, NotifyValues {
  cwd?: string;
  resume?: string;
  tty?: boolean;
}

/** Declares the command. */
export const declareRun = (): Command => addNotifyOptions(declareBareRun()).action(runAndStore);

const declareBareRun = (): Command =>
  new Command("run")
    .summary("run a command and store its curves")
    .description(
      "Runs a command, shows its output unchanged, and stores the output with its curves. Ends with the exit code of the command. " +
        "Needs no server. Ctrl-C and other signals go to the command; when the terminal is closed, the command goes on.",
    )
    .usage("[options] [--] COMMAND [ARG...]")
    .argument("<COMMAND>", "the program to run")
    .argument("[ARG...]", "its arguments; options after COMMAND belong to COMMAND")
    .addOption(experimentOption())
    .addOption(nameOption("the name of the run; by default made from the command"))
    .option("--tty", "give the command a terminal of its own; the default where stdout is one")
    .option("--no-tty", "let the command write to a file, as if its output was redirected")
    .option("--cwd <DIR>", "the working directory of the command; by default the current one")
    .addOption(
      new Option("--resume <RUN_ID>", "append to a run that has ended, in its directory on this machine")
        .conflicts(["experiment", "name"]),
    )
    .addOption(kvOption())
    .addHelpText(
      "after",
      describeExamples(
        "stdcurve run python train.py --lr 3e-4",
        "stdcurve run -e tiny-gpt -n warmup-500 -- ./train.sh",
        "stdcurve run --resume 7f3a9c -- python train.py --from last.ckpt",
        "stdcurve run --notify https://hooks.slack.com/services/… --notify-silence 30m python train.py",
      ),
    )
    .passThroughOptions();

/** Prints the run's id and address, the only line of our own at the start. */
function announce(run: Run, { origin, isServed }: Address): void {
  const address = `${origin}/experiments/${run.experimentId}?run=${run.id}`;
  printError(`stdcurve: run ${run.id} at ${address}${isServed ? "" : " (once stdcurve serve runs)"}`);
}

/** How long the output waits for our own first line, which should stand above it and not inside a prompt. A slow store delays it no longer. */
const FIRST_LINE_MAX_MS = 500;

/** Copies the command's output to stdout until the reader of stdout is gone, and begins when `announced` has settled. */
const showAfter = (announced: Promise<unknown>) => async (pieces: AsyncIterable<Uint8Array>): Promise<void> => {
  const output = openOutput({
    onError: (why) =>
      printError(`stdcurve: the output can't be shown any more: ${why}; the run continues and its log is stored`),
  });
  await settles(announced, FIRST_LINE_MAX_MS);
  for await (const piece of pieces) {
    await output.write(piece);
    noteShown(piece);
    if (output.closed) return;
  }
  noteShown(null);
};

/** The reason of a run whose command could not be started. */
const NEVER_RAN = /^(?:command not found|not executable|cannot be started): /;

/**
 * Prints in one line what of the log is in no curve because a bound was reached, and in which encoding it was read. Names that aren't charted
 * are on the page and in `ls`.
 */
function reportLeftOut(run: Run | null): void {
  const all = run?.warnings ?? [];
  const warnings = all.filter((warning) => warning !== OLDER_READER_WARNING && !isEncodingRemark(warning));
  for (const remark of all.filter(isEncodingRemark)) printError(`stdcurve: ${remark}`);
  if (warnings.length > 0) printError(`stdcurve: not everything is in the curves: ${warnings.join("; ")}`);
}

/** Prints why the command could not be started, if so, and that a full disk has cost some of its output. */
function reportEnd(run: Run | null): void {
  if (run?.status === "failed" && NEVER_RAN.test(run.reason)) printError(`stdcurve: ${run.reason}`);
  if (run?.reason.includes(DISK_WAS_FULL_REASON)) printError(`stdcurve: ${DISK_WAS_FULL_REASON}`);
}

/**
 * Prints what is to be said when everything has ended: what wasn't stored, and what is in no curve. `awaitEnd` waits for a run that another
 * process stores.
 */
async function reportStored(
  stored: PromiseSettledResult<Run | null>,
  awaitEnd: () => Promise<Run | null>,
): Promise<void> {
  if (stored.status === "rejected") return printError(describeError(stored.reason).line);
  const run = stored.value ?? await awaitEnd();
  reportLeftOut(run);
  reportEnd(run);
}

/** Prints that another process has taken a run over, and adds the run's id to `overtaken`. */
const reportOvertaken = (overtaken: Set<string>) => (message: string, id: string): void => {
  overtaken.add(id);
  printError(`stdcurve: ${message}`);
};

/** Prints once why this program still runs. */
function reportLate(): (message: string) => void {
  let isReported = false;
  return (message) => {
    if (!isReported) printError(`stdcurve: ${message}; stdcurve waits for it, and Ctrl-C leaves it running`);
    isReported = true;
  };
}

/** Recovers other runs as soon as the store is open. */
function recoverOnceOpen({ store }: Opening, options: RecoverOptions): AsyncDisposable {
  let recovering: AsyncDisposable | null = null;
  store.then((opened) => recovering = recoverInBackground(opened, options), () => {}); // the capture reports it
  return { [Symbol.asyncDispose]: async () => await recovering?.[Symbol.asyncDispose]() };
}

/** Which run a command is: a new one, or one that is resumed. */
type Wanted = Pick<LaunchNowOptions, "location" | "experiment" | "name"> & { resume: string | undefined };

/** How long a run to resume is waited for. Without its log nothing can be appended, and nothing is started. */
const RESUME_WAIT_MS = 60_000;

/** The store, for a run that is resumed. A signal ends the wait, and so does its bound: nothing has begun then. */
async function awaitStore({ store }: Opening, interrupted: Promise<Deno.Signal>): Promise<Store> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const seconds = RESUME_WAIT_MS / 1000,
    words = `the database can't be used for ${seconds} s, so nothing was resumed; try again`;
  const timer = setTimeout(() => reject(new Unavailable(words)), RESUME_WAIT_MS);
  const stop = interrupted.then((signal) => {
    printError(`stdcurve: ${signal} came before the run could be resumed; nothing was started`);
    Deno.exit(128 + constants.signals[signal as keyof typeof constants.signals]);
  });
  try {
    return await Promise.race([store, late, stop]);
  } finally {
    clearTimeout(timer);
  }
}

/** Launches the command as a new run at once; one that resumes a run needs its log, so it waits for the store. */
async function begin(
  opening: Opening,
  { resume, interrupted, ...wanted }: Wanted & Pick<Forwarding, "interrupted">,
  command: LaunchCommand,
): Promise<Launched> {
  if (resume === undefined) return await launchNow(opening.store, { ...command, ...wanted });
  const opened = await awaitStore(opening, interrupted), [run] = await findRuns(opened, [resume]);
  return await resumeRun(opened, { ...command, runId: run!.id });
}

async function runAndStore(program: string, args: string[], values: RunValues): Promise<void> {
  const { experiment, name, kv } = values, cwd = resolve(values.cwd ?? Deno.cwd());
  await checkDirectory(cwd);
  const command = [program, ...args], choosing = chooseTerminal(command, values.tty);
  const location = kvLocation(kv);
  const address = await findAddress(location), notify = readWish(values, address.origin);
  const spools = spoolDirectory(location), warning = createStoreWarning({ spoolDirectory: spools });
  using waiting = createStoreWait(() => forwarding.leaveIfAsked());
  using forwarding = forwardSignals(() => warning.isGiven || waiting.isSaid || !opening.isOpen());
  using opening = openInBackground(location, warning.warn);
  await opening.checkBriefly();
  const overtaken = new Set<string>(), announced = Promise.withResolvers<void>();
  const capturing = {
    instance: crypto.randomUUID(),
    spoolDirectory: spools,
    onError: printNotNotified((error) => void (opening.isOpen() && warning.warn(error))), // opening reports itself
    onOvertaken: reportOvertaken(overtaken),
  };
  await using _orphans = recoverOnceOpen(opening, capturing);
  const wanted = { ...(name === undefined ? {} : { name }), location, experiment, resume: values.resume };
  const launched = await begin(opening, { ...wanted, interrupted: forwarding.interrupted }, {
    ...capturing,
    command,
    cwd,
    ...await choosing,
    ignored: forwarding.ignored,
    onStart: (run) => announced.resolve(announce(run, address)),
    onLate: reportLate(),
    onDiskFull: (why) => printError(`stdcurve: ${why}; free some space on it`),
    notify,
  });
  lowerPriority();
  forwarding.to(launched);
  waiting.watch(launched);
  const [stored] = await Promise.allSettled([launched.done, tieTerminals(launched, showAfter(announced.promise))]);
  const code = forwarding.letGoCode ?? await launched.ended;
  const { id } = launched.run, isOvertaken = overtaken.has(id);
  await reportStored(stored, async () => isOvertaken ? await awaitStoredEnd(await opening.store, id) : null);
  Deno.exitCode = code;
}
