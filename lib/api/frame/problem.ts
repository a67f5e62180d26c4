/**
 * Turns errors into problem documents (RFC 9457). Only here an error becomes a status.
 *
 * @module
 */
import { Conflict, Damaged, InvalidInput, NotAllowed, NotFound, Refused, TooLarge, Unavailable } from "../../errors.ts";
import { printError } from "../../host/stderr.ts";
import type { WireProblem } from "../../wire.ts";

const TITLES: Record<number, string> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  408: "Request Timeout",
  409: "Conflict",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  421: "Misdirected Request",
  429: "Too Many Requests",
  500: "Internal Server Error",
  501: "Not Implemented",
  503: "Service Unavailable",
  507: "Insufficient Storage",
};

/** After so many seconds a client may retry when the store does not answer. */
const RETRY_AFTER_SECONDS = "3";

/** A problem document. `parameter` names the parameter or field that is wrong. */
export function problemResponse(status: number, detail: string, parameter?: string): Response {
  const problem: WireProblem = {
    type: "about:blank",
    title: TITLES[status] ?? "Error",
    status,
    detail,
    ...(parameter ? { parameter } : {}),
  };
  const headers = new Headers({
    "content-type": "application/problem+json",
    "cache-control": "no-store",
  });
  if (status === 503) headers.set("retry-after", RETRY_AFTER_SECONDS);
  return new Response(JSON.stringify(problem), { status, headers });
}

/** True when the work for a request was ended because its client has left or has its answer. */
const isLeaving = (error: unknown) => error instanceof DOMException && error.name === "AbortError";

/** True for an error of the KV itself: it is busy, closed or can't be reached. */
export function isStoreError(error: unknown): boolean {
  if (error instanceof Deno.errors.BadResource || error instanceof Unavailable) return true;
  const text = error instanceof Error ? `${error.name} ${error.message}` : "";
  return /database|sqlite|\bkv\b|disk|timed? ?out|TimeoutError/i.test(text);
}

/** What the store will refuse again: the server's operator must do something, so it is printed too. */
function reportLasting(error: Error): Response {
  printError(`stdcurve: ${error.message}`);
  return problemResponse(error instanceof Refused ? 507 : 500, error.message);
}

/** The answer for an error that a route threw. An error that is neither expected nor the store's is a bug, and is printed to stderr. */
export function errorResponse(error: unknown): Response {
  if (error instanceof TooLarge) return problemResponse(413, error.message, error.field);
  if (error instanceof InvalidInput) return problemResponse(400, error.message, error.field);
  if (error instanceof NotAllowed) return problemResponse(403, error.message);
  if (error instanceof NotFound) return problemResponse(404, error.message);
  if (error instanceof Conflict) return problemResponse(409, error.message);
  if (error instanceof Refused || error instanceof Damaged) return reportLasting(error);
  if (isLeaving(error)) return problemResponse(503, "the request ended before it was answered");
  if (error instanceof Unavailable) return problemResponse(503, `${error.message}; try again shortly`);
  if (isStoreError(error)) {
    printError(`stdcurve: the store does not answer: ${error instanceof Error ? error.message : error}`);
    return problemResponse(503, "the store does not answer; try again shortly");
  }
  printError(error);
  return problemResponse(500, "the server has a bug; its log has the details");
}
