/**
 * Checks the bodies of requests: a body is present where one is needed, and is JSON of limited length. A log may be anything.
 *
 * @module
 */
import type { Context, Next } from "hono";
import { BODY_MAX_BYTES, BODY_WITHIN_MS } from "../../limits.ts";
import { problemResponse } from "./problem.ts";
import { waitWithin } from "./time_limit.ts";

const isLog = (c: Context) => c.req.method === "POST" && /\/imports\/?$/.test(c.req.path);

/** Addresses where a method needs a body. */
const NEEDING: Record<string, RegExp> = {
  PATCH: /\/experiments\/[^/]+(?:\/runs\/[^/]+)?\/?$/,
  POST: /\/(?:experiments|runs|imports|pattern-preview)\/?$/,
};
const needsBody = (c: Context) => NEEDING[c.req.method]?.test(c.req.path) ?? false;

/** Reads a whole body; null when it is longer than `BODY_MAX_BYTES`. */
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

const refuse = () => problemResponse(413, `the body is longer than ${BODY_MAX_BYTES} bytes; send a log to …/imports`);

function refuseMissing(c: Context): Response {
  const type = isLog(c) ? "application/octet-stream" : "application/json";
  return problemResponse(400, `the body is missing; send one with the header "content-type: ${type}"`, "body");
}

/** Says what is wrong with a body of JSON; null when it is valid. Invalid UTF-8 is refused: it would be stored as U+FFFD. */
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

/** Reads and checks a body that is not a log. The routes then get the body that was read. Null when it is accepted. */
async function checkRead(c: Context, stream: ReadableStream<Uint8Array>): Promise<Response | null> {
  const { raw } = c.req;
  if (Number(c.req.header("content-length") ?? 0) > BODY_MAX_BYTES) return refuse();
  const read = await waitWithin(readBounded(stream), BODY_WITHIN_MS, () => {}).catch(() => "ended" as const);
  if (read === "ended") {
    return problemResponse(400, "the body is incomplete: the connection ended too early", "body");
  }
  if (read === null) return problemResponse(408, `the body did not arrive within ${BODY_WITHIN_MS / 1000} s`, "body");
  const body = read.result;
  if (body === null) return refuse();
  if (needsBody(c)) {
    if (body.size === 0) return refuseMissing(c);
    const fault = await findFault(body);
    if (fault !== null) return problemResponse(400, fault, "body");
  }
  c.req.raw = new Request(raw.url, { method: raw.method, headers: raw.headers, body, signal: raw.signal });
  return null;
}

/** Refuses a request whose body is missing, too long or not JSON. Does not look at logs. */
export async function checkBody(c: Context, next: Next): Promise<Response | void> {
  const { raw } = c.req;
  if (needsBody(c) && (raw.body === null || c.req.header("content-type") === undefined)) return refuseMissing(c);
  const isRead = raw.body !== null && !isLog(c) && raw.method !== "GET" && raw.method !== "HEAD";
  const refused = isRead ? await checkRead(c, raw.body!) : null;
  if (refused) return refused;
  await next();
}
