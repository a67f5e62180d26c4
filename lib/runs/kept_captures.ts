/**
 * The captures that one process has under way. Reports their errors, knows which runs' captures have failed and when to try them again, and
 * stops the rest. Starts no capture itself.
 *
 * @module
 */
import { CAPTURE_RETRY_LONGEST_MS, RECOVER_INTERVAL_MS } from "../limits.ts";
import { backOffMs } from "../time.ts";
import type { Capture } from "./capture.ts";
import { isLastingRefusal } from "./unstored.ts";

/** Captures under way. */
export interface KeptCaptures {
  /** Adds one, until it ends. */
  keep(capture: Capture): void;
  /** How many there are. */
  readonly size: number;
  /**
   * True for a run whose capture has failed, when it is time to try it again. The pauses grow with the failures. False for what the store
   * has refused for good.
   */
  isToRetry(runId: string): boolean;
  /** Stops all of them. Their commands run on. */
  stop(): Promise<void>;
}

/** The failures of one run's captures. */
interface Failures {
  count: number;
  /** When the next capture may begin. */
  retryAt: number;
}

/** Begins without any. `onError` gets what a capture throws, `now` gives milliseconds of a clock that only goes forward. */
export function keepCaptures(
  onError: (error: unknown) => void,
  now: () => number = () => performance.now(),
): KeptCaptures {
  const captures = new Set<Capture>(), failed = new Map<string, Failures>();
  const fail = (runId: string, error: unknown) => {
    onError(error);
    if (isLastingRefusal(error)) return void failed.delete(runId);
    const count = failed.get(runId)?.count ?? 0;
    const pause = backOffMs(count, { firstMs: RECOVER_INTERVAL_MS, longestMs: CAPTURE_RETRY_LONGEST_MS });
    failed.set(runId, { count: count + 1, retryAt: now() + pause });
  };
  return {
    keep(capture) {
      const { runId, done } = capture;
      captures.add(capture);
      const ending = done.then(() => void failed.delete(runId), (error) => fail(runId, error));
      ending.finally(() => captures.delete(capture));
    },
    get size() {
      return captures.size;
    },
    isToRetry(runId) {
      const { retryAt = Infinity } = failed.get(runId) ?? {};
      return now() >= retryAt && !captures.values().some((capture) => capture.runId === runId);
    },
    async stop() {
      await Promise.all([...captures].map((capture) => capture.stop()));
    },
  };
}
