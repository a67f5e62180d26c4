/**
 * `stdcurve serve`: the built app on a loopback port.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { kvLocation } from "../place.ts";
import { parseWords, textOf, UsageError } from "./usage.ts";

const PORTS_TRIED = 20;
const STOP_PATIENCE_MS = 2000;
const project = new URL("../../", import.meta.url);

/** Bundles the islands and writes `_fresh/server.js`. */
export async function buildPages(): Promise<void> {
  const args = ["run", "-A", fileURLToPath(new URL("dev.ts", project)), "build"];
  const { success, stderr } = await new Deno.Command(Deno.execPath(), { args, cwd: fileURLToPath(project) }).output();
  if (!success) throw new Error(`the pages can't be built: ${new TextDecoder().decode(stderr).trim()}`);
}

function readPort(text: string | undefined): number | null {
  if (text === undefined) return null;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new UsageError(`--port is a number from 0 to 65535, not ${text}`);
  }
  return port;
}

/** Listens at the port asked for, or at the first free one from 8000 on. */
function listen(hostname: string, asked: number | null, handler: Deno.ServeHandler): Deno.HttpServer<Deno.NetAddr> {
  const first = asked ?? 8000;
  for (let port = first;; port++) {
    try {
      return Deno.serve({ hostname, port, automaticCompression: true, onListen: () => {} }, handler);
    } catch (error) {
      if (!(error instanceof Deno.errors.AddrInUse)) throw error;
      if (asked !== null) throw new Error(`port ${port} is in use; give another with --port`, { cause: error });
      if (port - first >= PORTS_TRIED) {
        throw new Error(`no port from ${first} to ${port} is free; give one with --port`, { cause: error });
      }
    }
  }
}

/** An app that is served. */
export interface Served {
  /** `http://127.0.0.1:8000`. */
  origin: string;
  /** Stops listening and closes the store. */
  stop(): Promise<void>;
}

/** Opens the KV at a location and serves the built app on this machine; builds it first when it was never built. */
export async function serveApp(
  { location, host, port }: { location: string; host: string; port: number | null },
): Promise<Served> {
  const built = new URL("_fresh/server.js", project);
  if (!await Deno.stat(built).catch(() => null)) {
    console.error("stdcurve: building the pages once …");
    await buildPages();
  }
  Deno.env.set("STDCURVE_KV", location);
  const { default: app } = await import(built.href);
  const { stop, close } = await import(new URL("main.ts", project).href);
  const server = listen(host, port, app.fetch);
  const { hostname, port: bound } = server.addr;
  return {
    origin: `http://${hostname.includes(":") ? `[${hostname}]` : hostname}:${bound}`,
    async stop() {
      // A browser may hold its connection open, or the store not answer: what is not done within this time is cut off.
      const { promise: cut, resolve } = Promise.withResolvers<void>();
      const patience = setTimeout(resolve, STOP_PATIENCE_MS);
      await Promise.race([Promise.all([stop(), server.shutdown()]), cut]);
      clearTimeout(patience);
      close();
    },
  };
}

/** Resolves at the first Ctrl-C or SIGTERM, or when the terminal is closed. */
export function waitForStop(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) Deno.addSignalListener(signal, resolve);
  return promise;
}

/** Serves until Ctrl-C or SIGTERM. */
export async function serveCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseWords("serve", args, { host: { type: "string" }, port: { type: "string" } });
  if (positionals.length > 0) throw new UsageError(`serve takes no words, only flags: ${positionals.join(" ")}`);
  const host = textOf(values.host) ?? Deno.env.get("STDCURVE_HOST") ?? "127.0.0.1";
  if (!["127.0.0.1", "localhost", "::1"].includes(host)) {
    throw new UsageError(
      `--host ${host} would let others start commands here; only 127.0.0.1 is served so far. From afar use: ssh -L 8000:127.0.0.1:8000 HOST`,
    );
  }
  const port = readPort(textOf(values.port) ?? Deno.env.get("STDCURVE_PORT"));
  const stopped = waitForStop();
  const served = await serveApp({ location: kvLocation(textOf(values.kv)), host, port });
  console.log(`stdcurve: ${served.origin}/`);
  await stopped;
  console.error("stdcurve: stopping; commands that run go on and are taken up at the next start");
  await served.stop();
  Deno.exit(0);
}
