/**
 * `stdcurve serve`: serves the pages and the API.
 *
 * @module
 */
import { delimiter } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { InvalidInput } from "../errors.ts";
import { readOrigins } from "../host/embed_origins.ts";
import { addToken, readPublicUrl } from "../host/own_address.ts";
import { kvLocation } from "../host/paths.ts";
import { isLoopbackAddress } from "../host/peer.ts";
import { printError } from "../host/stderr.ts";
import { LIVE_RUNS_MAX } from "../limits.ts";
import { watchNpx } from "../process/npx.ts";
import { parseSize } from "../text/size.ts";
import { listenForInterrupt } from "./interrupt.ts";
import { describeExamples, kvOption, type KvValue } from "./options.ts";
import { serveApp } from "./served_app.ts";
import { UsageError } from "./usage.ts";

interface ServeValues extends KvValue {
  host: string;
  /** Undefined for the first free port from 8000 on. */
  port?: number;
  auth?: "changes" | "all";
  launch: boolean;
  launchDir: string[];
  maxImport?: string;
  maxLive?: string;
  embed: string[];
}

const maxImportOption = (): Option =>
  new Option("--max-import <SIZE>", "the longest log to import, packed or unpacked, such as 500M; by default 1G")
    .env("STDCURVE_MAX_IMPORT").argParser(parseImportSize);

const maxLiveOption = (): Option =>
  new Option("--max-live <N>", `live runs at a time; by default ${LIVE_RUNS_MAX}`).env("STDCURVE_MAX_LIVE")
    .argParser(parseLiveRuns);

const launchDirOption = (): Option =>
  new Option(
    "--launch-dir <DIR>",
    "start commands in this directory and below only; may be repeated (STDCURVE_LAUNCH_DIRS)",
  ).default([], "any").argParser((path: string, earlier: string[]) => [...earlier, path]);

const embedOption = (): Option =>
  new Option(
    "--embed <ORIGIN>",
    "let pages of this origin show charts in a frame, such as http://localhost:8888; may be repeated (STDCURVE_EMBED)",
  ).default([], "none").argParser(addOrigin);

/** Declares the command. */
export const declareServe = (): Command =>
  new Command("serve")
    .summary("serve the pages and the API")
    .description(
      "Serves the pages and the API, and prints an address that opens them with everything allowed. Ctrl-C stops the server. " +
        "Commands that it started continue, and the next server follows them again.",
    )
    .addOption(
      new Option("--host <HOST>", "the address to listen at; 0.0.0.0 for every address of this machine")
        .default("127.0.0.1").env("STDCURVE_HOST"),
    )
    .addOption(
      new Option("--port <PORT>", "the port to listen at; by default 8000, or the next free port").env("STDCURVE_PORT")
        .argParser(parsePort),
    )
    .addOption(
      new Option(
        "--auth <WHAT>",
        "what needs the token: changes (by default; your own programs read without it) or all; always all when other machines reach the host",
      ).env("STDCURVE_AUTH").argParser(parseAuth),
    )
    .option("--no-launch", "start no commands for the pages and the API (STDCURVE_NO_LAUNCH)")
    .addOption(launchDirOption())
    .addOption(embedOption())
    .addOption(maxImportOption())
    .addOption(maxLiveOption())
    .addOption(kvOption())
    .addHelpText(
      "after",
      describeExamples(
        "stdcurve serve",
        "stdcurve serve --port 9000 --kv ./runs.db",
        "stdcurve serve --host 0.0.0.0 --no-launch",
      ),
    )
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

/** Parses `--auth`, by the same rules. */
function parseAuth(text: string): string {
  if (["", "changes", "all"].includes(text)) return text;
  throw new InvalidArgumentError("It must be changes or all.");
}

/** Checks `--max-import`, by the same rules. */
function parseImportSize(text: string): string {
  if (text === "" || parseSize(text) !== null) return text;
  throw new InvalidArgumentError("It must be a size in bytes, such as 500M or 2G.");
}

/** Checks one `--embed`, by the same rules. */
function addOrigin(text: string, earlier: string[]): string[] {
  try {
    return [...earlier, ...readOrigins(text)];
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    throw new InvalidArgumentError("It must be the origin of a page, such as https://wiki.example.org.");
  }
}

/** Checks `--max-live`, by the same rules. */
function parseLiveRuns(text: string): string {
  if (/^(?:[1-9]\d{0,5})?$/.test(text)) return text;
  throw new InvalidArgumentError("It must be a number from 1 to 999999.");
}

/** Resolves at Ctrl-C, at SIGTERM, when the terminal is closed, or when the npx that started this program is gone. */
export function waitForStop(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { signal } = listenForInterrupt();
  signal.addEventListener("abort", () => resolve());
  watchNpx(resolve).catch(() => {}); // without it, signals still stop the server
  return promise;
}

/**
 * Real paths of the directories in which commands may run.
 *
 * @throws {UsageError} for one that isn't there, and for one whose path would be read as two
 */
async function findDirectories(paths: readonly string[]): Promise<string[]> {
  return await Promise.all(paths.map(async (path) => {
    const isDirectory = await Deno.stat(path).then((stat) => stat.isDirectory, () => false);
    if (!isDirectory) throw new UsageError(`--launch-dir ${path} is not a directory`);
    const real = await Deno.realPath(path);
    if (!real.includes(delimiter)) return real;
    throw new UsageError(`--launch-dir ${path} has ${delimiter} in its path, which separates directories; rename it`);
  }));
}

async function serve(values: ServeValues): Promise<void> {
  const { host, port, kv, auth, launch, launchDir, maxImport, maxLive, embed } = values;
  const launchDirectories = await findDirectories(launchDir);
  const reached = isLoopbackAddress(host) ? readPublicUrl()?.host ?? null : host;
  if (auth === "changes" && reached !== null) {
    printError(`stdcurve: others can reach ${reached}, so reading needs the token too (--auth all)`);
  }
  const stopped = waitForStop();
  const served = await Promise.race([
    stopped.then(() => null),
    serveApp({
      location: kvLocation(kv),
      host,
      port: port ?? null,
      launch,
      launchDirectories,
      ...(auth ? { auth } : {}),
      ...(maxImport ? { maxImport } : {}),
      ...(maxLive ? { maxLive } : {}),
      ...(embed.length > 0 ? { embed } : {}),
    }),
  ]);
  if (served === null) {
    printError("stdcurve: stopped before it served; running commands continue");
    Deno.exit(0);
  }
  console.log(`stdcurve: ${addToken(`${served.shown}/`, served.token)}`);
  await stopped;
  printError("stdcurve: stopping; running commands continue, and the next stdcurve serve follows them again");
  await served.stop();
  Deno.exit(0);
}
