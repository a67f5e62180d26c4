/**
 * The `stdcurve` command: finds the command that is meant, and says what went wrong in one line.
 *
 * @module
 */
import { extractCommand } from "./lib/commands/extract.ts";
import { exportCommand } from "./lib/commands/export.ts";
import { importCommand } from "./lib/commands/import.ts";
import { lsCommand } from "./lib/commands/ls.ts";
import { runCommand } from "./lib/commands/run.ts";
import { rereadCommand, rmCommand } from "./lib/commands/runs.ts";
import { serveCommand } from "./lib/commands/serve.ts";
import { describeError, describeProgram, USAGE, UsageError, VERSION } from "./lib/commands/usage.ts";
import { tell } from "./lib/tell.ts";

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
  const own = name === "run" ? args.slice(0, 1) : args.slice(0, args.includes("--") ? args.indexOf("--") : args.length);
  return own.includes("--help") || own.includes("-h");
}

async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    const asked = name === undefined ? undefined : args[0];
    console.log(asked !== undefined && Object.hasOwn(USAGE, asked) ? USAGE[asked] : describeProgram());
    return name === undefined ? 2 : 0;
  }
  if (name === "--version" || name === "-V") {
    console.log(VERSION);
    return 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    const all = Object.keys(COMMANDS).join(", ");
    throw new UsageError(
      name.startsWith("-") ? `flags come behind the command: ${all}` : `there is no command ${name}; there are ${all}`,
    );
  }
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
    tell(line);
    Deno.exitCode = code;
  }
}
