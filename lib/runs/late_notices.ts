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
import { tellEnd } from "./notify.ts";

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

/** Tells each complete run's end to those who were not told of it, one run after another. */
export async function tellLate(store: Store, { spoolDirectory, signal, onError }: LateNotices): Promise<void> {
  for (const id of listOutboxes(spoolDirectory)) {
    if (signal.aborted) return;
    const spool = spoolPath(spoolDirectory, id);
    const run = await store.runs.get(id).catch((error: unknown) => {
      if (error instanceof NotFound) return null; // the run of another store, or deleted
      throw error;
    });
    const outbox = run && isComplete(run.status) ? readOutbox(spool) : null;
    if (run === null || outbox === null) continue;
    if (isGivenUp(run)) removeOutbox(spool);
    else if (isDue(run, outbox)) await tellEnd(store, { run, spool, signal, onError });
  }
}

const endOf = (run: Run) => run.endedAt ?? run.updatedAt;

const isGivenUp = (run: Run) => Date.now() - endOf(run) > GIVE_UP_MS;

/** True when the pause after the last try is over. Before the first one, whoever captured the run has its own turn. */
function isDue(run: Run, { tries, triedAt }: Outbox): boolean {
  if (tries === 0) return Date.now() - run.updatedAt > OWN_TURN_MS;
  return Date.now() - triedAt > backOffMs(tries - 1, { firstMs: FIRST_PAUSE_MS, longestMs: LONGEST_PAUSE_MS });
}
