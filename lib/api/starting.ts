/**
 * The answer of a server that listens already but has not opened its store yet: 503 to every request.
 *
 * @module
 */

const RETRY_AFTER_SECONDS = 1;

const PAGE = '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="color-scheme" content="light dark">' +
  "<title>stdcurve is starting</title><p>stdcurve is starting. This page reloads by itself.</p></html>";

/** Answers 503 with `Retry-After`. A browser also gets a page that reloads itself every second. */
export function answerStarting(request: Request): Response {
  const headers = new Headers({ "retry-after": String(RETRY_AFTER_SECONDS), "cache-control": "no-store" });
  if (!request.headers.get("accept")?.includes("text/html")) return new Response("starting", { status: 503, headers });
  headers.set("content-type", "text/html; charset=utf-8");
  headers.set("refresh", String(RETRY_AFTER_SECONDS));
  return new Response(PAGE, { status: 503, headers });
}
