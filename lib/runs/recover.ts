/**
 * Recovers runs whose capture has died. It continues to capture commands that still run, ingests the rest of those that have ended, and
 * marks a run as lost when its output is gone. It leaves the runs of other machines alone.
 *
 * @module
 */
import { join } from "node:path";
import { type Capture, type CaptureOptions, captureRun } from "./capture.ts";
import { NotFound } from "../errors.ts";
import { describeOwner } from "./owner.ts";
import { isComplete, type Run } from "../model.ts";
import { isAlive, readStartMark } from "../process/alive.ts";
import { readExit, readLeader, removeSpool } from "../process/spool.ts";
import type { Owner } from "../store/runs.ts";
import type { Store } from "../store/store.ts";

/** Which runs to recover. */
export interface RecoverOptions {
  /** UUID of this process. */
  instance: string;
  /** True to skip commands that still run. For a process that ends soon. */
  onlyEnded?: boolean;
  /** Directory of the spool files, to remove the ones that are no longer needed. None is removed if left out. */
  spoolDirectory?: string;
  onError?: (error: unknown) => void;
}

/** A run that has no owner or no process after this time was never started. */
const STARTING_MS = 30_000;

/** Takes over the runs that a dead process left behind. Returns the captures that it has started. */
export async function recoverRuns(store: Store, options: RecoverOptions): Promise<Capture[]> {
  await store.resumeDeletions();
  const me = await describeOwner(options.instance);
  const captures: Capture[] = [];
  for (const run of await store.runs.listLive()) {
    try {
      const capture = await recoverRun(store, { run, me, ...options });
      if (capture) captures.push(capture);
    } catch (error) {
      options.onError?.(error);
    }
  }
  if (options.spoolDirectory) await sweepSpools(store, options.spoolDirectory);
  return captures;
}

/** Recovers runs in the background. Disposing of it stops the captures that have not ended; another process can continue them. */
export function recoverInBackground(store: Store, options: RecoverOptions): AsyncDisposable {
  const onError = (error: unknown) => options.onError?.(error);
  const started = recoverRuns(store, options).catch((error): Capture[] => {
    onError(error);
    return [];
  });
  started.then((captures) => captures.forEach(({ done }) => done.catch(onError)));
  return {
    async [Symbol.asyncDispose]() {
      await Promise.all((await started).map((capture) => capture.stop()));
    },
  };
}

const NEVER_STARTED = "stdcurve ended before the command was started";

async function loseRun(store: Store, id: string, why: string): Promise<null> {
  await store.runs.update(id, { status: "failed", reason: `lost: ${why}`, endedAt: Date.now() });
  return null;
}

async function recoverRun(
  store: Store,
  { run, me, onlyEnded = false, onError }: RecoverOptions & { run: Run; me: Owner },
): Promise<Capture | null> {
  const owner = await store.runs.getOwner(run.id), isStarting = Date.now() - run.createdAt <= STARTING_MS;
  if (!owner) return run.host === me.host && !isStarting ? await loseRun(store, run.id, NEVER_STARTED) : null;
  if (!await isAbandoned(owner, me)) return null;
  const { spool } = owner, leader = await findLeader(owner), command = watchCommand(run, spool, leader);
  if (spool && leader.childPid === null && isStarting) return null;
  if (onlyEnded && !await command.isOver()) return null;
  const owned: Owner = { ...me, spool, ...leader };
  if (!await store.runs.replaceOwner(run.id, owner, owned)) return null;
  const loss = await findLoss(owned);
  if (loss) return await loseRun(store, run.id, loss);
  const running = run.status === "running"
    ? run
    : await store.runs.update(run.id, { status: "running", startedAt: run.createdAt });
  return captureRun(store, { run: running, owner: owned, ...command, onError });
}

/** True when the owner was a process of this machine that is dead. */
async function isAbandoned(owner: Owner, me: Owner): Promise<boolean> {
  return owner.host === me.host && owner.instance !== me.instance && !await isAlive(owner.pid, owner.pidMark);
}

/** Why a run can't be captured any more; null when it can. */
async function findLoss({ spool, childPid }: Owner): Promise<string | null> {
  if (!spool) return "stdcurve ended before it had read the whole log; import it again";
  if (childPid === null) return NEVER_STARTED;
  return await Deno.stat(spool).catch(() => null) ? null : `its spool file ${spool} is gone`;
}

/** The end of a command that is not a child of this process. */
function watchCommand(
  { command }: Run,
  spool: string | null,
  { childPid, childMark }: Leader,
): Pick<CaptureOptions, "isOver" | "findExit"> {
  const findExit = () => spool ? readExit(spool, command) : Promise.resolve(null);
  return {
    isOver: async () => childPid === null || await findExit() !== null || !await isAlive(childPid, childMark),
    findExit: async () => await findExit() ?? "lost: the command ended without a capture and left no exit code",
  };
}

type Leader = Pick<Owner, "childPid" | "childMark">;

/** The leader of the command's process group, from the owner. If the owner died before it stored that, from the note of the shell. */
async function findLeader({ childPid, childMark, spool }: Owner): Promise<Leader> {
  if (childPid !== null || !spool) return { childPid, childMark };
  const pid = await readLeader(spool);
  return { childPid: pid, childMark: pid === null ? null : await readStartMark(pid) };
}

/** Removes spools that a crash left behind although their runs are stored completely. */
async function sweepSpools(store: Store, directory: string): Promise<void> {
  const ids = new Set<string>();
  try {
    for await (const { name } of Deno.readDir(directory)) {
      const id = /^([0-9a-f-]{36})\.log(?:\.exit)?$/.exec(name)?.[1];
      if (id) ids.add(id);
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  for (const id of ids) {
    const spool = join(directory, `${id}.log`);
    const run = await store.runs.get(id).catch((error) => {
      if (error instanceof NotFound) return null; // the run of another store, or deleted: keep its spool
      throw error;
    });
    if (!run || !isComplete(run.status)) continue;
    const size = (await Deno.stat(spool).catch(() => null))?.size ?? 0;
    if (size <= run.logBytes) await removeSpool(spool);
  }
}
