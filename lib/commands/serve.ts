/**
 * `stdcurve serve`: serves the pages and the API on this machine only.
 *
 * @module
 */
import { Command, InvalidArgumentError, Option } from "commander";
import { kvLocation } from "../host/paths.ts";
import { printError } from "../host/stderr.ts";
import { watchNpx } from "../process/npx.ts";
import { listenForInterrupt } from "./interrupt.ts";
import { describeExamples, kvOption, type KvValue } from "./options.ts";
import { serveApp } from "./served_app.ts";

interface ServeValues extends KvValue {
  host: string;
  /** Undefined for the first free port from 8000 on. */
  port?: number;
}

const LOOPBACK = ["127.0.0.1", "localhost", "::1"];

/** Declares the command. */
export const declareServe = (): Command =>
  new Command("serve")
    .summary("serve the pages and the API")
    .description(
      "Serves the pages and the API on this machine. Ctrl-C stops the server. Commands that it started continue, and the next " +
        "server follows them again.",
    )
    .addOption(
      new Option("--host <HOST>", "the address to listen at").default(LOOPBACK[0]).env("STDCURVE_HOST").argParser(
        parseHost,
      ),
    )
    .addOption(
      new Option("--port <PORT>", "the port to listen at; by default 8000, or the next free port").env("STDCURVE_PORT")
        .argParser(parsePort),
    )
    .addOption(kvOption())
    .addHelpText("after", describeExamples("stdcurve serve", "stdcurve serve --port 9000 --kv ./runs.db"))
    .action(serve);

/**
 * Parses a port. Leaves an empty text as it is: an empty environment variable counts as unset.
 *
 * @throws {InvalidArgumentError}
 */
export function parsePort(text: string): number | "" {
  if (text === "") return "";
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (port <= 65_535) return port;
  throw new InvalidArgumentError("It must be a number from 0 to 65535.");
}

/** Parses a host, by the same rules. Only this machine may connect: whoever can reach the server can start commands. */
function parseHost(text: string): string {
  if (text === "" || LOOPBACK.includes(text)) return text;
  throw new InvalidArgumentError(
    `It must be one of ${LOOPBACK.join(", ")}: others could start commands here. ` +
      "From another machine, connect with: ssh -L 8000:127.0.0.1:8000 HOST",
  );
}

/** Resolves at Ctrl-C, at SIGTERM, when the terminal is closed, or when the npx that started this program is gone. */
export function waitForStop(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { signal } = listenForInterrupt();
  signal.addEventListener("abort", () => resolve());
  watchNpx(resolve).catch(() => {}); // without it, signals still stop the server
  return promise;
}

async function serve({ host, port, kv }: ServeValues): Promise<void> {
  const stopped = waitForStop();
  const served = await serveApp({ location: kvLocation(kv), host, port: port ?? null });
  console.log(`stdcurve: ${served.origin}/`);
  await stopped;
  printError("stdcurve: stopping; running commands continue, and the next stdcurve serve follows them again");
  await served.stop();
  Deno.exit(0);
}
