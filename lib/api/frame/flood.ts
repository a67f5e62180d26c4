/**
 * Limits how many changes a server accepts in a minute, whoever sends them: launches, imports and all others apart. A script in a loop, or
 * a client that repeats what failed, gets 429. Does not limit reading.
 *
 * @module
 */
import type { Context, Next } from "hono";
import { IMPORTS_PER_MINUTE, LAUNCHES_PER_MINUTE, WRITES_PER_MINUTE } from "../../limits.ts";
import { type Clock, systemClock } from "../../time.ts";
import { problemResponse } from "./problem.ts";

const MINUTE_MS = 60_000;

/**
 * A token bucket: so many at once, and again as many in each minute. Returns a function that takes one and gives 0, or the milliseconds
 * until there is one.
 */
export function createBucket(perMinute: number, clock: Clock): () => number {
  let left = perMinute, at = clock();
  return () => {
    const now = clock();
    left = Math.min(left + Math.max(now - at, 0) * perMinute / MINUTE_MS, perMinute);
    at = now;
    if (left < 1) return Math.ceil((1 - left) * MINUTE_MS / perMinute);
    left--;
    return 0;
  };
}

type Change = "launches" | "imports" | "changes";

/** What a request changes; null for one that only reads. */
function changeOf({ method, path }: { method: string; path: string }): Change | null {
  if (["GET", "HEAD", "OPTIONS"].includes(method) || path.endsWith("/pattern-preview")) return null;
  if (method !== "POST") return "changes";
  return /\/(?:runs|resume)\/?$/.test(path) ? "launches" : /\/imports\/?$/.test(path) ? "imports" : "changes";
}

/** Answers 429 to a change beyond the limits, with the seconds to wait in `retry-after`. */
export function limitFlood(clock: Clock = systemClock): (c: Context, next: Next) => Promise<Response | void> {
  const most: Record<Change, number> = {
    launches: LAUNCHES_PER_MINUTE,
    imports: IMPORTS_PER_MINUTE,
    changes: WRITES_PER_MINUTE,
  };
  const buckets = {
    launches: createBucket(most.launches, clock),
    imports: createBucket(most.imports, clock),
    changes: createBucket(most.changes, clock),
  };
  return async (c, next) => {
    const change = changeOf(c.req);
    const waitMs = change === null ? 0 : buckets[change]();
    if (waitMs === 0) return await next();
    const seconds = Math.ceil(waitMs / 1000);
    const detail = `this server accepts ${most[change!]} ${change} a minute; try again in ${seconds} s`;
    const response = problemResponse(429, detail);
    response.headers.set("retry-after", String(seconds));
    return response;
  };
}
