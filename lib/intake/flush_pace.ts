/**
 * When to flush: at most one flush is under way, two begin at least 250 ms apart unless much waits, and nothing that waits is left
 * waiting. Does not know what a flush is.
 *
 * @module
 */
import { FLUSH_INTERVAL_MS, FLUSH_LOG_BYTES, FLUSH_POINTS } from "../limits.ts";

/** What is paced. */
export interface FlushPaceOptions {
  /** What waits to be flushed. */
  waiting: () => { log: Uint8Array; pointCount: number };
  /** Flushes all that waits; called while nothing is under way. */
  flush: () => Promise<void>;
  /** Hears that a flush failed; no other begins. */
  onFailure: () => void;
}

/** The pace of one log's flushes. */
export interface FlushPace {
  /** More may wait: flushes at once where much does, else when it is time. */
  offer(): void;
  /** Resolves when the flush under way is over. Rejects when it failed, now or ever. */
  idle(): Promise<void>;
  /** No flush begins any more; resolves when the one under way is over. Rejects as `idle` does. */
  end(): Promise<void>;
}

/** Paces flushes. */
export function paceFlushes({ waiting, flush, onFailure }: FlushPaceOptions): FlushPace {
  let underWay: Promise<void> | null = null, timer: ReturnType<typeof setTimeout> | undefined;
  let began = -Infinity, ended = false, failure: { error: unknown } | null = null;

  const begin = async () => {
    clearTimeout(timer);
    timer = undefined;
    began = performance.now();
    try {
      await flush();
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
    if (log.length >= FLUSH_LOG_BYTES || pointCount >= FLUSH_POINTS) underWay = begin();
    else if (log.length > 0) {
      timer ??= setTimeout(() => underWay = begin(), Math.max(began + FLUSH_INTERVAL_MS - performance.now(), 0));
    }
  };
  const idle = async () => {
    await underWay;
    if (failure) throw failure.error;
  };
  return {
    offer,
    idle,
    end() {
      ended = true;
      clearTimeout(timer);
      return idle();
    },
  };
}
