/**
 * Serves the app below a path of a proxy, such as `/proxy/8000/`. The routes know nothing of it: the path is taken off each request that
 * still has it, and put before the addresses in each answer. It comes from `STDCURVE_URL` alone, never from a request's headers.
 *
 * @module
 */

/** An app as a function. */
export type Handle = (request: Request, info?: Deno.ServeHandlerInfo) => Response | Promise<Response>;

/** Name of the element by which scripts of the page learn the path; `lib/client/server/own_path.ts` reads it. */
const BASE_META = "stdcurve-base";

/** Addresses in attributes that begin with one slash. In text and in JSON the quote is escaped, so those stay. */
const ATTRIBUTE = /(\s(?:href|src|action|formaction)=")\/(?!\/)/g;
/** Modules that a page's own script imports. */
const IMPORT = /(\b(?:from|import)\s?")\/(?=_fresh\/)/g;
const LINK_HEADER = /(<)\/(?!\/)/g;

/** The path before all addresses, without a slash at its end; "" for the root. */
export const basePath = (publicUrl: URL | null): string => publicUrl?.pathname.replace(/\/$/, "") ?? "";

/** The request as a proxy would send it that takes the path off. */
function stripBase(request: Request, base: string): Request {
  const url = new URL(request.url);
  if (url.pathname !== base && !url.pathname.startsWith(`${base}/`)) return request;
  url.pathname = url.pathname.slice(base.length) || "/";
  return new Request(url, request);
}

/**
 * A page with the path before its addresses.
 *
 * @example
 * ```ts
 * import { addBase } from "./public_url.ts";
 * addBase('<head></head><a href="/x">', "/p"); // '<head><meta name="stdcurve-base" content="/p"></head><a href="/p/x">'
 * ```
 */
export function addBase(html: string, base: string): string {
  return html.replace("<head>", () => `<head><meta name="${BASE_META}" content="${base}">`)
    .replace(ATTRIBUTE, (_, before: string) => `${before}${base}/`)
    .replace(IMPORT, (_, before: string) => `${before}${base}/`);
}

async function addBaseToAnswer(response: Response, base: string): Promise<Response> {
  const { headers } = response;
  const link = headers.get("link"), location = headers.get("location");
  if (link !== null) headers.set("link", link.replace(LINK_HEADER, (_, before: string) => `${before}${base}/`));
  if (location?.startsWith("/") && !location.startsWith(`${base}/`)) headers.set("location", base + location);
  if (!headers.get("content-type")?.startsWith("text/html") || response.body === null) return response;
  headers.delete("content-length");
  return new Response(addBase(await response.text(), base), response);
}

/** An app that is reached at its public address. Both kinds of proxies work: those that pass the path on, and those that take it off. */
export function serveBelow(handle: Handle, publicUrl: URL | null): Handle {
  const base = basePath(publicUrl);
  if (base === "") return handle;
  return async (request, info) => await addBaseToAnswer(await handle(stripBase(request, base), info), base);
}
