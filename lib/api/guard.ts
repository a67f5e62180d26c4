/**
 * Keeps the browser next door out: pages of other sites can reach a server on loopback, by a link, a form, a script, or a name that
 * they point at 127.0.0.1 (DNS rebinding). Programs such as curl send none of a browser's headers and pass.
 *
 * @module
 */
import { problemResponse } from "./problem.ts";

/** Names by which this server may be addressed. */
export interface GuardOptions {
  /** Host names besides loopback's; null lets any pass, where something in front has checked (Deno Deploy). */
  hosts: readonly string[] | null;
}

const READING = new Set(["GET", "HEAD", "OPTIONS"]);
/** All that any address here takes. Of other methods `Request` refuses some, and Fresh's router knows none. */
const METHODS = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];
/** What a form of another site can't send. Bytes are for an imported log only. */
const CHANGE_TYPES = new Set(["application/json", "application/octet-stream"]);

/** The host name of a `Host` header, without port and brackets. */
function hostName(header: string): string {
  const name = header.startsWith("[") ? header.slice(1, header.indexOf("]")) : header.replace(/:\d*$/, "");
  return name.toLowerCase();
}

function isLoopback(name: string): boolean {
  return name === "localhost" || name.endsWith(".localhost") || name === "::1" ||
    /^127(\.\d{1,3}){3}$/.test(name);
}

/** The answer to a request with a method that nothing here has, such as TRACE; null for others. */
export function refuseMethod({ method }: Request): Response | null {
  if (METHODS.includes(method)) return null;
  const allow = METHODS.join(", ");
  const response = problemResponse(405, `${method} is for no address here; there are ${allow}`);
  response.headers.set("allow", allow);
  return response;
}

/**
 * A handler that answers 400 to a malformed % escape in the address. Fresh 2.3.3 throws a URIError for one in a parameter of a route, before
 * it calls any middleware.
 */
export function refuseEscapes(handle: Deno.ServeHandler): Deno.ServeHandler {
  return async (request, info) => {
    try {
      return await handle(request, info);
    } catch (error) {
      if (!(error instanceof URIError)) throw error;
      return problemResponse(400, `the address has a malformed % escape: ${new URL(request.url).pathname}`);
    }
  };
}

/** The answer to a request for a server of another name, or of none. */
function refuseHost(name: string, { url }: Request): Response {
  const { port } = new URL(url);
  const address = port === "" ? "which stdcurve serve prints" : `such as http://127.0.0.1:${port}`;
  return problemResponse(
    421,
    `${name === "" ? "the request names no server" : `this server is not ${name}`}; open it by its own address, ` +
      `${address}, or name others in STDCURVE_HOSTS`,
  );
}

/** The answer to a request that must not pass; null for one that may. */
export function guardRequest(request: Request, { hosts }: GuardOptions): Response | null {
  const refused = refuseMethod(request);
  if (refused) return refused;
  const host = request.headers.get("host") ?? new URL(request.url).host;
  const name = hostName(host);
  if (hosts !== null && !isLoopback(name) && !hosts.includes(name)) return refuseHost(name, request);
  if (READING.has(request.method)) return null;
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  const foreign = (site !== null && site !== "same-origin" && site !== "none") ||
    (origin !== null && URL.parse(origin)?.host !== host);
  if (foreign) return problemResponse(403, "changes are taken from this server's own pages only");
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
