/**
 * The answer of a server that listens already but has not opened its store yet: 503 to every request, with what it waits for.
 *
 * @module
 */
import { escapeHtml } from "../../text/html.ts";

const RETRY_AFTER_SECONDS = 1;

const renderPage = (text: string): string =>
  '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="color-scheme" content="light dark">' +
  `<title>stdcurve is starting</title><p>${escapeHtml(text)}. This page reloads by itself.</p></html>`;

let waitsFor = "";

/** Keeps why this process has not opened its store yet. */
export function noteWaiting(error: unknown): void {
  waitsFor = error instanceof Error ? error.message : String(error);
}

/** Answers 503 with `Retry-After`. A browser also gets a page that reloads itself every second. */
export function answerStarting(request: Request): Response {
  const headers = new Headers({ "retry-after": String(RETRY_AFTER_SECONDS), "cache-control": "no-store" });
  const text = `stdcurve is starting${waitsFor === "" ? "" : `: ${waitsFor}`}`;
  if (!request.headers.get("accept")?.includes("text/html")) return new Response(text, { status: 503, headers });
  headers.set("content-type", "text/html; charset=utf-8");
  headers.set("refresh", String(RETRY_AFTER_SECONDS));
  return new Response(renderPage(text), { status: 503, headers });
}
