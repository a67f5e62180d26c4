/**
 * Limits how long a request waits for the store. A KV that is reached over a network can stay silent forever.
 *
 * @module
 */
import { problemResponse } from "./problem.ts";

/** True for requests that take long with a healthy store: imports, downloads, rereads, previews and deletions. */
export function isUnlimited(request: Request): boolean {
  const { pathname, searchParams } = new URL(request.url);
  return request.method === "DELETE" || /\/(?:imports|reread|pattern-preview)\/?$/.test(pathname) ||
    searchParams.get("format") === "text";
}

/** Waits for an answer, at most `ms`. After that it gives a 503 instead and calls `onLate`. A change continues and may still take effect. */
export async function limitTime(
  answer: Promise<unknown>,
  ms: number,
  onLate: () => void = () => {},
): Promise<Response | void> {
  const { promise: late, resolve } = Promise.withResolvers<"late">();
  const timer = setTimeout(resolve, ms, "late");
  try {
    if (await Promise.race([answer, late]) !== "late") return;
    onLate();
    answer.catch(() => {}); // the 503 has been sent, so nobody can get this error
    return problemResponse(503, `the store did not answer within ${ms / 1000} s; try again shortly`);
  } finally {
    clearTimeout(timer);
  }
}
