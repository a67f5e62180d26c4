/**
 * Decides what a caller may do, by the token or the session that a request carries and by the connection it came through. Refuses what
 * is not allowed, and turns the address with the token into a session. Doesn't know what a route does: a request that changes something
 * is one whose method says so.
 *
 * @module
 */
import { problemResponse } from "../api/frame/problem.ts";
import { isLoopbackAddress, isOtherUser, type Peer, readPeerUids } from "../host/peer.ts";
import type { Tokens } from "../host/token.ts";
import { backOffMs, type Clock, systemClock } from "../time.ts";
import { isShownElsewhere } from "./link_access.ts";
import { refusalPage } from "./refusal_page.ts";
import { createSession, readCookies, type Scope, scopeOfSession, scopeOfToken, writeCookie } from "./session.ts";

/** What needs a token: changes only, or reading too. */
export type AuthMode = "changes" | "all";

/** How access is decided. */
export interface AccessOptions {
  mode: AuthMode;
  /** The tokens in force; null where one is needed and nobody set it (Deno Deploy). */
  tokens: (() => Tokens) | null;
  /** The app's own address behind a proxy (`STDCURVE_URL`); null when requests reach it directly. */
  publicUrl?: URL | null;
  clock?: Clock;
  /** Waits before a wrong token is answered. For tests. */
  pause?: (ms: number) => Promise<void>;
}

/** What a caller may do, or the answer to one who may not. */
export type Decision = { scope: Scope } | { refusal: Response };

const READING: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);
const OPEN_PATHS: ReadonlySet<string> = new Set(["/healthz"]);

const FIRST_PAUSE_MS = 100, LONGEST_PAUSE_MS = 3000, FORGET_MS = 60_000, PAUSED_MAX = 64;

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * Slows wrong tokens down, all together and whoever sends them: behind a proxy all callers share an address. A right token never waits.
 * `false` when too many wait already.
 */
function slowFailures(
  { clock, pause }: { clock: Clock; pause: (ms: number) => Promise<void> },
): () => Promise<boolean> {
  let failures = 0, last = -Infinity, paused = 0;
  return async () => {
    if (clock() - last > FORGET_MS) failures = 0;
    last = clock();
    if (paused >= PAUSED_MAX) return false;
    paused++;
    await pause(backOffMs(failures++, { firstMs: FIRST_PAUSE_MS, longestMs: LONGEST_PAUSE_MS }));
    paused--;
    return true;
  };
}

/** True for a request of a browser that wants to show a page. */
function wantsPage(request: Request): boolean {
  return request.method === "GET" && (request.headers.get("accept") ?? "").includes("text/html");
}

interface Refusal {
  status: 401 | 403 | 429 | 503;
  detail: string;
  /** Why a token or a session isn't enough, in the words of RFC 6750; "" without one. Left out where no other token helps. */
  why?: "" | "invalid_token" | "insufficient_scope";
}

function refuse(request: Request, { status, detail, why }: Refusal): Response {
  const title = why === "invalid_token" && status === 401 ? "This token is wrong" : undefined;
  const page = () => refusalPage(status, detail, { title, address: why === undefined ? null : new URL(request.url) });
  const problem = () => problemResponse(status, status === 401 ? detail + HOW_PROGRAMS_GET_IN : detail);
  const response = wantsPage(request) ? page() : problem();
  // Where it stands, the pages offer the form for another token.
  if (why !== undefined) {
    response.headers.set("www-authenticate", `Bearer realm="stdcurve"${why && `, error="${why}"`}`);
  }
  if (status === 429) response.headers.set("retry-after", String(LONGEST_PAUSE_MS / 1000));
  return response;
}

/** Name of the session's cookie. Cookies don't tell ports apart, so the name does. */
export function cookieName({ host, protocol }: URL): string {
  const port = /:(\d+)$/.exec(host)?.[1] ?? (protocol === "https:" ? "443" : "80");
  return `stdcurve_${port}`;
}

/** The address by which the browser knows this app: the public one, else the one that it asked. */
function seenAddress(request: Request, publicUrl: URL | null | undefined): URL {
  if (publicUrl) return publicUrl;
  const url = new URL(request.url), host = request.headers.get("host");
  return URL.parse(`${url.protocol}//${host ?? url.host}/`) ?? url;
}

const HOW_TO_GET_IN = "open the address that stdcurve serve printed (stdcurve token shows it again)";
const HOW_PROGRAMS_GET_IN = ", or send the token as: Authorization: Bearer TOKEN";
const NO_TOKEN_SET =
  "this app has no token yet: set the environment variable STDCURVE_TOKEN to one of 16 characters or more, " +
  "then open this address with ?token= and the token behind it";

const FULL_IN_LINK = "this address takes the read-only token alone, which stdcurve token --read prints; " +
  "the full token starts commands, so it must not stand in a page: if this one does, stdcurve token --new replaces it";

/** Refuses a wrong token, after a pause. */
async function refuseWrongToken(request: Request, slowDown: () => Promise<boolean>): Promise<Decision> {
  const hasWaited = await slowDown();
  const detail = hasWaited
    ? `the token is wrong; ${HOW_TO_GET_IN}`
    : "too many wrong tokens; try again in a few seconds";
  return { refusal: refuse(request, { status: hasWaited ? 401 : 429, detail, why: "invalid_token" }) };
}

/** Decides about a chart's address with a token in it: only the one for reading opens it. Null for a wrong one. */
function openLink(request: Request, scope: Scope): Decision | null {
  if (scope === "none") return null;
  return scope === "read" ? { scope } : { refusal: refuse(request, { status: 403, detail: FULL_IN_LINK }) };
}

/** Decides about each request. `peer` is the other end of its connection; null where that is unknown. */
export function createAccess(
  options: AccessOptions,
): (request: Request, peer: Peer | null) => Promise<Decision> {
  const { mode, tokens, publicUrl, clock = systemClock, pause = wait } = options;
  const slowDown = slowFailures({ clock, pause });

  const refuseToken = (request: Request) => refuseWrongToken(request, slowDown);
  const findScope = async (request: Request, peer: Peer | null, known: Tokens): Promise<Scope> => {
    const sessions = readCookies(request.headers.get("cookie"), cookieName(seenAddress(request, publicUrl)));
    const holding = { now: clock(), holder: sessions.length > 0 ? await findHolder(peer) : "" };
    const scope = sessions.map((each) => scopeOfSession(each, known, holding)).find((each) => each !== "none") ??
      "none";
    return scope === "none" && mode === "changes" && await isOwnUser(peer) ? "local" : scope;
  };
  return async (request, peer) => {
    const { pathname, searchParams } = new URL(request.url);
    if (OPEN_PATHS.has(pathname)) return { scope: "none" };
    if (!tokens) return { refusal: refuse(request, { status: 503, detail: NO_TOKEN_SET }) };
    const known = tokens(), given = searchParams.get("token"), bearer = readBearer(request);
    if (given !== null && READING.has(request.method) && isShownElsewhere(pathname)) {
      return openLink(request, scopeOfToken(given, known)) ?? await refuseToken(request);
    }
    if (given !== null && request.method === "GET" && !pathname.startsWith("/api/")) {
      const scope = scopeOfToken(tokenIn(given), known);
      if (scope === "none") return await refuseToken(request);
      const holding = { now: clock(), holder: await findHolder(peer) };
      const session = createSession(scope as "read" | "full", known, holding);
      return { refusal: startSession(request, session, publicUrl) };
    }
    const scope = bearer === null ? await findScope(request, peer, known) : scopeOfToken(bearer, known);
    if (bearer !== null && scope === "none") return await refuseToken(request);
    return decide(request, scope);
  };
}

/** The token that somebody has given: alone, or in the address that `stdcurve serve` and `stdcurve token` print. */
const tokenIn = (given: string): string => /[?&]token=([^&#\s]+)/.exec(given)?.[1] ?? given.trim();

function readBearer(request: Request): string | null {
  return /^bearer +(\S{1,512})$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? null;
}

/** The user of this machine at the other end, as text; "" where that is unknown. */
async function findHolder(peer: Peer | null): Promise<string> {
  if (peer === null || !isLoopbackAddress(peer.hostname)) return "";
  return [...new Set(await readPeerUids(peer))].join("-");
}

/** True for a connection from this machine by this user or by root. */
async function isOwnUser(peer: Peer | null): Promise<boolean> {
  return peer !== null && isLoopbackAddress(peer.hostname) && !await isOtherUser(peer);
}

function decide(request: Request, scope: Scope): Decision {
  const isChange = !READING.has(request.method);
  if (scope === "full" || !isChange && scope !== "none") return { scope };
  if (scope === "read") {
    const detail = "a change needs the full token, and this one is for reading only; stdcurve token prints it";
    return { refusal: refuse(request, { status: 403, detail, why: "insufficient_scope" }) };
  }
  const what = isChange ? "a change needs the token" : "reading needs the token";
  return { refusal: refuse(request, { status: 401, detail: `${what}: ${HOW_TO_GET_IN}`, why: "" }) };
}

/** Sends the browser to the same page without the token in its address, with a session. */
function startSession(request: Request, session: string, publicUrl: URL | null | undefined): Response {
  const url = new URL(request.url), seen = seenAddress(request, publicUrl);
  url.searchParams.delete("token");
  const base = publicUrl?.pathname.replace(/\/$/, "") ?? "";
  const own = url.pathname.replace(/^[/\\]+/, "/"); // `//host/` would lead to another host
  const path = own.startsWith(`${base}/`) ? own : base + own;
  return new Response(null, {
    status: 303,
    headers: {
      location: path + url.search,
      "set-cookie": writeCookie(session, {
        name: cookieName(seen),
        path: `${base}/`,
        isSecure: seen.protocol === "https:",
      }),
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
    },
  });
}
