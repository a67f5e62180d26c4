/**
 * What the program says of itself, and how its words are taken apart.
 *
 * @module
 */
import { parseArgs, type ParseArgsOptionsConfig } from "node:util";
import { InvalidInput } from "../errors.ts";

/** Version of the program. */
export const VERSION = "0.1.0";

/** Usage of each command, first line first. */
export const USAGE: Record<string, string> = {
  serve: `stdcurve serve [--host 127.0.0.1] [--port 8000] [--kv PATH|URL]

Serves the pages and the API on this machine. Without --port the next free port is taken when 8000 is in use.
Ctrl-C stops the server; commands that it started run on, and are taken up again when it starts next.`,
  run: `stdcurve run [-e EXPERIMENT] [-n NAME] [--cwd DIR] [--kv PATH|URL] [--] COMMAND [ARG…]

Runs a command, shows its output unchanged and keeps it with its curves. Needs no server. Ends with the command's exit code.`,
  import: `stdcurve import [-e EXPERIMENT] [-n NAME] [--kv PATH|URL] FILE|-

Makes a run of an existing log, or of stdin as it comes (-). Prints the run's id. Gzip and UTF-16 are read too.`,
  extract: `stdcurve extract [--json] [--pattern RE2]… FILE|-

Shows the points of a log and stores nothing. --json prints one object a line. A pattern has the named groups value and,
if wished, step, epoch, metric: --pattern 'zorp<(?P<value>[0-9.]+)>' or --pattern NAME=RE2.`,
  ls: `stdcurve ls [EXPERIMENT] [--json] [--kv PATH|URL]

Lists experiments and their runs, newest first.`,
  export: `stdcurve export RUN_ID [--format csv|json] [-o FILE] [--kv PATH|URL]

Writes every point of a run, as CSV unless --format says json. Of an id, the first or last 6 or more characters are enough.`,
  reread: `stdcurve reread RUN_ID…|--all [--kv PATH|URL]

Reads stored logs again with this version's reader and the experiment's patterns.`,
  rm: `stdcurve rm RUN_ID… [--kv PATH|URL]

Deletes runs with their logs and points. A run that is live has to be stopped first.`,
};

const about: Record<string, string> = {
  serve: "serve the pages and the API",
  run: "run a command and keep its curves",
  import: "make a run of an existing log, or of stdin",
  extract: "show the points of a log, store nothing",
  ls: "list experiments and runs",
  export: "write every point of a run",
  reread: "read stored logs again",
  rm: "delete runs",
};

/** Help for the whole program. */
export function describeProgram(): string {
  const commands = Object.entries(about).map(([name, what]) => `  ${name.padEnd(9)} ${what}`);
  return `stdcurve ${VERSION}: the output of any training program as live curves

  stdcurve run -- python train.py

${commands.join("\n")}

All take --kv PATH|URL (or STDCURVE_KV): a Deno KV file, or a KV Connect URL with DENO_KV_ACCESS_TOKEN.
stdcurve COMMAND --help tells more.`;
}

/** The caller's words can't be used; the program ends with code 2. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** Flags and words of a command. */
export interface Words {
  values: Record<string, string | boolean | (string | boolean)[] | undefined>;
  positionals: string[];
}

/** Takes a command's words apart. Throws UsageError for an unknown flag or a missing value. */
export function parseWords(command: string, args: string[], options: ParseArgsOptionsConfig): Words {
  try {
    const config = { args, options: { kv: { type: "string" }, ...options }, allowPositionals: true } as const;
    return parseArgs(config) as Words;
  } catch (error) {
    const why = (error instanceof Error ? error.message : String(error)).split(/\. |\n/)[0];
    throw new UsageError(`${why}; stdcurve ${command} --help tells what there is`);
  }
}

/** A flag's text, when it was given. */
export const textOf = (value: Words["values"][string]): string | undefined =>
  typeof value === "string" ? value : undefined;

/** Exactly one word. Throws UsageError. */
export function onlyWord(command: string, words: string[], what: string): string {
  if (words.length === 1) return words[0]!;
  throw new UsageError(
    words.length === 0
      ? `${what} is missing; usage: ${USAGE[command]!.split("\n")[0]}`
      : `${words.length} words where one ${what} is meant: ${words.join(" ")}; quote it if it has spaces`,
  );
}

/** The line on stderr and the exit code for an error. */
export function describeError(error: unknown): { line: string; code: number } {
  const text = error instanceof Error ? error.message : String(error);
  const line = `stdcurve: ${text.replaceAll("\n", " ")}`;
  return {
    line,
    code:
      error instanceof UsageError || (error instanceof InvalidInput && error.field !== "kv" && error.field !== "file")
        ? 2
        : 1,
  };
}
