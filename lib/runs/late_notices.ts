/**
 * Sends the notifications of ends that were not sent in time: the process that captured the run was killed, or the target did not answer.
 *
 * @module
 */
import { NotFound } from "../errors.ts";
import { isComplete, type Run } from "../model.ts";
import { listOutboxes, type Outbox, readOutbox, readOutboxTime, removeOutbox } from "../process/outbox.ts";
import { readNote, spoolPath } from "../process/spool.ts";
import type { Store } from "../store/store.ts";
import { backOffMs } from "../time.ts";
import { ATTEMPT_MAX_MS } from "./deliver.ts";
import { notifyEnd } from "./notify.ts";
import { repeat, type Repetition } from "./repeat.ts";

/** The process that captures a run notifies of its end within this time. After that, another process may. */
const OWN_TURN_MS = 15_000;
/** Pauses between tries, and when they end. */
const FIRST_PAUSE_MS = 15_000, LONGEST_PAUSE_MS = 600_000, GIVE_UP_MS = 24 * 3_600_000;

/** Where to look, and until when to wait for an answer. */
export interface LateNotices {
  /** This user's directory of spools. */
  spoolDirectory: string;
  signal: AbortSignal;
  onError: (error: unknown) => void;
  /** How long to wait for an answer; `ATTEMPT_MAX_MS` by default. */
  waitMs?: number;
  /** Ids of runs whose notifications are under way. They are left alone, and this look adds its own meanwhile. */
  underWay?: Set<string>;
}

/** Notifies of the end of each complete run whose notification was not sent. A target that does not answer delays no other. */
export async function notifyLate(store: Store, options: LateNotices): Promise<void> {
  const { spoolDirectory, underWay = new Set() } = options;
  const ids = listOutboxes(spoolDirectory).filter((id) => !underWay.has(id));
  await Promise.all(ids.map((id) => {
    underWay.add(id);
    return notifyRun(store, id, options).finally(() => underWay.delete(id));
  }));
}

/** Does so again and again. A target that takes its time delays no later look. */
export function repeatNotifyingLate(
  store: Store,
  { everyMs, ...options }: LateNotices & { everyMs: number },
): Pick<Repetition, "stop"> {
  const { onError } = options, underWay = new Set<string>(), looks = new Set<Promise<void>>();
  const look = () => {
    const notifying = notifyLate(store, { ...options, underWay }).catch(onError).finally(() => looks.delete(notifying));
    looks.add(notifying);
    return Promise.resolve();
  };
  const looking = repeat(look, { everyMs, onError });
  return {
    async stop() {
      await looking.stop();
      await Promise.all(looks);
    },
  };
}

async function notifyRun(
  store: Store,
  id: string,
  { spoolDirectory, signal, onError, waitMs = ATTEMPT_MAX_MS }: LateNotices,
): Promise<void> {
  const spool = spoolPath(spoolDirectory, id), run = await findNotified(store, id);
  if (run === null) return removeAbandoned(spool);
  const outbox = isComplete(run.status) ? readOutbox(spool) : null;
  if (outbox === null || signal.aborted) return;
  if (isGivenUp(run)) return removeOutbox(spool);
  if (!isDue(run, outbox)) return;
  const bound = AbortSignal.any([signal, AbortSignal.timeout(waitMs)]);
  await notifyEnd(store, { run, spool, signal: bound, waitMs, isOnce: true, onError });
}

/** The run; null for one of another store, or one that was deleted. */
async function findNotified(store: Store, id: string): Promise<Run | null> {
  try {
    return await store.runs.get(id);
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}

/** Removes the outbox of a command that was never started, or whose run was deleted. Another store may have the run: its outbox is newer. */
function removeAbandoned(spool: string): void {
  const at = readOutboxTime(spool);
  if (at !== null && Date.now() - at > GIVE_UP_MS && readNote(spool) === null) removeOutbox(spool);
}

const endOf = (run: Run) => run.endedAt ?? run.updatedAt;

const isGivenUp = (run: Run) => Date.now() - endOf(run) > GIVE_UP_MS;

/** True when the pause after the last try is over. Before the first one, whoever captured the run has its own turn. */
function isDue(run: Run, { tries, triedAt }: Outbox): boolean {
  if (tries === 0) return Date.now() - run.updatedAt > OWN_TURN_MS;
  return Date.now() - triedAt > backOffMs(tries - 1, { firstMs: FIRST_PAUSE_MS, longestMs: LONGEST_PAUSE_MS });
}
