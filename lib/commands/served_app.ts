/**
 * The built app on a port. Builds the pages when they were never built.
 *
 * @module
 */
import { delimiter } from "node:path";
import { fileURLToPath } from "node:url";
import { protectAnswer } from "../api/frame/answer_headers.ts";
import { answerStarting } from "../api/frame/starting.ts";
import { findOrigins, type OwnOrigins } from "../host/own_address.ts";
import { isLoopbackAddress, joinEnds } from "../host/peer.ts";
import { printError } from "../host/stderr.ts";
import { ensureTokens } from "../host/token.ts";
import { checkAddressNote, findAddress, noteAddress } from "./address.ts";
import { DEFAULT_PORT, keepListening, type Listening } from "./listening.ts";

/** Time that open requests and connections get when the server stops. */
const STOP_MAX_MS = 2000;
const project = new URL("../../", import.meta.url);

/** Bundles the islands and writes `_fresh/server.js`. */
export async function buildPages(): Promise<void> {
  const args = ["run", "-A", fileURLToPath(new URL("dev.ts", project)), "build"];
  const { success, stderr } = await new Deno.Command(Deno.execPath(), { args, cwd: fileURLToPath(project) }).output();
  if (!success) throw new Error(`the pages can't be built: ${new TextDecoder().decode(stderr).trim()}`);
}

/** A running server. */
export interface Served extends OwnOrigins {
  /** The token that opens everything. */
  token: string;
  /** Stops listening and closes the store. */
  stop(): Promise<void>;
}

/** The app, and what `main.ts` exports beside it. */
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

/** Waits for some work, but not for longer than this. */
async function waitAtMost(work: Promise<unknown>, ms: number): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  await Promise.race([work, late]);
  clearTimeout(timer);
}

/** What a build writes. A build by an earlier version may lack some of it. */
const BUILT_FILES = ["_fresh/server.js", "static/styles.css", "lib/client/chart/chart_parts.gen.js"];

/** Whether a project's directory holds every file that the app needs from a build. */
export async function isBuilt(root: URL): Promise<boolean> {
  const found = await Promise.all(BUILT_FILES.map((path) => Deno.stat(new URL(path, root)).catch(() => null)));
  return found.every((stat) => stat?.isFile);
}

/** What to serve, and where. */
export interface ServeOptions {
  /** Location of the KV database. */
  location: string;
  host: string;
  /** Null for the first free port from 8000 on. */
  port: number | null;
  /** What needs the token. Everything does when other machines can reach the host. */
  auth?: "changes" | "all";
  /** False to launch nothing. */
  launch?: boolean;
  /** Directories in which commands may run; any when there is none. */
  launchDirectories?: readonly string[];
  /** The longest log to import: a size, such as `500M`. */
  maxImport?: string;
  /** Live runs at a time. */
  maxLive?: string;
  /** Origins whose pages may show charts in a frame. */
  embed?: readonly string[];
}

/** `main.ts` reads its settings from the environment. */
function setEnvironment(options: ServeOptions): void {
  const { location, host, auth, launch = true, launchDirectories = [], maxImport, maxLive, embed } = options;
  Deno.env.set("STDCURVE_KV", location);
  if (!isLoopbackAddress(host)) Deno.env.set("STDCURVE_AUTH", "all");
  else if (auth) Deno.env.set("STDCURVE_AUTH", auth);
  if (!launch) Deno.env.set("STDCURVE_NO_LAUNCH", "1");
  if (launchDirectories.length > 0) Deno.env.set("STDCURVE_LAUNCH_DIRS", launchDirectories.join(delimiter));
  if (maxImport) Deno.env.set("STDCURVE_MAX_IMPORT", maxImport);
  if (embed) Deno.env.set("STDCURVE_EMBED", embed.join(" "));
  if (maxLive) Deno.env.set("STDCURVE_MAX_LIVE", maxLive);
}

/** Says which port was taken because the usual one is in use, and who serves the same runs already. */
async function reportOtherPort(port: number, location: string): Promise<void> {
  if (port === DEFAULT_PORT) return;
  const { origin, isServed } = await findAddress(location);
  const other = isServed ? `; another stdcurve serves the same runs at ${origin}` : "";
  printError(`stdcurve: port ${DEFAULT_PORT} is in use, so the port is ${port}${other}`);
}

/** Serves the built app on a KV database. */
export async function serveApp(options: ServeOptions): Promise<Served> {
  const { location, host, port } = options;
  if (!await isBuilt(project)) {
    printError("stdcurve: building the pages once …");
    await buildPages();
  }
  checkAddressNote(location);
  setEnvironment(options);
  const token = ensureTokens().full;
  let handle: Deno.ServeHandler = answerStarting;
  // Listen before loading: a loaded app takes over the live runs, which a server without a port must not do.
  const onError = (error: unknown) =>
    printError(`stdcurve: cannot accept connections: ${error instanceof Error ? error.message : error}; trying again`);
  const server: Listening = keepListening(
    { hostname: host, port, onError },
    async (request, info) => protectAnswer(await handle(request, joinEnds(info, server.addr))),
  );
  const { app, stop, close } = await loadApp(new URL("_fresh/server.js", project)).catch(async (error) => {
    await server.stop();
    throw error;
  });
  handle = app.fetch;
  const origins = findOrigins(server.addr);
  if (port === null) await reportOtherPort(server.addr.port, location);
  const forgetAddress = noteAddress(location, origins);
  return {
    ...origins,
    token,
    async stop() {
      await forgetAddress();
      await waitAtMost(Promise.all([stop(), server.stop()]), STOP_MAX_MS); // a browser may keep its connection open
      close();
    },
  };
}
