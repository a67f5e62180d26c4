/**
 * Resumes a run: starts a command whose output is appended to the log of a run that has ended. The command and its directory are the
 * caller's, never what a KV says.
 *
 * @module
 */
import { Conflict, InvalidInput } from "../errors.ts";
import { hostName } from "../host/paths.ts";
import type { Run } from "../model.ts";
import { createOutbox } from "../process/outbox.ts";
import { createSpool, removeSpool, spoolPath } from "../process/spool.ts";
import { checkCommand, checkDirectory, type StartedProcess, startProcess } from "../process/start.ts";
import type { Owner } from "../store/owner_record.ts";
import type { Store } from "../store/store.ts";
import { failRun, follow, type LaunchCommand, type Launched, makeSpoolDirectory } from "./launch.ts";
import { describeOwner } from "./owner.ts";

/** What to resume, and by which command. */
export interface ResumeOptions extends Omit<LaunchCommand, "name"> {
  runId: string;
}

/**
 * Resumes a run that has ended: it is running again, and the command's output is a further segment of its log. Its spool begins with the log
 * that is stored, so that whoever continues the capture finds the whole log there.
 *
 * @throws {NotFound}
 * @throws {Conflict} for a run that is live, imported, without its log, or another machine's
 * @throws {InvalidInput} field `cwd` for another directory than the run's, `command` for an empty command
 */
export async function resumeRun(store: Store, options: ResumeOptions): Promise<Launched> {
  const { runId: id, command, cwd, spoolDirectory } = options;
  checkCommand(command);
  await checkDirectory(cwd);
  checkPlace(await store.runs.get(id), cwd);
  makeSpoolDirectory(spoolDirectory);
  const nonce = crypto.randomUUID(), spool = spoolPath(spoolDirectory, id);
  const owner: Owner = { ...describeOwner(options.instance), nonce, spools: spoolDirectory };
  createSpool(spool, nonce);
  let spooled: number;
  try {
    spooled = await copyLog(store, id, spool);
    await store.runs.resume(id, { command, owner });
  } catch (error) {
    removeSpool(spool);
    throw error;
  }
  let started: StartedProcess;
  try {
    if (options.notify) createOutbox(spool, options.notify);
    started = await startProcess({ ...options, spool, nonce, hasSpool: true });
  } catch (error) {
    return await failRun(store, { ...options, id, spool, error });
  }
  const run = await store.runs.get(id);
  options.onStart?.(run);
  return follow(store, { ...options, run, owner, spool, spooled, started });
}

/** Throws unless this is the machine and the directory of the run. */
function checkPlace({ id, host, cwd: own }: Run, cwd: string): void {
  if (host !== hostName()) throw new Conflict(`run ${id} ran on ${host}, and only that machine can resume it`);
  if (own !== cwd) {
    throw new InvalidInput("cwd", `run ${id} ran in ${own}, not in ${cwd}; resume it there, or with --cwd`);
  }
}

/** Appends the stored log of a run to a spool. Gives its bytes. */
async function copyLog(store: Store, id: string, spool: string): Promise<number> {
  using file = await Deno.open(spool, { append: true });
  let count = 0;
  for await (const piece of store.logs.bytes(id)) {
    for (let written = 0; written < piece.length;) written += await file.write(piece.subarray(written));
    count += piece.length;
  }
  return count;
}
