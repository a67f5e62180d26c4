/**
 * Repeats a request while there may be something new. Pauses in a hidden tab, or asks less often there, stops at the end, and waits longer after each failure.
 * Knows nothing of what is requested.
 *
 * @module
 */
import { EVENT_BEAT_MS, POLL_HIDDEN_MS, POLL_MS } from "../../limits.ts";
import { backOffMs } from "../../time.ts";
import type { PageListener } from "./event_stream.ts";
import { ownPath } from "./own_path.ts";

/** Pause before a request that news bring forward: a live run has news four times a second. */
export const NEWS_PAUSE_MS = 250;
/** Longest pause after failures. */
export const POLL_BACK_OFF_MAX_MS = 60_000;

/** The timer and the tab's visibility. Tests replace both. */
export interface PollSurroundings {
  /** Runs `task` once after `ms`. Call the result to cancel. */
  schedule(task: () => void, ms: number): () => void;
  isVisible(): boolean;
  /** Calls `listener` when the visibility changes, or the network is back. Call the result to stop. */
  onVisibility(listener: () => void): () => void;
  /** Calls `listener` when the server may have something new. Call the result to stop. */
  onNews?(listener: () => void): () => void;
}

/** What to request and how often. */
export interface PollOptions {
  /** One request. Resolves to true when there may be more later, to false when everything is known. */
  ask(signal: AbortSignal): Promise<boolean>;
  /** Called after each failed request, with the number of failures in a row. The request is repeated. */
  onError(error: unknown, failures: number): void;
  /** Pause between an answer and the next request, asked for after each answer; `POLL_MS` by default. */
  intervalMs?: () => number;
  /** Pause in a hidden tab. By default nothing is requested there until it is visible again. */
  hiddenMs?: number;
  /** Pause before a request that news bring forward; `NEWS_PAUSE_MS` by default. */
  newsPauseMs?: number;
  /** Sends the first request now instead of after the interval. */
  atOnce?: boolean;
  surroundings?: PollSurroundings;
}

/** A polling under way. */
interface Polling {
  ask: PollOptions["ask"];
  onError: PollOptions["onError"];
  intervalMs: () => number;
  hiddenMs: number | undefined;
  newsPauseMs: number;
  surroundings: PollSurroundings;
  abort: AbortController;
  /** Failures in a row. */
  failures: number;
  isAsking: boolean;
  /** True when the next request only waits for the tab to be visible. */
  isDue: boolean;
  /** True when there was news while a request was under way. */
  isNews: boolean;
  cancelTimer(): void;
  stopWatching(): void;
  stopNews(): void;
}

/** Starts polling. Call the result to stop it and to abort the current request. */
export function startPolling(options: PollOptions): () => void {
  const { ask, onError, intervalMs = () => POLL_MS, hiddenMs, surroundings = browserSurroundings } = options;
  const polling: Polling = {
    ask,
    onError,
    intervalMs,
    hiddenMs,
    newsPauseMs: options.newsPauseMs ?? NEWS_PAUSE_MS,
    surroundings,
    abort: new AbortController(),
    failures: 0,
    isAsking: false,
    isDue: true,
    isNews: false,
    cancelTimer: () => {},
    stopNews: surroundings.onNews?.(() => hasten(polling)) ?? (() => {}),
    stopWatching: surroundings.onVisibility(() => {
      const isBack = (hiddenMs !== undefined || polling.failures > 0) && surroundings.isVisible();
      if (polling.isAsking || !(polling.isDue || isBack)) return;
      polling.cancelTimer();
      askWhenVisible(polling);
    }),
  };
  if (options.atOnce) askWhenVisible(polling);
  else askAfter(polling, intervalMs());
  return () => stopPolling(polling);
}

function stopPolling(polling: Polling): void {
  polling.cancelTimer();
  polling.stopWatching();
  polling.stopNews();
  polling.abort.abort();
}

/** Brings the next request forward, once: later news must not put it off. While the server doesn't answer, the pauses stay as they are. */
function hasten(polling: Polling): void {
  const { isNews, isAsking, failures, surroundings } = polling, isFree = failures === 0 && surroundings.isVisible();
  if (isNews || !isAsking && !isFree) return;
  polling.isNews = true;
  if (isAsking) return;
  polling.cancelTimer();
  askAfter(polling, polling.newsPauseMs);
}

function askAfter(polling: Polling, ms: number): void {
  polling.isDue = false;
  polling.cancelTimer = polling.surroundings.schedule(() => {
    polling.isDue = true;
    askWhenVisible(polling);
  }, ms);
}

function askWhenVisible(polling: Polling): void {
  const isPaused = polling.hiddenMs === undefined && !polling.surroundings.isVisible();
  if (isPaused || polling.abort.signal.aborted) return;
  polling.isDue = polling.isNews = false;
  polling.isAsking = true;
  void askOnce(polling).then((isMore) => {
    polling.isAsking = false;
    if (polling.abort.signal.aborted) return;
    const isSoon = polling.isNews && polling.failures === 0;
    if (isMore) {
      askAfter(polling, isSoon ? polling.newsPauseMs : pauseAfter(polling.failures, currentInterval(polling)));
    } else stopPolling(polling);
  });
}

/** Pause between two requests: a longer one in a hidden tab. */
function currentInterval({ intervalMs, hiddenMs = intervalMs(), surroundings }: Polling): number {
  return surroundings.isVisible() ? intervalMs() : hiddenMs;
}

/** True when another request should follow, also after a failure. */
async function askOnce(polling: Polling): Promise<boolean> {
  const { ask, onError, abort } = polling;
  try {
    const isMore = await ask(abort.signal);
    polling.failures = 0;
    return isMore;
  } catch (error) {
    if (!abort.signal.aborted) onError(error, ++polling.failures);
    return true;
  }
}

/**
 * Milliseconds to wait after this many failures in a row: doubled with each one, up to `POLL_BACK_OFF_MAX_MS`.
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

const newsListeners = new Set<() => void>();
let stopEvents: Promise<() => void> | null = null;

const troubleListeners = new Set<(trouble: string | null) => void>();
/** When the stream of events last said anything. */
let heardAt = -Infinity;

const pageListener: PageListener = {
  onNews: () => newsListeners.forEach((each) => each()),
  onHeard: () => heardAt = Date.now(),
  onTrouble: (trouble) => troubleListeners.forEach((each) => each(trouble)),
};

/** True while a stream of events says when something has changed, so that one need not ask every few seconds. */
export const isFollowed = (): boolean => Date.now() - heardAt < 2 * EVENT_BEAT_MS;

/** Pause between two requests of which the stream brings forward those that have something new. */
export const followedPauseMs = (): number => isFollowed() ? POLL_HIDDEN_MS : POLL_MS;

/** Calls `listener` when the stream says what is wrong with the store; null when it works again. Call the result to stop. */
export function onTrouble(listener: (trouble: string | null) => void): () => void {
  troubleListeners.add(listener);
  return () => void troubleListeners.delete(listener);
}

/** Follows the server's events while anybody listens, from the first poll on: until then the page itself is news. */
function followNews(listener: () => void): () => void {
  newsListeners.add(listener);
  stopEvents ??= new Promise((resolve) => setTimeout(resolve, POLL_MS)).then(async () =>
    (await import("./event_stream.ts")).followEvents(pageListener, {
      address: ownPath("/api/events"),
      silenceMs: 2 * EVENT_BEAT_MS,
      pauseMs: (failures) => pauseAfter(failures, POLL_MS),
    })
  ).catch(() => () => {}); // the polls go on without it
  return () => {
    newsListeners.delete(listener);
    if (newsListeners.size > 0) return;
    void stopEvents?.then((stop) => stop());
    stopEvents = null;
  };
}

const browserSurroundings: PollSurroundings = {
  onNews: followNews,
  schedule(task, ms) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
  isVisible: () => document.visibilityState === "visible",
  onVisibility(listener) {
    const stop = new AbortController(), { signal } = stop;
    document.addEventListener("visibilitychange", listener, { signal });
    addEventListener("online", listener, { signal });
    return () => stop.abort();
  },
};
