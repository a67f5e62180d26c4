/**
 * Usage errors, and how every error of the program looks to its user: one line on stderr and an exit code.
 *
 * @module
 */
import { stripVTControlCharacters } from "node:util";
import type { Command, CommanderError } from "commander";
import { InvalidInput } from "../errors.ts";

/** The user typed something that the program cannot use. Exit code 2. */
export class UsageError extends Error {
  override name = "UsageError";
}

const longNames = (command: Command): string => command.options.map(({ long, short }) => long ?? short).join(", ");

/** What the user can type instead; empty when the error says so itself. */
function suggestUsage(code: string, command: Command): string {
  const name = command.parent ? `stdcurve ${command.name()}` : "stdcurve";
  switch (code) {
    case "commander.unknownCommand":
      return `the commands are ${command.commands.map((each) => each.name()).join(", ")}`;
    case "commander.unknownOption":
      return command.parent
        ? `the options of ${name} are ${longNames(command)}`
        : "options follow the command: stdcurve COMMAND [options]";
    case "commander.missingArgument":
      return `usage: ${name} ${command.usage()}`;
    case "commander.invalidArgument":
      return ""; // the message already lists what is allowed
    default:
      return `${name} --help explains the options`;
  }
}

/** Rewrites an error of the parser as one line that says what is wrong and what to do. */
export function describeParseError({ code, message }: CommanderError, command: Command): string {
  const wrong = message.replace(/^error: /, "")
    .replace(/\s*\n\s*\(Did you mean/, " (did you mean")
    .replaceAll(/\s*\n\s*/g, " ")
    .replace(/\.$/, "");
  return [wrong, suggestUsage(code, command)].filter((part) => part !== "").join("; ");
}

/** Input that was typed correctly, but the thing it names is missing or unusable. Exit code 1. */
const UNUSABLE_FIELDS: ReadonlySet<string> = new Set(["kv", "file", "cwd"]);

/** The line on stderr and the exit code for an error: 2 for a usage error, 1 for any other. */
export function describeError(error: unknown): { line: string; code: number } {
  const text = error instanceof Error ? error.message : String(error);
  const line = `stdcurve: ${stripVTControlCharacters(text).replaceAll("\n", " ")}`;
  const isUsage = error instanceof UsageError || (error instanceof InvalidInput && !UNUSABLE_FIELDS.has(error.field));
  return { line, code: isUsage ? 2 : 1 };
}
