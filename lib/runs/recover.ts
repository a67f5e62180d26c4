/**
 * What start-up does about runs that were alive when something died: commands that still run are followed on, those that ended are
 * taken in to their end, and of what is gone it says so. Runs of other machines are left to those.
 *
 * @module
 */
import { join } from "node:path";
import { type Capture, captureRun } from "./capture.ts";
import { NotFound } from "../errors.ts";
import { describeOwner } from "./owner.ts";
import { isComplete, type Run } from "../model.ts";
import { isAlive, readStartMark } from "../process/alive.ts";
import { readExit, readLeader, removeSpool } from "../process/spool.ts";
import type { Owner } from "../store/runs.ts";
import type { Store } from "../store/store.ts";

/** Who recovers. */
export interface RecoverOptions {
  /** UUID of this process. */
  instance: string;
  /** Leaves commands that still run to somebody who stays. */
  onlyEnded?: boolean;
  /** Folder of spool files, to be tidied; nothing is tidied without. */
  spoolDirectory?: string;
  onError?: (error: unknown) => void;
}

/** A run without an owner, or without a process, for this long was never started. */
const STARTING_MS = 30_000;

/** Takes over the runs that a dead process left behind. Gives the captures that this began. */
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

/** Takes over what dead processes left behind for as long as this one is there; lets go of what is not over when disposed of. */
export function recoverMeanwhile(store: Store, options: RecoverOptions): AsyncDisposable {
  const tell = (error: unknown) => options.onError?.(error);
  const begun = recoverRuns(store, options).catch((error): Capture[] => {
    tell(error);
    return [];
  });
  begun.then((captures) => captures.forEach(({ done }) => done.catch(tell)));
  return {
    async [Symbol.asyncDispose]() {
      await Promise.all((await begun).map((capture) => capture.stop()));
    },
  };
}

async function recoverRun(
  store: Store,
  { run, me, onlyEnded = false, onError }: RecoverOptions & { run: Run; me: Owner },
): Promise<Capture | null> {
  const lose = async (why: string) => {
    await store.runs.update(run.id, { status: "failed", reason: `lost: ${why}`, endedAt: Date.now() });
    return null;
  };
  const owner = await store.runs.getOwner(run.id), isStarting = Date.now() - run.createdAt <= STARTING_MS;
  const neverStarted = "stdcurve ended before the command was started";
  if (!owner) return run.host === me.host && !isStarting ? await lose(neverStarted) : null;
  if (owner.host !== me.host || owner.instance === me.instance) return null;
  if (await isAlive(owner.pid, owner.pidMark)) return null;
  const { spool } = owner, leader = await findLeader(owner);
  const { childPid, childMark } = leader;
  if (spool && childPid === null && isStarting) return null;
  const findExit = () => spool ? readExit(spool, run.command) : Promise.resolve(null);
  const isOver = async () => childPid === null || await findExit() !== null || !await isAlive(childPid, childMark);
  if (onlyEnded && !await isOver()) return null;
  const taken: Owner = { ...me, spool, ...leader };
  if (!await store.runs.replaceOwner(run.id, owner, taken)) return null;
  if (!spool) return await lose("stdcurve ended before it had read the whole log; import it again");
  if (childPid === null) return await lose(neverStarted);
  if (!await Deno.stat(spool).catch(() => null)) return await lose(`its spool file ${spool} is gone`);
  const running = run.status === "running"
    ? run
    : await store.runs.update(run.id, { status: "running", startedAt: run.createdAt });
  return captureRun(store, {
    run: running,
    owner: taken,
    isOver,
    findExit: async () => await findExit() ?? "lost: the command ended while nobody watched, and left no exit code",
    onError,
  });
}

type Leader = Pick<Owner, "childPid" | "childMark">;

/** The process that leads the command's group: as the owner wrote down or, where it died before it could, as the command's shell noted. */
async function findLeader({ childPid, childMark, spool }: Owner): Promise<Leader> {
  if (childPid !== null || !spool) return { childPid, childMark };
  const noted = await readLeader(spool);
  return { childPid: noted, childMark: noted === null ? null : await readStartMark(noted) };
}

/** Removes spools that a crash left behind when their runs were stored whole already. */
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
      if (error instanceof NotFound) return null; // of another store, or deleted: not ours to judge
      throw error;
    });
    if (!run || !isComplete(run.status)) continue;
    const size = (await Deno.stat(spool).catch(() => null))?.size ?? 0;
    if (size <= run.logBytes) await removeSpool(spool);
  }
}
