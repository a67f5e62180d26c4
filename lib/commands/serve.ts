/**
 * `stdcurve serve`: the built app on a loopback port.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { kvLocation } from "../place.ts";
import { parseWords, textOf, UsageError } from "./usage.ts";

const PORTS_TRIED = 20;
const project = new URL("../../", import.meta.url);

async function buildWhenMissing(server: URL): Promise<void> {
  if (await Deno.stat(server).catch(() => null)) return;
  console.error("stdcurve: building the pages once …");
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
      return Deno.serve({ hostname, port, onListen: () => {} }, handler);
    } catch (error) {
      if (!(error instanceof Deno.errors.AddrInUse)) throw error;
      if (asked !== null) throw new Error(`port ${port} is in use; give another with --port`, { cause: error });
      if (port - first >= PORTS_TRIED) {
        throw new Error(`no port from ${first} to ${port} is free; give one with --port`, { cause: error });
      }
    }
  }
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
  const server = new URL("_fresh/server.js", project);
  await buildWhenMissing(server);
  Deno.env.set("STDCURVE_KV", kvLocation(textOf(values.kv)));
  const { default: app } = await import(server.href);
  const { close } = await import(new URL("main.ts", project).href);
  const serving = listen(host, port, app.fetch);
  const { hostname, port: bound } = serving.addr;
  console.log(`stdcurve: http://${hostname.includes(":") ? `[${hostname}]` : hostname}:${bound}/`);
  const { promise: stopped, resolve: stop } = Promise.withResolvers<void>();
  for (const signal of ["SIGINT", "SIGTERM"] as const) Deno.addSignalListener(signal, stop);
  await stopped;
  console.error("stdcurve: stopping; commands that run go on and are taken up at the next start");
  // A browser may hold its connection open: what is not done within this time is cut off.
  const patience = setTimeout(() => Deno.exit(0), 2000);
  await serving.shutdown();
  clearTimeout(patience);
  close();
  Deno.exit(0);
}
