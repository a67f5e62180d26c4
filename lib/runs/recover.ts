/**
 * Recovers runs whose capture has died. It continues to capture commands that still run, ingests the rest of those that have ended, and
 * marks a run as lost when its output is gone. What is stored in the KV is only data: a run is recovered where a note in this user's own
 * spool directory vouches for it. Others are left alone, and reported.
 *
 * @module
 */
import { type Capture, type CaptureOptions, captureRun } from "./capture.ts";
import { endDeadImport, isImport, loseImport, loseRun } from "./dead_import.ts";
import { InvalidInput } from "../errors.ts";
import { NotPrivate } from "../host/private_files.ts";
import { describeOwner, isAbandoned, isSilent } from "./owner.ts";
import type { Run } from "../model.ts";
import { isAlive } from "../process/alive.ts";
import { type Leader, type Note, readExit, readNote, readSpoolSize, spoolPath } from "../process/spool.ts";
import type { Owner } from "../store/runs.ts";
import type { Store } from "../store/store.ts";
import { sweepSpools } from "./sweep_spools.ts";

/** Which runs to recover. */
export interface RecoverOptions {
  /** UUID of this process. */
  instance: string;
  /** This user's directory of spools and notes. Spools that are no longer needed are removed from it. */
  spoolDirectory: string;
  /** Called with each error. The other runs are recovered all the same. */
  onError?: (error: unknown) => void;
  /** Called with a sentence about each run that has lost its capture and isn't ours to continue, and about files that aren't ours. */
  onForeign?: (message: string) => void;
}

/** A run that has no owner or no process after this time was never started. */
const STARTING_MS = 30_000;

/** Takes over the runs that a dead process left behind. Returns the captures that it has started. */
export async function recoverRuns(store: Store, options: RecoverOptions): Promise<Capture[]> {
  const { instance, spoolDirectory } = options;
  const report = (error: unknown, id?: string) =>
    error instanceof NotPrivate || error instanceof InvalidInput
      ? options.onForeign?.(id ? `run ${id} is left alone: ${error.message}` : error.message)
      : options.onError?.(error);
  await store.resumeDeletions();
  const me: Owner = { ...describeOwner(instance), spools: spoolDirectory };
  const captures: Capture[] = [];
  for (const run of await store.runs.listLive()) {
    try {
      const capture = await recoverRun(store, { ...options, run, me });
      if (capture) captures.push(capture);
    } catch (error) {
      report(error, run.id);
    }
  }
  await sweepSpools(store, spoolDirectory).catch(report);
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

const NEVER_STARTED = "lost: stdcurve ended before the command was started";

interface Recovery extends RecoverOptions {
  run: Run;
  /** This process as an owner. */
  me: Owner;
}

/** Recovers one run. Null when there is nothing to capture. */
async function recoverRun(store: Store, recovery: Recovery): Promise<Capture | null> {
  const { run, me } = recovery, owner = await store.runs.getOwner(run.id);
  if (isImport(run)) return await recoverImport(store, run, { owner, me });
  if (!owner) return await loseUnstarted(store, recovery);
  if (!isAbandoned(owner, me)) return reportStranger(recovery, owner);
  const spool = spoolPath(recovery.spoolDirectory, run.id), note = readNote(spool);
  return note && note.nonce === owner.nonce && note.host === me.host
    ? await recoverVouched(store, recovery, { owner, spool, note })
    : await loseUnvouched(store, recovery, { owner, spool, note });
}

/** Ends an import whose process has died: at once when it was one of this machine, else when it has been silent for long. */
async function recoverImport(store: Store, run: Run, { owner, me }: { owner: Owner | null; me: Owner }): Promise<null> {
  if (!owner || !isAbandoned(owner, me)) await endDeadImport(store, run, me.instance);
  else if (await store.runs.replaceOwner(run.id, owner, me)) await loseImport(store, run.id);
  return null;
}

const isStarting = ({ createdAt }: Run) => Date.now() - createdAt <= STARTING_MS;

/** Ends a run of this machine whose process died before it said that it owns the run. */
async function loseUnstarted(store: Store, { run, me }: Recovery): Promise<null> {
  if (run.host === me.host && !isStarting(run)) await loseRun(store, run.id, NEVER_STARTED);
  return null;
}

/** Reports a run whose owner, on another machine, has been silent for long. */
function reportStranger({ run, me, onForeign }: Recovery, owner: Owner): null {
  if (owner.host !== me.host && isSilent(owner)) {
    onForeign?.(
      `run ${run.id} belongs to another machine (${owner.host}), and no stdcurve there captures it; start one there to continue it`,
    );
  }
  return null;
}

interface Found {
  owner: Owner;
  spool: string;
  note: Note | null;
}

/**
 * Ends a run without a note that surely was this user's, in this directory and since this start of the machine: its spool was removed. Leaves
 * every other run alone, because its command may still run where we can't see it.
 */
async function loseUnvouched(store: Store, { run, me, onForeign }: Recovery, found: Found): Promise<null> {
  const { owner, spool, note } = found;
  const isOurs = owner.boot === me.boot && owner.uid === me.uid && owner.spools === me.spools;
  if (!isOurs || note) {
    onForeign?.(
      `run ${run.id} belongs to another machine or user: no note in ${me.spools} vouches for it; it is left alone`,
    );
    return null;
  }
  if (isStarting(run) || !await store.runs.replaceOwner(run.id, owner, me)) return null;
  const reason = run.status === "queued" ? NEVER_STARTED : `lost: its spool file ${spool} is gone`;
  await loseRun(store, run.id, reason);
  return null;
}

/** Continues to capture a run that its note vouches for. */
async function recoverVouched(store: Store, { run, me, onError }: Recovery, found: Found): Promise<Capture | null> {
  const { owner, spool } = found, note = found.note!, hasStarted = note.leader !== null;
  if (!hasStarted && isStarting(run)) return null;
  const loss = hasStarted
    ? readSpoolSize(spool) === null ? `lost: its spool file ${spool} is gone` : ""
    : NEVER_STARTED;
  const owned: Owner = { ...me, nonce: owner.nonce };
  if (!await store.runs.replaceOwner(run.id, owner, owned)) return null;
  if (loss) {
    await loseRun(store, run.id, loss);
    return null;
  }
  const running = run.status === "running"
    ? run
    : await store.runs.update(run.id, { status: "running", startedAt: run.createdAt });
  const leader = note.boot === me.boot ? note.leader : null; // after a restart of the machine the id is somebody else's
  return captureRun(store, { run: running, owner: owned, spool, onError, ...watchCommand(run, spool, leader) });
}

const UNSEEN = {
  code: null,
  reason: "lost: the command ended without a capture and left no exit code",
  isUnseen: true,
};

/** The processes and the end of a command that is not a child of this process. */
function watchCommand(
  { command }: Run,
  spool: string,
  leader: Leader | null,
): Pick<CaptureOptions, "group" | "hasEnded" | "findEnding"> {
  const findExit = () => readExit(spool, command);
  return {
    group: leader,
    hasEnded: () => leader === null || findExit() !== null || !isAlive(leader.pid, leader.mark),
    findEnding: () => findExit() ?? UNSEEN,
  };
}
