/**
 * What the program says of itself, and how its words are taken apart.
 *
 * @module
 */
import { parseArgs, type ParseArgsOptionsConfig } from "node:util";
import { InvalidInput } from "../errors.ts";
import { checkName } from "../store/experiments.ts";

/** Version of the program. */
export const VERSION = "0.1.0";

/** Usage of each command, first line first. */
export const USAGE: Record<string, string> = {
  serve: `stdcurve serve [--host 127.0.0.1] [--port 8000] [--kv PATH|URL]

Serves the pages and the API on this machine. Without --port the next free port is taken when 8000 is in use.
Ctrl-C stops the server; commands that it started run on, and are taken up again when it starts next.`,
  run: `stdcurve run [-e EXPERIMENT] [-n NAME] [--cwd DIR] [--kv PATH|URL] [--] COMMAND [ARG…]

Runs a command, shows its output unchanged and keeps it with its curves. Needs no server. Ends with the command's exit code.
Ctrl-C and other signals go to the command. An experiment is made when there is none of its name; without -e it is "default".`,
  import: `stdcurve import [-e EXPERIMENT] [-n NAME] [--kv PATH|URL] FILE|-

Makes a run of an existing log, or of stdin as it comes (-). Prints the run's id. Gzip and UTF-16 are read too. Of a file
that breaks off nothing is kept, of stdin what came.`,
  extract: `stdcurve extract [--json] [--pattern RE2]… FILE|-

Shows the points of a log and stores nothing. --json prints one object a line. A pattern has the named groups value and,
if wished, step, epoch, metric: --pattern 'zorp=zorp<(?P<value>[0-9.]+)>' charts it as zorp.`,
  ls: `stdcurve ls [EXPERIMENT] [--json] [--kv PATH|URL]

Lists experiments and their runs, newest first: where each run stands, its last loss, how long it took, how it ended.
--json prints all that is known as one document.`,
  export: `stdcurve export RUN_ID [--format csv|json] [-o FILE] [--kv PATH|URL]

Writes every point of a run to stdout or a file, as CSV unless --format says json. Of an id, the first or last 6 or more
characters are enough.`,
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
    const words = parseArgs(config) as Words;
    if (words.values.kv === "") throw new UsageError("--kv is empty; name a file or a URL");
    return words;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const why = (error instanceof Error ? error.message : String(error)).split(/\. |\n/)[0]!;
    throw new UsageError(`${why[0]!.toLowerCase()}${why.slice(1)}; stdcurve ${command} --help tells what there is`);
  }
}

/** A flag's text, when it was given. */
export const textOf = (value: Words["values"][string]): string | undefined =>
  typeof value === "string" ? value : undefined;

/** Name of the experiment that is meant. Throws InvalidInput for what can be none. */
export const experimentOf = ({ experiment }: Words["values"]): string =>
  checkName(textOf(experiment) ?? "default", "--experiment");

/** The run's name, when one was given. Throws InvalidInput for what can be none. */
export function nameOf({ name }: Words["values"]): string | undefined {
  const given = textOf(name);
  return given === undefined ? undefined : checkName(given, "--name");
}

/** Exactly one word. Throws UsageError. */
export function onlyWord(command: string, words: string[], what: string): string {
  if (words.length === 1 && words[0] !== "") return words[0]!;
  throw new UsageError(
    words.length < 2
      ? `${what} is missing; usage: ${USAGE[command]!.split("\n")[0]}`
      : `${words.length} words where one ${what} is meant: ${words.join(" ")}`,
  );
}

/** Input that is well said and turned out not to be there, or not to be what it should. */
const FOUND_WRONG = new Set(["kv", "file", "cwd"]);

/** The line on stderr and the exit code for an error. */
export function describeError(error: unknown): { line: string; code: number } {
  const text = error instanceof Error ? error.message : String(error);
  const line = `stdcurve: ${text.replaceAll("\n", " ")}`;
  const isUsage = error instanceof UsageError || (error instanceof InvalidInput && !FOUND_WRONG.has(error.field));
  return { line, code: isUsage ? 2 : 1 };
}
