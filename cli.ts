/**
 * The `stdcurve` command: finds the command that is meant, and says what went wrong in one line.
 *
 * @module
 */
import { extractCommand } from "./lib/commands/extract.ts";
import { exportCommand } from "./lib/commands/export.ts";
import { importCommand } from "./lib/commands/import.ts";
import { lsCommand } from "./lib/commands/ls.ts";
import { runCommand, splitCommand } from "./lib/commands/run.ts";
import { rereadCommand, rmCommand } from "./lib/commands/runs.ts";
import { serveCommand } from "./lib/commands/serve.ts";
import { describeError, describeProgram, USAGE, UsageError, VERSION } from "./lib/commands/usage.ts";
import { printError } from "./lib/host/stderr.ts";

const COMMANDS: Record<string, (args: string[]) => Promise<number>> = {
  serve: serveCommand,
  run: runCommand,
  import: importCommand,
  extract: extractCommand,
  ls: lsCommand,
  export: exportCommand,
  reread: rereadCommand,
  rm: rmCommand,
};

/** True when help is asked of the command itself, not of the one it runs. */
function asksHelp(name: string, args: string[]): boolean {
  const own = name === "run"
    ? splitCommand(args).own
    : args.slice(0, args.includes("--") ? args.indexOf("--") : args.length);
  return own.includes("--help") || own.includes("-h");
}

const HELP: ReadonlySet<string | undefined> = new Set(["help", "--help", "-h"]);

/** What is there instead of a command that isn't. */
function refuseCommand(name: string): UsageError {
  const all = Object.keys(COMMANDS).join(", ");
  return new UsageError(
    name.startsWith("-") ? `flags come behind the command: ${all}` : `there is no command ${name}; there are ${all}`,
  );
}

/** Help for a command, or for the program when none is asked about. */
function describeAsked(asked?: string): string {
  if (asked === undefined || HELP.has(asked)) return describeProgram();
  if (!Object.hasOwn(USAGE, asked)) throw refuseCommand(asked);
  return USAGE[asked]!;
}

async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || HELP.has(name)) {
    console.log(describeAsked(name && args[0]));
    return name === undefined ? 2 : 0;
  }
  if (name === "--version" || name === "-V") {
    console.log(VERSION);
    return 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw refuseCommand(name);
  if (asksHelp(name, args)) {
    console.log(USAGE[name]);
    return 0;
  }
  return await command(args);
}

if (import.meta.main) {
  try {
    Deno.exitCode = await main(Deno.args);
  } catch (error) {
    const { line, code } = describeError(error);
    printError(line);
    Deno.exitCode = code;
  }
}
