/**
 * What start-up does about runs that were alive when something died: commands that still run are followed on, those that ended are
 * taken in to their end, and of what is gone it says so. Runs of other machines are left to those.
 *
 * @module
 */
import { type Capture, captureRun } from "./capture.ts";
import { describeOwner } from "./launch.ts";
import type { Run } from "./model.ts";
import { isAlive } from "./process/alive.ts";
import { readExit } from "./process/exit.ts";
import type { Owner } from "./store/runs.ts";
import type { Store } from "./store/store.ts";

/** Who recovers. */
export interface RecoverOptions {
  /** UUID of this process. */
  instance: string;
  /** Leaves commands that still run to somebody who stays. */
  onlyEnded?: boolean;
  onTrouble?: (error: unknown) => void;
}

/** A run without an owner for this long was never started. */
const OWNERLESS_MS = 30_000;

/** Takes over the runs that a dead process left behind. Gives the captures that this began. */
export async function recoverRuns(
  store: Store,
  options: RecoverOptions,
): Promise<Capture[]> {
  await store.resumeDeletions();
  const me = await describeOwner(options.instance);
  const captures: Capture[] = [];
  for (const run of await store.runs.listLive()) {
    const capture = await recoverRun(store, { run, me, ...options });
    if (capture) captures.push(capture);
  }
  return captures;
}

async function recoverRun(
  store: Store,
  { run, me, onlyEnded = false, onTrouble }: RecoverOptions & { run: Run; me: Owner },
): Promise<Capture | null> {
  const lose = async (why: string) => {
    await store.runs.update(run.id, {
      status: "failed",
      reason: `lost: ${why}`,
      endedAt: Date.now(),
    });
    return null;
  };
  const owner = await store.runs.getOwner(run.id);
  if (!owner) {
    const old = run.host === me.host && Date.now() - run.createdAt > OWNERLESS_MS;
    return old ? await lose("stdcurve ended before the command was started") : null;
  }
  if (owner.host !== me.host || owner.instance === me.instance) return null;
  if (await isAlive(owner.pid, owner.pidMark)) return null;
  const { spool, childPid, childMark } = owner;
  const isOver = async () =>
    spool === null || childPid === null || await readExit(spool, run.command) !== null ||
    !await isAlive(childPid, childMark);
  if (onlyEnded && !await isOver()) return null;
  const taken: Owner = { ...me, spool, childPid, childMark };
  if (!await store.runs.takeOwner(run.id, owner, taken)) return null;
  if (!spool) return await lose("its log came through a stream, which ended with stdcurve");
  if (childPid === null) return await lose("stdcurve ended before the command was started");
  if (!await Deno.stat(spool).catch(() => null)) {
    return await lose(`its spool file ${spool} is gone`);
  }
  return captureRun(store, {
    run,
    owner: taken,
    isOver,
    goneReason: () => "lost: the command ended while nobody watched, and left no exit code",
    ...(onTrouble ? { onTrouble } : {}),
  });
}
