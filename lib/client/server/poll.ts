/**
 * Asking again and again while there is something to learn: not in a hidden tab, not after the end, and less often
 * while the server doesn't answer. What is asked is the caller's business.
 *
 * @module
 */
import { POLL_MS } from "../../limits.ts";
import { backOffMs } from "../../time.ts";

/** Longest pause between two tries while the server doesn't answer. */
export const POLL_BACK_OFF_MAX_MS = 60_000;

/** Where time and the tab's visibility come from; tests hold both still. */
export interface PollSurroundings {
  /** Runs `task` once after `ms`; the answer calls it off. */
  schedule(task: () => void, ms: number): () => void;
  isVisible(): boolean;
  /** Calls `listener` when visibility changes; the answer stops that. */
  onVisibility(listener: () => void): () => void;
}

/** What to ask and how often. */
export interface PollOptions {
  /** One question. True when there will be more to ask, false when all is known. */
  ask(signal: AbortSignal): Promise<boolean>;
  /** The question failed for the `failures`th time in a row; it will be asked again. */
  onError(error: unknown, failures: number): void;
  /** Between an answer and the next question; `POLL_MS` if left out. */
  intervalMs?: number;
  /** The first question comes at once instead of after the interval. */
  atOnce?: boolean;
  surroundings?: PollSurroundings;
}

/** Starts to ask; the answer stops it, with the question under way. */
export function startPolling(options: PollOptions): () => void {
  const { ask, onError, intervalMs = POLL_MS, surroundings = browserSurroundings } = options;
  const abort = new AbortController();
  let failures = 0;
  let callOff: (() => void) | null = null;
  let isAsking = false;
  let isDue = false;
  const stopWatching = surroundings.onVisibility(() => {
    if (isDue && !isAsking) askNow();
  });

  function stop(): void {
    callOff?.();
    callOff = null;
    stopWatching();
    abort.abort();
  }

  function wait(ms: number): void {
    isDue = false;
    callOff = surroundings.schedule(() => {
      isDue = true;
      askNow();
    }, ms);
  }

  function askNow(): void {
    if (!surroundings.isVisible() || abort.signal.aborted) return;
    isDue = false;
    isAsking = true;
    ask(abort.signal).then((goesOn) => {
      failures = 0;
      return goesOn;
    }, (error: unknown) => {
      if (!abort.signal.aborted) onError(error, ++failures);
      return true;
    }).then((goesOn) => {
      isAsking = false;
      if (abort.signal.aborted) return;
      if (goesOn) wait(pauseAfter(failures, intervalMs));
      else stop();
    });
  }

  isDue = true;
  if (options.atOnce) askNow();
  else wait(intervalMs);
  return stop;
}

/**
 * Milliseconds to wait after so many failures in a row: doubled with each, up to `POLL_BACK_OFF_MAX_MS`.
 *
 * @example
 * ```ts
 * import { pauseAfter } from "./poll.ts";
 * pauseAfter(0, 3000); // 3000
 * pauseAfter(2, 3000); // 12000
 * ```
 */
export function pauseAfter(failures: number, intervalMs: number): number {
  return backOffMs(failures, { firstMs: intervalMs, longestMs: Math.max(intervalMs, POLL_BACK_OFF_MAX_MS) });
}

const browserSurroundings: PollSurroundings = {
  schedule(task, ms) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
  isVisible: () => document.visibilityState === "visible",
  onVisibility(listener) {
    document.addEventListener("visibilitychange", listener);
    return () => document.removeEventListener("visibilitychange", listener);
  },
};
