/**
 * Notifies of what happens to a run while it is captured: its first NaN, silence, its end. Each notification is sent once: the run's outbox
 * has those that were sent. When this process is killed in the moment in which a target answers, or a target answers late, that target may be
 * notified again, with the same `notification_id`. What can't be sent within a few seconds of the end is left to a server's next look.
 *
 * @module
 */
import type { Point, Run } from "../model.ts";
import { noteSent, type Outbox, readOutbox, removeOutbox, sentKey, writeOutbox } from "../process/outbox.ts";
import type { Store } from "../store/store.ts";
import { formatDuration } from "../text/format.ts";
import { deliver, type Delivery } from "./deliver.ts";
import { END, makeNotice, type NotifiedRun, type RunEvent } from "./notices.ts";

/** Longest time that a run's end waits for its notifications. */
const END_WAIT_MS = 5_000;

/** How long it tries to send a notification of a run that goes on. */
const LIVE_WAIT_MS = 600_000;

/** Notifies of one run. */
export interface Notifier extends Disposable {
  /** Passes the pieces of the log on, and notices when none come. */
  watch(pieces: AsyncIterable<Uint8Array>, from: number): AsyncIterable<Uint8Array>;
  /** Notices the first NaN. Undefined when there is nobody to notify. */
  onPoint: ((point: Point) => void) | undefined;
  /** Notifies of the end of the run, and of what was not sent yet. Resolves after `END_WAIT_MS` at the latest. */
  end(run: Run): Promise<void>;
}

/** The run, and its spool: beside it is its outbox, if it has one. */
export interface NotifierOptions {
  run: Run;
  spool: string;
  onError?: ((error: unknown) => void) | undefined;
}

const NOBODY: Notifier = {
  watch: (pieces) => pieces,
  onPoint: undefined,
  end: () => Promise.resolve(),
  [Symbol.dispose]: () => {},
};

/** Creates it. Does nothing for a run without an outbox. */
export function createNotifier(store: Store, { run, spool, onError }: NotifierOptions): Notifier {
  const outbox = readOutboxOrReport(spool, onError);
  if (outbox === null) return NOBODY;
  const ending = new AbortController(), underWay = new Set<Promise<void>>();
  let hasNan = false;
  const notify = (event: RunEvent) => {
    const signal = AbortSignal.any([ending.signal, AbortSignal.timeout(LIVE_WAIT_MS)]);
    const sent = store.runs.get(run.id)
      .then((now) => notifyAll(store, { run: now, event, spool, signal }))
      .catch(onError).then(() => void underWay.delete(sent));
    underWay.add(sent);
  };
  const silence = watchSilence(outbox.silenceMs, (detail, offset) => notify({ event: `silence:${offset}`, detail }));
  return {
    watch: silence.watch,
    onPoint({ value, kind, metric, step, line }) {
      if (value === value || hasNan || kind !== "metric") return;
      hasNan = true;
      notify({ event: "nan", detail: `printed its first NaN: ${metric} at step ${step} (line ${line})` });
    },
    async end(ended) {
      silence.stop();
      const timer = setTimeout(() => ending.abort(), END_WAIT_MS);
      const sent = notifyEnd(store, { run: ended, spool, signal: ending.signal, waitMs: END_WAIT_MS, onError });
      await Promise.all([sent, ...underWay]).finally(() => clearTimeout(timer));
    },
    [Symbol.dispose]() {
      silence.stop();
      ending.abort();
    },
  };
}

function readOutboxOrReport(spool: string, onError: NotifierOptions["onError"]): Outbox | null {
  try {
    return readOutbox(spool);
  } catch (error) {
    onError?.(error);
    return null;
  }
}

interface Silence {
  watch: Notifier["watch"];
  stop(): void;
}

/** Calls `onSilence` once each time when a log has grown by nothing for so long. */
function watchSilence(silenceMs: number | null, onSilence: (detail: string, offset: number) => void): Silence {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const begin = (offset: number) => {
    clearTimeout(timer);
    if (silenceMs === null) return;
    timer = setTimeout(() => onSilence(`printed nothing for ${formatDuration(silenceMs)}`, offset), silenceMs);
  };
  return {
    async *watch(pieces, from) {
      let offset = from;
      begin(offset);
      try {
        for await (const piece of pieces) {
          begin(offset += piece.length);
          yield piece;
        }
      } finally {
        clearTimeout(timer);
      }
    },
    stop: () => clearTimeout(timer),
  };
}

/** What to notify of, and until when to try. */
export interface Notifying {
  run: Run;
  /** Beside it is the outbox. */
  spool: string;
  signal: AbortSignal;
  /** True for one attempt only; by default again and again. */
  isOnce?: boolean;
}

/** Notifies all targets of an event that were not notified of it yet. Throws an Error with what went wrong, without the targets in full. */
async function notifyAll(
  store: Store,
  { run, spool, event, ...options }: Notifying & { event: RunEvent },
): Promise<void> {
  const outbox = readOutbox(spool);
  if (outbox === null) return;
  const experiment = await store.experiments.get(run.experimentId);
  const notified: NotifiedRun = { run, experiment: experiment.name, origin: outbox.origin };
  const notice = makeNotice(notified, event);
  const deliveries = await Promise.all(outbox.targets.map(async (target, index): Promise<Delivery> => {
    if (outbox.sent.includes(sentKey(event.event, index))) return { ok: true };
    const delivery = await deliver(target, notice, options);
    if (delivery.ok || delivery.isLasting) noteSent(spool, event.event, index);
    return delivery;
  }));
  const failed = deliveries.filter((each) => !each.ok);
  if (failed.length > 0) {
    throw new NotNotified(
      run.id,
      failed.map(({ why }) => why).join("; "),
      { isLasting: failed.every((each) => each.isLasting) },
    );
  }
}

/** A notification could not be sent. */
export class NotNotified extends Error {
  override name = "NotNotified";
  /** True when another try would be in vain. */
  readonly isLasting: boolean;

  constructor(runId: string, why: string, { isLasting }: { isLasting: boolean }) {
    super(`a notification of run ${runId} could not be sent: ${why}${isLasting ? "" : "; stdcurve serve tries again"}`);
    this.isLasting = isLasting;
  }
}

/** How a run's end is notified of. */
export interface NotifyingEnd extends Notifying, Pick<NotifierOptions, "onError"> {
  /** When the signal is aborted at the latest. Until then other processes leave the run's end to this one. */
  waitMs: number;
}

/** Notifies all targets of a run's end. Removes the outbox when nobody is left to notify. Reports what went wrong. */
export async function notifyEnd(store: Store, { waitMs, onError, ...notifying }: NotifyingEnd): Promise<void> {
  const { spool } = notifying;
  try {
    if (!noteTry(spool, { at: Date.now() + waitMs, isNew: true })) return;
    await notifyAll(store, { ...notifying, event: END });
    removeOutbox(spool);
  } catch (error) {
    if (error instanceof NotNotified && error.isLasting) removeOutbox(spool);
    else noteTry(spool, { at: Date.now(), isNew: false });
    onError?.(error);
  }
}

/** Notes when a try to notify of a run's end is or was over. False when there is nobody to notify. */
function noteTry(spool: string, { at, isNew }: { at: number; isNew: boolean }): boolean {
  const outbox = readOutbox(spool);
  if (outbox !== null) writeOutbox(spool, { ...outbox, triedAt: at, tries: outbox.tries + (isNew ? 1 : 0) });
  return outbox !== null;
}
