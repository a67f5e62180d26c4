/**
 * Refuses requests that pages of other sites make. They can reach a server on loopback with a link, a form, a script, or a host name
 * that points at 127.0.0.1 (DNS rebinding). Programs such as curl pass: they send none of a browser's headers.
 *
 * @module
 */
import { problemResponse } from "./problem.ts";

/** Which host names may be used for this server. */
export interface GuardOptions {
  /** Allowed host names besides those of loopback. Null allows all: Deno Deploy has checked the name already. */
  hosts: readonly string[] | null;
  /** The app's own address behind a proxy. Its pages may change something too. */
  publicUrl?: URL | null;
}

const READING = new Set(["GET", "HEAD", "OPTIONS"]);
/** The methods that any address here supports. Fresh's router knows no others. */
const METHODS = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];
/** Content types that a form of another site can't send. Bytes are only for an imported log. */
const CHANGE_TYPES = new Set(["application/json", "application/octet-stream"]);

/** The host name in a `Host` header, without port and brackets. */
function hostName(header: string): string {
  const name = header.startsWith("[") ? header.slice(1, header.indexOf("]")) : header.replace(/:\d*$/, "");
  return name.toLowerCase();
}

function isLoopback(name: string): boolean {
  return name === "localhost" || name.endsWith(".localhost") || name === "::1" ||
    /^127(\.\d{1,3}){3}$/.test(name);
}

/** Answers 405 to a method that no address here supports, such as TRACE. Null for other methods. */
function refuseMethod({ method }: Request): Response | null {
  if (METHODS.includes(method)) return null;
  const allow = METHODS.join(", ");
  const response = problemResponse(405, `no address here supports ${method}; supported are ${allow}`);
  response.headers.set("allow", allow);
  return response;
}

/** A host name or address, perhaps with a port. */
const HOST = /^(?:\[[\da-f:.]{2,45}\]|[\w.-]{1,253})(?::\d{1,5})?$/i;

/**
 * Makes a handler answer 405 to a method that no address supports, and 400 to a host name or a % escape that is malformed. Fresh 2.3.3
 * throws at each of them before it calls any middleware.
 */
export function refuseMalformed(handle: Deno.ServeHandler): Deno.ServeHandler {
  return async (request, info) => {
    const refused = refuseMethod(request);
    if (refused) return refused;
    const host = request.headers.get("host");
    if (host !== null && !HOST.test(host) || URL.parse(request.url) === null) {
      return problemResponse(
        400,
        `the Host header must name this server, not ${JSON.stringify((host ?? "").slice(0, 100))}`,
      );
    }
    try {
      return await handle(request, info);
    } catch (error) {
      if (!(error instanceof URIError)) throw error;
      return problemResponse(400, `the address has a malformed % escape: ${new URL(request.url).pathname}`);
    }
  };
}

/** Answers 421 to a request for a host name that is not allowed, or for none. */
function refuseHost(name: string, { url }: Request): Response {
  const { port } = new URL(url);
  const address = port === "" ? "the address that stdcurve serve prints" : `http://127.0.0.1:${port}`;
  return problemResponse(
    421,
    `${name === "" ? "the request names no host" : `the host name ${name} is not allowed`}; ` +
      `open ${address}, or add the name to STDCURVE_HOSTS`,
  );
}

/**
 * True for a change that a page of another origin asks for. Another port of this machine is another origin: it may be another user's server.
 * Programs send neither header.
 */
function isForeign(request: Request, host: string, publicUrl: URL | null | undefined): boolean {
  const site = request.headers.get("sec-fetch-site"), origin = request.headers.get("origin");
  if (site !== null && site !== "same-origin" && site !== "none") return true;
  if (origin === null) return false;
  return origin !== publicUrl?.origin && origin !== `${new URL(request.url).protocol}//${host}`;
}

/** Answers a request that must not pass. Null for one that may. */
export function guardRequest(request: Request, { hosts, publicUrl }: GuardOptions): Response | null {
  const host = request.headers.get("host") ?? new URL(request.url).host;
  const name = hostName(host);
  if (hosts !== null && !isLoopback(name) && !hosts.includes(name)) return refuseHost(name, request);
  if (READING.has(request.method)) return null;
  if (isForeign(request, host, publicUrl)) {
    return problemResponse(
      403,
      "only this server's own pages may change something (behind a proxy, STDCURVE_URL names their address)",
    );
  }
  const type = request.headers.get("content-type");
  if (type === null && !hasBody(request)) return null;
  if (!CHANGE_TYPES.has((type ?? "").split(";")[0]!.trim().toLowerCase())) {
    return problemResponse(
      415,
      `a change needs the header "content-type: application/json" (a log "application/octet-stream"), not "${
        type ?? ""
      }"`,
    );
  }
  return null;
}

function hasBody(request: Request): boolean {
  const length = request.headers.get("content-length");
  return length === null ? request.headers.has("transfer-encoding") : length !== "0";
}
