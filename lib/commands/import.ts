/**
 * `stdcurve import`: a log that is there already, or one that comes in on stdin, becomes a run.
 *
 * @module
 */
import { basename } from "node:path";
import { decodeLog } from "../lines/decode.ts";
import { importDecoded } from "../runs/import.ts";
import { NAME_MAX_CHARS } from "../limits.ts";
import { kvLocation } from "../host/paths.ts";
import { openStore } from "../store/store.ts";
import { printError } from "../host/stderr.ts";
import { nameLog, openLog } from "./files.ts";
import { listenForInterrupt } from "./interrupt.ts";
import { openOutput } from "./output.ts";
import { experimentOf, nameOf, onlyWord, parseWords, textOf } from "./usage.ts";

/** A run's name for a file: its own, without what no name may hold. */
function nameForFile(path: string): string {
  const name = basename(path).replace(/\p{C}+/gu, " ").trim();
  return path === "-" ? "stdin" : name.slice(0, NAME_MAX_CHARS) || "log";
}

/** Makes a run of a log. Gives 0, 1 when the log broke off, or the code of the signal that ended it early. */
export async function importCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseWords("import", args, {
    experiment: { type: "string", short: "e" },
    name: { type: "string", short: "n" },
  });
  const path = onlyWord("import", positionals, "FILE");
  const experiment = experimentOf(values), name = nameOf(values) ?? nameForFile(path);
  using interrupt = listenForInterrupt();
  const output = openOutput();
  let troubled = false;
  try {
    const { bytes, isStream } = await openLog(path);
    const log = await decodeLog(bytes);
    using store = await openStore(kvLocation(textOf(values.kv)));
    const { id: experimentId } = await store.experiments.getOrCreate(experiment);
    const run = await importDecoded(store, log, {
      experimentId,
      name,
      instance: crypto.randomUUID(),
      whole: !isStream,
      signal: interrupt.signal,
      ...(isStream ? { onStart: ({ id }) => void output.print(`${id}\n`) } : {}),
      onError: (error) => {
        if (!troubled) printError(`stdcurve: the store does not answer (${error}); trying on, nothing is lost`);
        troubled = true;
      },
    });
    if (!isStream) await output.print(`${run.id}\n`);
    if (run.status === "failed") printError(`stdcurve: ${run.reason}`);
    if (interrupt.code === null) return run.status === "failed" ? 1 : 0;
  } catch (error) {
    if (interrupt.code === null) throw nameLog(path, error);
    printError(`stdcurve: ${error instanceof Error ? error.message : error}`);
  }
  Deno.exit(interrupt.code); // a line of stdin may still be waited for
}
