/**
 * Limits how long a request waits for the store. A KV that is reached over a network can stay silent forever.
 *
 * @module
 */
import type { Context } from "hono";
import { problemResponse } from "./problem.ts";

/** True for requests that take long with a healthy store: imports, downloads, rereads, previews, deletions and changes of many runs. */
export function isUnlimited(request: Request): boolean {
  const { pathname, searchParams } = new URL(request.url);
  return request.method === "DELETE" || /\/(?:imports|reread|pattern-preview|bulk|export\.html)\/?$/.test(pathname) ||
    searchParams.get("format") === "text";
}

/** Waits for some work, at most `ms`. Gives null after that and calls `onLate`; the work's error is then ignored. */
export async function waitWithin<T>(work: Promise<T>, ms: number, onLate: () => void): Promise<{ result: T } | null> {
  const { promise: late, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(resolve, ms, null);
  try {
    const done = await Promise.race([work.then((result) => ({ result })), late]);
    if (done) return done;
    onLate();
    work.catch(() => {}); // the caller has given up, so nobody can get this error
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/** What a request is told that got no answer from the store in time: what is wrong with the store, if that is known. */
export const describeLate = (ms: number, why: string | null): string =>
  `${why ?? `the store did not answer within ${ms / 1000} s`}; try again shortly`;

const lateSignals = new WeakMap<Context, AbortSignal>();

/** Keeps the signal that is aborted when a request was answered without waiting for the store any longer. */
export const keepLateSignal = (c: Context, signal: AbortSignal): void => void lateSignals.set(c, signal);

/** The signal of a request that is aborted when it was answered so. Undefined for one that is not limited. */
export const lateSignalOf = (c: Context): AbortSignal | undefined => lateSignals.get(c);

/** What to do for an answer that is late. */
export interface LimitOptions {
  onLate?: () => void;
  /** What is wrong with the store; null when nothing is known. */
  why?: () => string | null;
}

/** Waits for an answer, at most `ms`. After that it gives a 503 instead and calls `onLate`. A change continues and may still take effect. */
export async function limitTime(
  answer: Promise<unknown>,
  ms: number,
  { onLate = () => {}, why = () => null }: LimitOptions = {},
): Promise<Response | void> {
  return await waitWithin(answer, ms, onLate) ? undefined : problemResponse(503, describeLate(ms, why()));
}
