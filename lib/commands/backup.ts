/**
 * `stdcurve backup`: copies the database into a new file, also while runs are captured.
 *
 * @module
 */
import { basename, dirname, resolve } from "node:path";
import { Command } from "commander";
import { printError } from "../host/stderr.ts";
import { isKvFile, spoolDirectory } from "../host/paths.ts";
import { backupKv } from "../store/backup/backup.ts";
import { formatCount } from "../text/count.ts";
import { formatSize } from "../text/size.ts";
import { locateKept } from "./find.ts";
import { listenForInterrupt } from "./interrupt.ts";
import { describeExamples, kvOption, type KvValue } from "./options.ts";
import { openOutput } from "./output.ts";

/** Declares the command. */
export const declareBackup = (): Command =>
  new Command("backup")
    .summary("copy the database into a file")
    .description(
      "Copies the database into a new file, also while runs are captured: experiments, runs, logs and points as they are at one moment. " +
        "Never overwrites a file. To restore it, put the copy in the place of the database while no stdcurve runs, or name it with --kv.",
    )
    .argument("<FILE>", "the file to make; only you can read it")
    .addOption(kvOption())
    .addHelpText("after", describeExamples("stdcurve backup runs-2026-11-28.db", "stdcurve ls --kv runs-2026-11-28.db"))
    .action(backUp);

/** Says what of live runs isn't in the copy. */
function describeLive(liveRuns: number, location: string): string {
  const where = isKvFile(location)
    ? `; until they end, their newest output is also in ${spoolDirectory(location)}`
    : "";
  return `stdcurve: ${
    formatCount(liveRuns, "live run")
  } went on: what they print from now on isn't in the copy${where}`;
}

/** Names what backups of this name have left that were killed. They may also be under way. */
async function nameDrafts(path: string): Promise<void> {
  const prefix = `${basename(path)}.part-`, drafts: string[] = [];
  for await (const { name } of Deno.readDir(dirname(path))) if (name.startsWith(prefix)) drafts.push(name);
  if (drafts.length === 0) return;
  printError(
    `stdcurve: other copies were begun and not finished; remove them if no backup runs: ${drafts.sort().join(", ")}`,
  );
}

async function backUp(file: string, { kv }: KvValue): Promise<void> {
  const location = await locateKept(kv);
  using interrupt = listenForInterrupt();
  try {
    const { bytes, runs, liveRuns } = await backupKv(location, resolve(file), { signal: interrupt.signal });
    await openOutput().print(`${file}: ${formatCount(runs, "run")}, ${formatSize(bytes)}\n`);
    if (liveRuns > 0) printError(describeLive(liveRuns, location));
    await nameDrafts(resolve(file));
  } catch (error) {
    if (interrupt.code === null) throw error;
    printError(`stdcurve: ${interrupt.signal.reason}; no copy was made`);
    Deno.exit(interrupt.code); // the copying thread would hold the program up
  }
}
