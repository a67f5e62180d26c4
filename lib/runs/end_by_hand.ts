/**
 * Ends a run that no living process owns, because a person asks for it. Its output is stored and its command stopped where a note of this
 * user's vouches for them; elsewhere only its record ends. Refuses while its owner renews its lease.
 *
 * @module
 */
import { Conflict } from "../errors.ts";
import { NotPrivate } from "../host/private_files.ts";
import { isComplete, type Run } from "../model.ts";
import { isAlive } from "../process/alive.ts";
import { type Note, readNote, spoolPath } from "../process/spool.ts";
import type { Owner } from "../store/runs/owner_record.ts";
import type { Store } from "../store/store.ts";
import { writeTime } from "../time.ts";
import { adoptRun } from "./adopt.ts";
import type { Capture } from "./capture.ts";
import { isImport, storeLoss } from "./dead_import.ts";
import type { Leases, Observed } from "./lease.ts";
import { describeOwner, isSilent, relateSystem } from "./owner.ts";

/** Who ends a run. */
export interface HandOptions {
  /** UUID of this process. */
  instance: string;
  /** What this process has seen of the owners. */
  leases: Leases;
  /** This user's directory of spools and notes; null where there is none. */
  spoolDirectory: string | null;
  onError?: ((error: unknown) => void) | undefined;
}

/** A run that is being ended. Its record may have ended already. */
export interface HandEnding {
  /** The run, when its command was stopped and its output is stored. */
  done: Promise<Run>;
}

/**
 * Takes over a run that nobody owns and ends it. Resolves when it is taken over.
 *
 * @throws {Conflict} when the run is complete, its owner lives, or this process has not watched its owner for long enough
 */
export async function endByHand(store: Store, run: Run, options: HandOptions): Promise<HandEnding> {
  if (isComplete(run.status)) throw new Conflict(`run ${run.id} is ${run.status} already`);
  const { instance, leases } = options, owner = await store.runs.getOwner(run.id), me = describeOwner(instance);
  const observed = leases.look(run.id, owner);
  if (owner?.instance === instance || !observed.isOver) {
    throw new Conflict(refuse(run, owner, { me, observed, leases }));
  }
  const since = owner ? `its owner on ${owner.host} is silent since ${writeTime(owner.at)}` : "nobody owns it";
  const byHand = `lost: ${since}, ended by hand`;
  const capture = owner && await adoptVouched(store, { run, owner, me, byHand }, options);
  return {
    done: capture
      ? finish(store, run.id, capture)
      : Promise.resolve(await endRecord(store, run, { owner, me, byHand })),
  };
}

function refuse(
  run: Run,
  owner: Owner | null,
  { me, observed, leases: { leaseMs } }: { me: Owner; observed: Observed; leases: Leases },
): string {
  const whose = owner ? `its owner on ${owner.host}` : "the process that creates it";
  if (owner && !isSilent(owner, me)) return `run ${run.id}: ${whose} is alive; ask it to stop, without force`;
  const rest = Math.ceil((leaseMs - observed.silentMs) / 1000);
  return `run ${run.id}: ${whose} may be alive; it must be silent for ${
    leaseMs / 1000
  } s while this stdcurve watches: try again in ${rest} s`;
}

interface ByHand {
  run: Run;
  me: Owner;
  byHand: string;
}

/** Adopts a run that a note vouches for. Null for every other run. */
async function adoptVouched(
  store: Store,
  { run, owner, me, byHand }: ByHand & { owner: Owner },
  { spoolDirectory, onError }: HandOptions,
): Promise<Capture | null> {
  if (spoolDirectory === null || isImport(run)) return null;
  const spool = spoolPath(spoolDirectory, run.id), note = findNote(spool);
  if (!note || note.nonce !== owner.nonce) return null;
  if (isRunning(note, me)) await store.runs.requestCancel(run.id);
  return await adoptRun(store, { run, owner, spool, note }, { me: { ...me, spools: spoolDirectory }, byHand, onError });
}

/** The note of a spool; null when somebody has put something else in its place. */
function findNote(spool: string): Note | null {
  try {
    return readNote(spool);
  } catch (error) {
    if (!(error instanceof NotPrivate)) throw error;
    return null;
  }
}

const isRunning = (note: Note, me: Owner): boolean =>
  relateSystem(note, me) === "same" && note.exitCode === null && note.leader !== null &&
  isAlive(note.leader.pid, note.leader.mark);

async function finish(store: Store, id: string, capture: Capture): Promise<Run> {
  return await capture.done ?? await store.runs.get(id);
}

/** Ends the record alone. */
async function endRecord(
  store: Store,
  { id }: Run,
  { owner, me, byHand }: Omit<ByHand, "run"> & { owner: Owner | null },
): Promise<Run> {
  const status = await store.runs.isCancelRequested(id) ? "cancelled" : "failed";
  const isOurs = await store.runs.replaceOwner(id, owner, me) && await storeLoss(store, id, { status, reason: byHand });
  const ended = await store.runs.get(id);
  if (!isOurs && !isComplete(ended.status)) throw new Conflict(`run ${id} was taken over just now; try again`);
  return ended;
}
