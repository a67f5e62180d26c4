/**
 * `stdcurve attach`: follows the output of a run from another terminal, and ends with the exit code of the run. Leaves the run alone.
 *
 * @module
 */
import { Command, InvalidArgumentError, Option } from "commander";
import { kvLocation, spoolDirectory } from "../host/paths.ts";
import { printError } from "../host/stderr.ts";
import { isComplete, type Run } from "../model.ts";
import { attachRun } from "../runs/attach.ts";
import { describeOwnerSilence, withOwner } from "../runs/run_owner.ts";
import { findRuns, openKept } from "./find.ts";
import { listenForInterrupt } from "./interrupt.ts";
import { describeExamples, kvOption, type KvValue } from "./options.ts";
import { openOutput } from "./output.ts";
import { createStoreWarning } from "./store_warning.ts";

interface AttachValues extends KvValue {
  tail?: number;
}

/** Declares the command. */
export const declareAttach = (): Command =>
  new Command("attach")
    .summary("follow the output of a run")
    .description(
      "Prints the output of a run and follows it to its end, from any terminal: also after a log-out, and while no stdcurve captures the " +
        "run. Ctrl-C ends only this program. Ends with the exit code of the run.",
    )
    .argument("<RUN_ID>", "id of the run; its first or last 6 or more characters are enough")
    .addOption(
      new Option("--tail <LINES>", "begin so many lines before the end; by default at the first line").argParser(
        parseLines,
      ),
    )
    .addOption(kvOption())
    .addHelpText("after", describeExamples("stdcurve attach 7f3a9c", "stdcurve attach 7f3a9c --tail 100"))
    .action(attach);

function parseLines(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be a number of lines.");
}

async function attach(id: string, { tail, kv }: AttachValues): Promise<void> {
  using interrupt = listenForInterrupt();
  using store = await openKept(kv);
  const [run] = await findRuns(store, [id]), silence = describeOwnerSilence((await withOwner(store, run!)).owner);
  if (silence) printError(`stdcurve: ${silence}; stdcurve serve takes it over where its output is`);
  const from = tail === undefined ? 0 : await store.logs.findTail(run!.id, tail);
  const stopping = new AbortController(), signal = AbortSignal.any([interrupt.signal, stopping.signal]);
  const pieces = attachRun(store, {
    runId: run!.id,
    from,
    signal,
    spoolDirectory: spoolDirectory(kvLocation(kv)),
    onError: createStoreWarning().warn,
    onUncaptured: reportUncaptured,
  });
  const ended = await show(pieces, stopping);
  Deno.exitCode = interrupt.code ?? endCode(ended);
}

/** Prints why this program still waits after the command has ended. */
const reportUncaptured = (code: number): void =>
  printError(
    `stdcurve: the command has ended with exit code ${code}, but no stdcurve has stored its end; stdcurve serve or the next ` +
      "stdcurve run does",
  );

/** Copies the output to stdout until it ends, or until the reader of stdout is gone. */
async function show(pieces: AsyncGenerator<Uint8Array, Run>, stopping: AbortController): Promise<Run> {
  const output = openOutput();
  for (;;) {
    const next = await pieces.next();
    if (next.done) return next.value;
    await output.write(next.value);
    if (output.closed) stopping.abort();
  }
}

/** Says how the run has ended unless it is completed. The exit code is the run's: 1 when it has none. */
function endCode({ id, status, reason, exitCode }: Run): number {
  if (!isComplete(status)) return 0; // the reader of stdout is gone
  if (status !== "completed") printError(`stdcurve: run ${id} is ${status}${reason ? `: ${reason}` : ""}`);
  return exitCode ?? (status === "completed" ? 0 : 1);
}
