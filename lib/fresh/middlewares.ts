/**
 * Static files and the content security policy.
 *
 * @module
 */
import { getMimeType } from "hono/utils/mime";
import { nonces } from "./app.ts";
import { type Build, currentBuild } from "./build.ts";
import type { Middleware } from "./types.ts";

type Bytes = Uint8Array<ArrayBuffer>;
type Asset = { bytes: Bytes; headers: Record<string, string> };

async function loadAsset({ info, root }: Build, pathname: string): Promise<Asset | null> {
  const path = pathname.startsWith("/_fresh/")
    ? pathname.replace(`/js/${info.id}/`, "/js/").slice(1)
    : `static${pathname}`;
  const file = new URL(path, root);
  const bytes = file.href.startsWith(root.href) ? await Deno.readFile(file).catch(() => null) : null;
  if (!bytes) return null;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex().slice(0, 16);
  const type = getMimeType(path) ?? "application/octet-stream";
  return { bytes, headers: { "content-type": type, etag: `W/"${digest}"`, vary: "If-None-Match" } };
}

const KEPT = "public, max-age=31536000, immutable";
const NOT_KEPT = "no-cache, no-store, max-age=0, must-revalidate";
const ASSETS_MAX = 1000;

/** Serves `static/` and the bundled scripts. */
export function staticFiles<State>(): Middleware<State> {
  const assets = new Map<string, Asset>();
  return async ({ url: { pathname, searchParams }, req, next }) => {
    const build = currentBuild();
    if (!build || /\/$|\.\.|%2[ef]|%5c|^\/_fresh\/(?!js\/)/i.test(pathname)) return await next();
    const asset = assets.get(pathname) ?? await loadAsset(build, pathname);
    // Only files that exist are kept, and one copy of each: a file has many addresses with escapes.
    if (asset && !pathname.includes("%") && assets.size < ASSETS_MAX) assets.set(pathname, asset);
    if (!asset) {
      return pathname === "/favicon.ico" ? new Response(null, { status: 404 }) : await next();
    }
    if (req.method !== "GET" && req.method !== "HEAD") {
      return new Response("Method Not Allowed", { status: 405 });
    }
    const kept = pathname.startsWith("/_fresh/") || searchParams.get("__frsh_c") === build.info.id;
    const headers: Record<string, string> = {
      ...asset.headers,
      "cache-control": kept ? KEPT : NOT_KEPT,
    };
    if (req.headers.get("if-none-match") === headers.etag) {
      return new Response(null, { status: 304, headers });
    }
    return new Response(asset.bytes, { headers });
  };
}

const POLICY = "font-src 'self'; img-src 'self' data:; media-src 'self' data: blob:; worker-src 'self' blob:; " +
  "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; upgrade-insecure-requests";

/** Sets a content security policy; with `useNonce` a page allows just its own inline scripts. */
export function csp<State>({ useNonce = false }: { useNonce?: boolean } = {}): Middleware<State> {
  return async (ctx) => {
    const response = await ctx.next();
    const nonce = nonces.get(ctx);
    const inline = useNonce && nonce ? `'nonce-${nonce}'` : "'unsafe-inline'";
    const policy = `default-src 'self'; script-src 'self' ${inline}; style-src 'self' ${inline}; ${POLICY}`;
    response.headers.set("content-security-policy", policy);
    return response;
  };
}
