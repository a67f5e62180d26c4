/**
 * Decides when to flush: one flush at a time, some time after the start of the previous one, earlier when much waits, later when flushes
 * take long.
 * Whatever waits is flushed in the end. Does not know what a flush does.
 *
 * @module
 */
import { FLUSH_INTERVAL_MS, FLUSH_LOG_BYTES, FLUSH_POINTS, FLUSH_SHARE, FLUSH_SLOWED_MS } from "../limits.ts";

/** What to flush, and how. */
export interface FlushPaceOptions {
  /** The log and the points that wait for a flush. */
  waiting: () => { log: Uint8Array; pointCount: number };
  /** Flushes everything that waits. Not called while another flush is under way. */
  flush: () => Promise<void>;
  /** Milliseconds between the starts of two flushes, asked again with each offer. `FLUSH_INTERVAL_MS` by default. A slow flush makes it longer. */
  intervalMs?: (() => number) | undefined;
  /** Called after each flush with the time from its start to that of the next one, in milliseconds. */
  onPace?: ((ms: number) => void) | undefined;
  /** Called when a flush has failed. No other flush begins after that. */
  onFailure: () => void;
}

/** Decides when one log is flushed. */
export interface FlushPace {
  /** Call it when more waits. Flushes at once when much waits, otherwise when the interval is over. */
  offer(): void;
  /** Resolves when no flush is under way. Rejects when any flush has failed. */
  idle(): Promise<void>;
  /** Lets no further flush begin; otherwise like `idle`. */
  end(): Promise<void>;
}

/** A timer that rings once, and that can be set to an earlier time: somebody may look since it was set. Times are of `performance.now()`. */
function createAlarm(ring: () => void): { by(time: number): void; off(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined, due = Infinity;
  return {
    by(time) {
      if (time >= due) return;
      clearTimeout(timer);
      due = time;
      timer = setTimeout(ring, Math.max(time - performance.now(), 0));
    },
    off() {
      clearTimeout(timer);
      due = Infinity;
    },
  };
}

/** The time between the starts of two flushes, when the last one took so long. */
const pauseAfterFlush = (took: number, intervalMs: number) =>
  Math.max(intervalMs, Math.min(took / FLUSH_SHARE, FLUSH_SLOWED_MS));

const isMuch = (log: Uint8Array, pointCount: number) => log.length >= FLUSH_LOG_BYTES || pointCount >= FLUSH_POINTS;

/** Starts to decide when a log is flushed. */
export function paceFlushes(
  { waiting, flush, onFailure, onPace, intervalMs = () => FLUSH_INTERVAL_MS }: FlushPaceOptions,
): FlushPace {
  let underWay: Promise<void> | null = null, failure: { error: unknown } | null = null;
  let began = -Infinity, took = 0, ended = false;
  const begin = async () => {
    alarm.off();
    began = performance.now();
    try {
      await flush();
      took = performance.now() - began;
      onPace?.(pauseAfterFlush(took, intervalMs()));
    } catch (error) {
      failure = { error };
      ended = true;
      onFailure();
    }
    underWay = null;
    offer();
  };
  const offer = () => {
    if (underWay || ended) return;
    const { log, pointCount } = waiting();
    if (isMuch(log, pointCount)) underWay = begin();
    else if (log.length + pointCount > 0) alarm.by(began + pauseAfterFlush(took, intervalMs()));
  };
  const alarm = createAlarm(() => underWay = begin());
  const idle = async () => {
    await underWay;
    if (failure) throw failure.error;
  };
  const end = () => {
    ended = true;
    alarm.off();
    return idle();
  };
  return { offer, idle, end };
}
