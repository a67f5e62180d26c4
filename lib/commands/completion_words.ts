/**
 * What a shell offers behind each word of `stdcurve`, from the commands as they are declared. So it is never out of date. Pure.
 *
 * @module
 */
import type { Argument, Command, Option } from "commander";

/** What a value may be. */
export type ValueKind =
  | { kind: "words"; words: readonly string[] }
  | { kind: "file" | "directory" | "experiment" | "run" | "command" | "other" };

/** An option. */
export interface OfferedOption {
  /** `--name` and `-n`; null where it has none. */
  long: string | null;
  short: string | null;
  description: string;
  /** Null for an option without a value. */
  value: ValueKind | null;
  valueName: string;
  isRepeatable: boolean;
}

/** An argument. */
export interface OfferedArgument {
  name: string;
  value: ValueKind;
  isVariadic: boolean;
}

/** A command. */
export interface OfferedCommand {
  name: string;
  summary: string;
  options: readonly OfferedOption[];
  arguments: readonly OfferedArgument[];
}

/** What a value is, by the name that the help has for it. */
const KINDS: readonly [RegExp, Exclude<ValueKind["kind"], "words">][] = [
  [/^(?:FILE|PATH\b.*)$/, "file"],
  [/^DIR$/, "directory"],
  [/^RUN_ID$/, "run"],
  [/^EXPERIMENT$/, "experiment"],
  [/^COMMAND$/, "command"],
];

function kindOf(name: string, choices: readonly string[] | undefined): ValueKind {
  if (choices && choices.length > 0) return { kind: "words", words: choices };
  return { kind: KINDS.find(([names]) => names.test(name))?.[1] ?? "other" };
}

/** The commands of a program, but its own options. */
export const describeCommands = (program: Command): OfferedCommand[] => program.commands.map(describeCommand);

function describeCommand(command: Command): OfferedCommand {
  return {
    name: command.name(),
    summary: command.summary(),
    options: command.options.filter(({ hidden }) => !hidden).map(describeOption),
    arguments: command.registeredArguments.map(describeArgument),
  };
}

function describeOption({ long, short, flags, description, argChoices, required, optional }: Option): OfferedOption {
  const valueName = /[<[]([^>\].]+)/.exec(flags)?.[1] ?? "";
  const named = long === "--experiment" ? "EXPERIMENT" : valueName;
  return {
    long: long ?? null,
    short: short ?? null,
    description,
    value: required || optional ? kindOf(named, argChoices) : null,
    valueName,
    isRepeatable: /may be repeated/.test(description),
  };
}

function describeArgument(argument: Argument): OfferedArgument {
  const name = argument.name();
  return { name, value: kindOf(name, argument.argChoices), isVariadic: argument.variadic };
}
