/**
 * Tells the ends of runs that nobody was told of: the process that captured the run was killed, or the target did not answer in time.
 *
 * @module
 */
import { NotFound } from "../errors.ts";
import { isComplete, type Run } from "../model.ts";
import { listOutboxes, type Outbox, readOutbox, removeOutbox } from "../process/outbox.ts";
import { spoolPath } from "../process/spool.ts";
import type { Store } from "../store/store.ts";
import { backOffMs } from "../time.ts";
import { END_WAIT_MS, tellEnd } from "./notify.ts";

/** Whoever captures a run tells its end within this time; only then somebody else does. */
const OWN_TURN_MS = 15_000;
/** Pauses between tries, and when they end. */
const FIRST_PAUSE_MS = 15_000, LONGEST_PAUSE_MS = 600_000, GIVE_UP_MS = 24 * 3_600_000;

/** Where to look, and until when to wait for an answer. */
export interface LateNotices {
  /** This user's directory of spools. */
  spoolDirectory: string;
  signal: AbortSignal;
  onError: (error: unknown) => void;
}

/** Tells each complete run's end to those who were not told of it. A target that does not answer holds no other up. */
export async function tellLate(store: Store, options: LateNotices): Promise<void> {
  await Promise.all(listOutboxes(options.spoolDirectory).map((id) => tellRun(store, id, options)));
}

async function tellRun(store: Store, id: string, { spoolDirectory, signal, onError }: LateNotices): Promise<void> {
  const spool = spoolPath(spoolDirectory, id), run = await findTold(store, id);
  const outbox = run && isComplete(run.status) ? readOutbox(spool) : null;
  if (run === null || outbox === null || signal.aborted) return;
  if (isGivenUp(run)) return removeOutbox(spool);
  if (!isDue(run, outbox)) return;
  const bound = AbortSignal.any([signal, AbortSignal.timeout(END_WAIT_MS)]);
  await tellEnd(store, { run, spool, signal: bound, onError });
}

/** The run; null for one of another store, or one that was deleted. */
async function findTold(store: Store, id: string): Promise<Run | null> {
  try {
    return await store.runs.get(id);
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}

const endOf = (run: Run) => run.endedAt ?? run.updatedAt;

const isGivenUp = (run: Run) => Date.now() - endOf(run) > GIVE_UP_MS;

/** True when the pause after the last try is over. Before the first one, whoever captured the run has its own turn. */
function isDue(run: Run, { tries, triedAt }: Outbox): boolean {
  if (tries === 0) return Date.now() - run.updatedAt > OWN_TURN_MS;
  return Date.now() - triedAt > backOffMs(tries - 1, { firstMs: FIRST_PAUSE_MS, longestMs: LONGEST_PAUSE_MS });
}
