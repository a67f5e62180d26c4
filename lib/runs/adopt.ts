/**
 * Takes over one run whose owner's lease is over and whose spool and note are this user's here: continues to capture its output. Signals its
 * command only where its processes can be seen.
 *
 * @module
 */
import { newestCommand, type Run } from "../model.ts";
import { isAlive } from "../process/alive.ts";
import { describeUnknownExit, type Leader, type Note, readExit, readSpoolSize } from "../process/spool.ts";
import type { Owner } from "../store/runs/owner_record.ts";
import type { Store } from "../store/store.ts";
import { type Capture, type CaptureOptions, captureRun } from "./capture.ts";
import { loseRun } from "./dead_import.ts";
import type { Ending } from "./ending.ts";
import { relateSystem, STARTING_MS } from "./owner.ts";

/** A run without a living owner, and what is here of it. */
export interface Orphan {
  run: Run;
  /** Its owner as it was when its lease was found to be over. */
  owner: Owner;
  spool: string;
  /** Vouches for the run. */
  note: Note;
}

/** Who takes the run over. */
export interface AdoptOptions {
  /** This process as an owner. */
  me: Owner;
  /** Set when the run is ended by hand: why, for a command whose end nobody saw. A command out of sight is let go at once. */
  byHand?: string | undefined;
  onError?: ((error: unknown) => void) | undefined;
  onOvertaken?: ((message: string, runId: string) => void) | undefined;
}

/** Why a run has failed whose command was not started. */
export const NEVER_STARTED = "lost: stdcurve ended before the command was started";

/** True for a run that may still be about to start. */
export const isStarting = ({ createdAt }: Run): boolean => Date.now() - createdAt <= STARTING_MS;

/**
 * Continues to capture a run. Null when its command was never started, its spool is gone, or another process was faster.
 *
 * @throws {NotPrivate} when the spool isn't this user's; nothing is taken over then
 */
export async function adoptRun(store: Store, orphan: Orphan, options: AdoptOptions): Promise<Capture | null> {
  const { run, owner, spool, note } = orphan, { me, onError, onOvertaken } = options;
  const hasStarted = note.leader !== null;
  if (!hasStarted && isStarting(run)) return null;
  const loss = !hasStarted
    ? NEVER_STARTED
    : readSpoolSize(spool) === null
    ? `lost: its spool file ${spool} is gone`
    : "";
  const owned: Owner = { ...me, nonce: owner.nonce, at: Date.now() };
  if (!await store.runs.replaceOwner(run.id, owner, owned)) return null;
  if (loss) {
    await loseRun(store, run.id, loss);
    return null;
  }
  const running = run.status === "running"
    ? run
    : await store.runs.update(run.id, { status: "running", startedAt: run.createdAt });
  const watched = watchCommand(orphan, options);
  const reason = watched.letGo && watched.hasEnded() === false ? outOfSight(owner) : "";
  if (running.reason !== reason) await store.runs.update(run.id, { reason });
  return captureRun(store, { run: running, owner: owned, spool, onError, onOvertaken, ...watched });
}

type Watched = Pick<CaptureOptions, "group" | "hasEnded" | "findEnding" | "letGo">;

/** What a live run says whose command can't be seen. */
const outOfSight = ({ host }: Owner) =>
  `its command can't be seen from here; if it has ended on ${host}, cancel the run`;

/** The processes and the end of a command that is not a child of this process. */
function watchCommand(orphan: Orphan, options: AdoptOptions): Watched {
  const { note, owner } = orphan, relation = relateSystem(note, options.me);
  if (relation === "same") return watchSeen(orphan, note.leader, options);
  if (relation === "earlier") return watchSeen(orphan, null, options); // its id is somebody else's since the restart
  return watchUnseen(orphan, { host: owner.host, byHand: options.byHand });
}

/** A command whose processes this process sees. Null for one that has ended. */
function watchSeen({ run, spool }: Orphan, leader: Leader | null, { byHand }: AdoptOptions): Watched {
  const reason = byHand ?? "lost: the command ended without a capture and left no exit code";
  const findExit = () => readExit(spool, newestCommand(run));
  const findUnknown = (): Ending => {
    const why = describeUnknownExit(spool);
    return why === null ? { code: null, reason, isUnseen: true } : { code: null, reason: why };
  };
  return {
    group: leader,
    hasEnded: () => leader === null || findExit() !== null || !isAlive(leader.pid, leader.mark),
    findEnding: () => findExit() ?? findUnknown(),
  };
}

/**
 * A command of another container, or of a machine with which this one shares the directory. Only its note says that it has ended. What it
 * has started may write on out of sight, so its spool stays.
 */
function watchUnseen({ run, spool }: Orphan, { host, byHand }: { host: string; byHand: string | undefined }): Watched {
  let isLetGo = byHand !== undefined;
  const unknown: Ending = {
    code: null,
    reason: byHand ?? `its command can't be seen from here and may still run on ${host}`,
    isOutOfSight: true,
  };
  const findExit = () => readExit(spool, newestCommand(run));
  return {
    group: null,
    hasEnded: () => isLetGo || findExit() !== null,
    findEnding: () => ({ ...findExit() ?? unknown, isUnseen: true }),
    letGo: () => isLetGo = findExit() === null,
  };
}
