/**
 * Static files and the content security policy.
 *
 * @module
 */
import { nonces } from "./app.ts";
import { type Build, currentBuild } from "./build.ts";
import type { Middleware } from "./types.ts";

const TYPES: Record<string, string> = {
  css: "text/css; charset=UTF-8",
  js: "text/javascript; charset=UTF-8",
  json: "application/json; charset=UTF-8",
  svg: "image/svg+xml; charset=UTF-8",
  txt: "text/plain; charset=UTF-8",
  png: "image/png",
  ico: "image/vnd.microsoft.icon",
  webmanifest: "application/manifest+json; charset=UTF-8",
};

interface Asset {
  bytes: Uint8Array<ArrayBuffer>;
  /** Null for what compressing does not make smaller. */
  gzip: Uint8Array<ArrayBuffer> | null;
  etag: string;
  type: string;
}

async function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return await new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip")))
    .bytes();
}

async function loadAsset(build: Build, pathname: string): Promise<Asset | null> {
  const script = `/_fresh/js/${build.info.id}/`;
  const path = pathname.startsWith(script)
    ? `_fresh/js/${pathname.slice(script.length)}`
    : `static${pathname}`;
  if (path.includes("..") || path.endsWith("/")) return null;
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = await Deno.readFile(new URL(path, build.root));
  } catch {
    return null; // no such file: the address may be a route's
  }
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).subarray(0, 8)
    .toHex();
  const type = TYPES[path.split(".").at(-1)!] ?? "application/octet-stream";
  const packed = /text|json|svg/.test(type) ? await gzip(bytes) : null;
  return {
    bytes,
    gzip: packed && packed.length < bytes.length ? packed : null,
    etag: `W/"${digest}"`,
    type,
  };
}

/** Serves `static/` and the bundled scripts. */
export function staticFiles<State>(): Middleware<State> {
  const assets = new Map<string, Asset | null>();
  return async (ctx) => {
    const build = currentBuild();
    const { pathname, searchParams } = ctx.url;
    if (!build || pathname === "/") return await ctx.next();
    if (!assets.has(pathname) && assets.size < 1000) {
      assets.set(pathname, await loadAsset(build, decodeURI(pathname)));
    }
    const asset = assets.get(pathname);
    if (!asset) {
      return pathname === "/favicon.ico" ? new Response(null, { status: 404 }) : await ctx.next();
    }
    if (ctx.req.method !== "GET" && ctx.req.method !== "HEAD") {
      return new Response("Method Not Allowed", { status: 405 });
    }
    const kept = pathname.startsWith("/_fresh/js/") ||
      searchParams.get("__frsh_c") === build.info.id;
    const headers = new Headers({
      "content-type": asset.type,
      "cache-control": kept
        ? "public, max-age=31536000, immutable"
        : "no-cache, no-store, max-age=0, must-revalidate",
      etag: asset.etag,
      vary: "If-None-Match, Accept-Encoding",
    });
    if (ctx.req.headers.get("if-none-match") === asset.etag) {
      return new Response(null, { status: 304, headers });
    }
    const packed = asset.gzip && /\bgzip\b/.test(ctx.req.headers.get("accept-encoding") ?? "")
      ? asset.gzip
      : null;
    if (packed) headers.set("content-encoding", "gzip");
    const body = packed ?? asset.bytes;
    headers.set("content-length", String(body.length));
    return new Response(body, { headers });
  };
}

const POLICY = [
  "default-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "media-src 'self' data: blob:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
];

/** Sets a content security policy; with `useNonce` pages allow just their own scripts. Entries of `csp` replace those of the same name. */
export function csp<State>(
  { useNonce = false, csp = [] }: { useNonce?: boolean; csp?: string[] } = {},
): Middleware<State> {
  return async (ctx) => {
    const response = await ctx.next();
    const nonce = nonces.get(ctx);
    const inline = useNonce && nonce ? `'nonce-${nonce}'` : "'unsafe-inline'";
    const entries = [
      ...POLICY,
      `script-src 'self' ${inline}`,
      `style-src 'self' ${inline}`,
      ...csp,
    ];
    const byName = new Map(entries.map((entry) => [entry.split(" ")[0], entry]));
    response.headers.set("content-security-policy", [...byName.values()].join("; "));
    return response;
  };
}
