/**
 * Sessions: what a browser holds instead of the token. A session is a signed value with an end; the server remembers none, so that any
 * process with the same token knows it. A new token ends all of them. Pure but for the clock that is given.
 *
 * @module
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Tokens } from "../host/token.ts";

/**
 * What a caller may do: nothing; read, with secrets in logs blanked (a link for colleagues); read everything (this user without a token);
 * everything.
 */
export type Scope = "none" | "read" | "local" | "full";

/** How long a session lasts: the address with the token opens the next one. */
export const SESSION_DAYS = 30;
const SESSION_MS = SESSION_DAYS * 24 * 60 * 60 * 1000;
const NONCE_BYTES = 12;

const digest = (text: string) => createHash("sha256").update(text).digest();

/** Compares two texts in a time that doesn't depend on where they differ. */
export const isSameSecret = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

/** What a token allows. Both are compared in any case. */
export function scopeOfToken(token: string, tokens: Tokens): Scope {
  const isFull = isSameSecret(token, tokens.full), isRead = isSameSecret(token, tokens.read ?? "");
  if (isFull) return "full";
  return isRead && tokens.read !== null ? "read" : "none";
}

/** Signs with what ends the session when it changes: the full token, and for readers their token too. */
function sign(text: string, scope: Scope, tokens: Tokens): string {
  const key = scope === "read" ? `${tokens.full} ${tokens.read}` : tokens.full;
  return createHmac("sha256", key).update(text).digest("base64url");
}

/** When, and for whom. */
export interface SessionOptions {
  /** Milliseconds since the epoch. */
  now: number;
  /**
   * The user of this machine at the other end, as text; "" where that is unknown. Cookies go to every port of a host, so another user's
   * server could be sent the session of this one; from that user's connections it opens nothing.
   */
  holder?: string;
}

/** A new session of a scope. */
export function createSession(scope: "read" | "full", tokens: Tokens, { now, holder = "" }: SessionOptions): string {
  const text = `${scope}.${now + SESSION_MS}.${holder}.${randomBytes(NONCE_BYTES).toString("base64url")}`;
  return `${text}.${sign(text, scope, tokens)}`;
}

/** What a session allows: nothing when it is forged, of another token, over, or of another user of this machine. */
export function scopeOfSession(session: string, tokens: Tokens, { now, holder = "" }: SessionOptions): Scope {
  const [scope, end, owner, nonce, signature, ...rest] = session.split(".");
  if (scope !== "read" && scope !== "full" || !end || !nonce || !signature || rest.length > 0) return "none";
  if (scope === "read" && tokens.read === null) return "none";
  const isOurs = isSameSecret(signature, sign(`${scope}.${end}.${owner}.${nonce}`, scope, tokens));
  const isHeld = owner === "" || owner === holder;
  return isOurs && isHeld && Number(end) > now ? scope : "none";
}

/**
 * The values of a cookie in a request's `cookie` header. Another server of this machine can set one of the same name for a longer path,
 * which then stands before ours.
 */
export function readCookies(header: string | null, name: string): string[] {
  return (header?.split(";") ?? []).flatMap((pair) => {
    const at = pair.indexOf("=");
    return at > 0 && pair.slice(0, at).trim() === name ? [pair.slice(at + 1).trim()] : [];
  });
}

/** How to send a session. */
export interface CookieOptions {
  /** Name, with the port in it: cookies don't tell ports apart. */
  name: string;
  /** Path below which the browser sends it back. */
  path: string;
  isSecure: boolean;
}

/** The `set-cookie` header of a session. */
export function writeCookie(session: string, { name, path, isSecure }: CookieOptions): string {
  const age = SESSION_MS / 1000;
  return `${name}=${session}; Path=${path}; Max-Age=${age}; HttpOnly; SameSite=Lax${isSecure ? "; Secure" : ""}`;
}
