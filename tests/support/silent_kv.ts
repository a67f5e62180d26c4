/**
 * A KV Connect server that introduces itself and then never answers, as one behind a network that lost its way.
 *
 * @module
 */

/** The server. */
export interface SilentKv extends AsyncDisposable {
  url: string;
  /** Environment variables of a program that is to use it. */
  env: Record<string, string>;
}

const HOUR_MS = 3_600_000;

/** Starts one on a free port. */
export function startSilentKv(): SilentKv {
  const ending = new AbortController();
  const server: Deno.HttpServer<Deno.NetAddr> = Deno.serve(
    { hostname: "127.0.0.1", port: 0, signal: ending.signal, onListen: () => {} },
    (request) => {
      if (new URL(request.url).pathname !== "/") {
        return new Promise<Response>((resolve) =>
          request.signal.addEventListener("abort", () => resolve(new Response()))
        );
      }
      return Response.json({
        version: 3,
        databaseId: crypto.randomUUID(),
        endpoints: [{ url: new URL("/data", request.url).href, consistency: "strong" }],
        token: "a-token-of-more-than-12-characters",
        expiresAt: new Date(Date.now() + HOUR_MS).toISOString(),
      });
    },
  );
  const url = `http://127.0.0.1:${server.addr.port}/`;
  return {
    url,
    env: { DENO_KV_ACCESS_TOKEN: "a-token-of-more-than-12-characters" },
    async [Symbol.asyncDispose]() {
      ending.abort();
      await server.finished;
    },
  };
}
