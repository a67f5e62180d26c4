/**
 * `stdcurve serve`: the built app on a loopback port.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { refuseMethod } from "../api/guard.ts";
import { answerStarting } from "../api/starting.ts";
import { kvLocation } from "../host/paths.ts";
import { watchNpx } from "../process/npx.ts";
import { printError } from "../host/stderr.ts";
import { noteAddress } from "./address.ts";
import { listenForInterrupt } from "./interrupt.ts";
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

/** The port that a flag or a variable asks for; null when neither does. Throws UsageError. */
export function readPort(flag: string | undefined): number | null {
  const text = flag ?? (Deno.env.get("STDCURVE_PORT") || undefined);
  if (text === undefined) return null;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (port <= 65_535) return port;
  throw new UsageError(`${flag === undefined ? "STDCURVE_PORT" : "--port"} is a number from 0 to 65535, not ${text}`);
}

const LOOPBACK = ["127.0.0.1", "localhost", "::1"];

function readHost(flag: string | undefined): string {
  const host = flag ?? (Deno.env.get("STDCURVE_HOST") || "127.0.0.1");
  if (LOOPBACK.includes(host)) return host;
  throw new UsageError(
    `${flag === undefined ? "STDCURVE_HOST" : "--host"} is one of ${LOOPBACK.join(", ")}, not ${host || "empty"}: ` +
      "others could start commands here. From afar use: ssh -L 8000:127.0.0.1:8000 HOST",
  );
}

/** Listens at the port asked for, or at the first free one from 8000 on. */
function listen(hostname: string, asked: number | null, handler: Deno.ServeHandler): Deno.HttpServer<Deno.NetAddr> {
  const first = asked ?? 8000;
  for (let port = first;; port++) {
    try {
      return Deno.serve({ hostname, port, automaticCompression: true, onListen: () => {} }, handler);
    } catch (error) {
      if (error instanceof Deno.errors.PermissionDenied || error instanceof Deno.errors.AddrNotAvailable) {
        throw new Error(`cannot listen at ${hostname}, port ${port}: ${error.message}`, { cause: error });
      }
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

/** What is served, and what `main.ts` offers beside it. */
interface LoadedApp {
  app: { fetch: Deno.ServeHandler };
  stop: () => Promise<void>;
  close: () => void;
}

async function loadApp(built: URL): Promise<LoadedApp> {
  const { default: app } = await import(built.href);
  const { stop, close } = await import(new URL("main.ts", project).href);
  return { app, stop, close };
}

/** Opens the KV at a location and serves the built app on this machine; builds it first when it was never built. */
export async function serveApp(
  { location, host, port }: { location: string; host: string; port: number | null },
): Promise<Served> {
  const built = new URL("_fresh/server.js", project);
  if (!await Deno.stat(built).catch(() => null)) {
    printError("stdcurve: building the pages once …");
    await buildPages();
  }
  Deno.env.set("STDCURVE_KV", location);
  let handle: Deno.ServeHandler = answerStarting;
  // The port first: the app takes up runs as soon as it is there, and must not for a server that never serves.
  // Fresh 2.3.3 fails at a method that its router doesn't know before any middleware is asked.
  const server = listen(host, port, (request, info) => refuseMethod(request) ?? handle(request, info));
  const { app, stop, close } = await loadApp(built).catch(async (error) => {
    await server.shutdown();
    throw error;
  });
  handle = app.fetch;
  const { hostname, port: bound } = server.addr;
  const origin = `http://${hostname.includes(":") ? `[${hostname}]` : hostname}:${bound}`;
  const forgetAddress = await noteAddress(location, origin);
  return {
    origin,
    async stop() {
      await forgetAddress();
      // A browser may hold its connection open: what is not done within this time is cut off.
      const { promise: cut, resolve } = Promise.withResolvers<void>();
      const patience = setTimeout(resolve, STOP_PATIENCE_MS);
      await Promise.race([Promise.all([stop(), server.shutdown()]), cut]);
      clearTimeout(patience);
      close();
    },
  };
}

/** Resolves at the first Ctrl-C or SIGTERM, when the terminal is closed, or when the npx above is gone. */
export function waitForStop(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { signal } = listenForInterrupt();
  signal.addEventListener("abort", () => resolve());
  watchNpx(resolve).catch(() => {}); // without it the signals are still there
  return promise;
}

/** Serves until Ctrl-C or SIGTERM. */
export async function serveCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseWords("serve", args, { host: { type: "string" }, port: { type: "string" } });
  if (positionals.length > 0) throw new UsageError(`serve takes no words, only flags: ${positionals.join(" ")}`);
  const host = readHost(textOf(values.host)), port = readPort(textOf(values.port));
  const stopped = waitForStop();
  const served = await serveApp({ location: kvLocation(textOf(values.kv)), host, port });
  console.log(`stdcurve: ${served.origin}/`);
  await stopped;
  printError("stdcurve: stopping; commands that run go on and are taken up at the next start");
  await served.stop();
  Deno.exit(0);
}
