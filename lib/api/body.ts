/**
 * Bodies of requests: there where one is needed, and JSON of a bounded length unless they are a log.
 *
 * @module
 */
import type { Context, Next } from "hono";
import { BODY_MAX_BYTES } from "../limits.ts";
import { problemResponse } from "./problem.ts";

const isLog = (c: Context) => c.req.method === "POST" && /\/imports\/?$/.test(c.req.path);

/** Addresses that a method is nothing without a body at. */
const NEEDING: Record<string, RegExp> = {
  PATCH: /\/experiments\/[^/]+(?:\/runs\/[^/]+)?\/?$/,
  POST: /\/(?:experiments|runs|imports|pattern-preview)\/?$/,
};
const needsBody = (c: Context) => NEEDING[c.req.method]?.test(c.req.path) ?? false;

/** The whole body; null when it is longer than the bound. */
async function readBounded(body: ReadableStream<Uint8Array>): Promise<Blob | null> {
  const pieces: BlobPart[] = [];
  let length = 0;
  for await (const piece of body) {
    length += piece.length;
    if (length > BODY_MAX_BYTES) return null;
    pieces.push(new Uint8Array(piece));
  }
  return new Blob(pieces);
}

const refuse = () => problemResponse(413, `a body has at most ${BODY_MAX_BYTES} bytes here; logs go to …/imports`);

function refuseMissing(c: Context): Response {
  const type = isLog(c) ? "application/octet-stream" : "application/json";
  return problemResponse(400, `the body is missing; send one with the header "content-type: ${type}"`, "body");
}

/** What is wrong with a body of JSON, in words; null when it can be read. A lone byte that is no UTF-8 would come to be U+FFFD. */
async function findFault(body: Blob): Promise<string | null> {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(await body.arrayBuffer());
  } catch {
    return "the body is not valid UTF-8";
  }
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return `the body can't be read as JSON: ${error instanceof Error ? error.message : error}`;
  }
}

/** Reads a body that is no log, so that the routes read what was checked. Gives the answer when it is refused. */
async function checkRead(c: Context, stream: ReadableStream<Uint8Array>): Promise<Response | null> {
  const { raw } = c.req;
  if (Number(c.req.header("content-length") ?? 0) > BODY_MAX_BYTES) return refuse();
  let body: Blob | null;
  try {
    body = await readBounded(stream);
  } catch {
    return problemResponse(400, "the body broke off before its end", "body");
  }
  if (body === null) return refuse();
  if (needsBody(c)) {
    if (body.size === 0) return refuseMissing(c);
    const fault = await findFault(body);
    if (fault !== null) return problemResponse(400, fault, "body");
  }
  c.req.raw = new Request(raw.url, { method: raw.method, headers: raw.headers, body });
  return null;
}

/**
 * Refuses a request without a body where one is needed, and one whose body is too long or no JSON. A log may be of any length and kind.
 */
export async function checkBody(c: Context, next: Next): Promise<Response | void> {
  const { raw } = c.req;
  if (needsBody(c) && (raw.body === null || c.req.header("content-type") === undefined)) return refuseMissing(c);
  const isRead = raw.body !== null && !isLog(c) && raw.method !== "GET" && raw.method !== "HEAD";
  const refused = isRead ? await checkRead(c, raw.body!) : null;
  if (refused) return refused;
  await next();
}
