/**
 * Not waiting for ever for a store that doesn't answer: a KV at the other end of a network can be silent.
 *
 * @module
 */
import { problemResponse } from "./problem.ts";

/** True for what takes its time with a store in good health: logs that come in, go out, or are read again, and deletions. */
export function isLong(request: Request): boolean {
  const { pathname, searchParams } = new URL(request.url);
  return request.method === "DELETE" || /\/(?:imports|reread|pattern-preview)$/.test(pathname) ||
    searchParams.get("format") === "text";
}

/** Waits for an answer; gives 503 instead when it takes too long. What was begun goes on, and may still take effect. */
export async function waitFor(answer: Promise<void>, ms: number): Promise<Response | void> {
  const { promise: late, resolve } = Promise.withResolvers<"late">();
  const timer = setTimeout(resolve, ms, "late");
  try {
    if (await Promise.race([answer, late]) !== "late") return;
    answer.catch(() => {}); // nobody is left to tell
    return problemResponse(503, `the store did not answer within ${ms / 1000} s; try again shortly`);
  } finally {
    clearTimeout(timer);
  }
}
