/**
 * Bodies of requests: there where one is needed, and of a bounded length unless they are a log.
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

/** Refuses a request without a body where one is needed, and one that is too long. A log may be of any length. */
export async function checkBody(c: Context, next: Next): Promise<Response | void> {
  const { raw } = c.req;
  if (needsBody(c) && (raw.body === null || c.req.header("content-type") === undefined)) {
    const type = isLog(c) ? "application/octet-stream" : "application/json";
    return problemResponse(400, `the body is missing; send one with the header "content-type: ${type}"`, "body");
  }
  if (raw.body !== null && !isLog(c)) {
    const told = c.req.header("content-length");
    if (told !== undefined && Number(told) > BODY_MAX_BYTES) return refuse();
    if (told === undefined) {
      const body = await readBounded(raw.body);
      if (body === null) return refuse();
      c.req.raw = new Request(raw.url, { method: raw.method, headers: raw.headers, body });
    }
  }
  await next();
}
