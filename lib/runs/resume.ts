/**
 * Resumes a run: starts a command whose output is appended to the log of a run that has ended. The command and its directory are the
 * caller's, never what a KV says.
 *
 * @module
 */
import { Conflict, InvalidInput } from "../errors.ts";
import { hostName } from "../host/paths.ts";
import { isComplete, type Run } from "../model.ts";
import { createSpool, readNote, readSpoolSize, removeSpool, spoolPath } from "../process/spool.ts";
import { checkCommand, checkDirectory, type StartedProcess } from "../process/start.ts";
import type { Owner } from "../store/runs/owner_record.ts";
import type { Store } from "../store/store.ts";
import { beginCommand } from "./begin_command.ts";
import { failRun, follow, type LaunchCommand, type Launched, makeSpoolDirectory } from "./launch.ts";
import { sleep } from "../time.ts";
import { describeOwner } from "./owner.ts";
import { sweepSpool } from "./sweep_spools.ts";

/** What to resume, and by which command. */
export interface ResumeOptions extends Omit<LaunchCommand, "name"> {
  runId: string;
  /** Id of the request for it, kept with the segment: the same request that is sent again finds what it did. */
  request?: string | undefined;
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
  const { runId: id, command, cwd, spoolDirectory, request } = options;
  checkCommand(command);
  await checkDirectory(cwd);
  await checkPlace(await store.runs.get(id), cwd);
  makeSpoolDirectory(spoolDirectory);
  const nonce = crypto.randomUUID(), spool = spoolPath(spoolDirectory, id);
  await makeRoom(store, id, spool);
  const owner: Owner = { ...describeOwner(options.instance), nonce, spools: spoolDirectory };
  createSpool(spool, nonce);
  let spooled: number;
  try {
    spooled = await copyLog(store, id, spool);
    await store.runs.resume(id, { command, owner, request });
  } catch (error) {
    removeSpool(spool);
    throw error;
  }
  let started: StartedProcess;
  try {
    started = await beginCommand({ ...options, spool, nonce, hasSpool: true });
  } catch (error) {
    return await failRun(store, { ...options, id, spool, error });
  }
  const run = await store.runs.get(id);
  options.onStart?.(run);
  return follow(store, { ...options, run, owner, spool, spooled, started });
}

/** True for two paths of one directory. One of them may go through a symbolic link. */
async function isSameDirectory(one: string, other: string): Promise<boolean> {
  if (one === other) return true;
  const real = await Promise.all([one, other].map((path) => Deno.realPath(path).catch(() => null)));
  return real[0] !== null && real[0] === real[1];
}

/** Throws unless the run has ended, and this is its machine and its directory. */
async function checkPlace({ id, status, host, cwd: own }: Run, cwd: string): Promise<void> {
  if (!isComplete(status)) throw new Conflict(`run ${id} is ${status}; only a run that has ended can be resumed`);
  if (host !== hostName()) throw new Conflict(`run ${id} ran on ${host}, and only that machine can resume it`);
  if (!await isSameDirectory(own, cwd)) {
    throw new InvalidInput("cwd", `run ${id} ran in ${own}, not in ${cwd}; resume it there, or with --cwd`);
  }
}

/** How long the spool of a run that has just ended is waited for, and how often to look. */
const ROOM_MAX_MS = 3_000, ROOM_LOOK_MS = 50;

/**
 * Waits until the spool of the last execution is gone: a capture removes it after it has stored the end. One that a crash has left is removed
 * here when nobody needs it. Throws Conflict if it stays.
 */
async function makeRoom(store: Store, id: string, spool: string): Promise<void> {
  const deadline = performance.now() + ROOM_MAX_MS,
    isThere = () => readSpoolSize(spool) !== null || readNote(spool) !== null;
  if (isThere()) await sweepSpool(store, id, spool);
  while (isThere()) {
    if (performance.now() > deadline) {
      throw new Conflict(
        `the last execution of run ${id} has left its spool ${spool}; stdcurve doctor says what to do with it`,
      );
    }
    await sleep(ROOM_LOOK_MS);
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
