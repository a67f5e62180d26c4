/**
 * What all commands share: the option `--kv`, and the checks of option values that the parser does not make.
 *
 * @module
 */
import { type Command, Option } from "commander";
import { UsageError } from "./usage.ts";

/** Parsed value of `--kv`. */
export interface KvValue {
  kv?: string;
}

/** `--kv`: which database to use. */
export const kvOption = (): Option =>
  new Option(
    "--kv <PATH|URL>",
    "the database: a Deno KV file, or a KV Connect URL with DENO_KV_ACCESS_TOKEN set; " +
      "by default stdcurve.db in your data directory",
  ).env("STDCURVE_KV");

/** The list of examples at the end of a help text. */
export const describeExamples = (...examples: string[]): string =>
  `\nExamples:\n${examples.map((example) => `  ${example}`).join("\n")}`;

/** True when the user wrote the value into the same word as the option: `--name=-x`, `-n-x`. */
const isAttached = ({ long, short }: Option, value: string, words: readonly string[]): boolean =>
  words.includes(`${long}=${value}`) || (short !== undefined && words.includes(`${short}${value}`));

/**
 * Checks the parsed words of a command. An empty environment variable counts as unset.
 *
 * @throws {UsageError} for an empty argument or value, and for `--name --kv`, where the value of `--name` is missing
 */
export function checkValues(command: Command, words: readonly string[]): void {
  for (const [index, argument] of command.registeredArguments.entries()) {
    if (command.args[index] === "" && (argument.required || !argument.variadic)) {
      throw new UsageError(`${argument.name()} is empty; usage: stdcurve ${command.name()} ${command.usage()}`);
    }
  }
  for (const option of command.options) {
    const key = option.attributeName(), value: unknown = command.getOptionValue(key);
    const flag = option.long ?? option.flags;
    if (command.getOptionValueSource(key) === "env" && [value].flat().join("") === "") {
      command.setOptionValueWithSource(key, option.defaultValue, "default");
      continue;
    }
    if (command.getOptionValueSource(key) !== "cli") continue;
    for (const text of [value].flat()) {
      if (text === "") throw new UsageError(`${flag} is empty; give it a value, or leave ${flag} out`);
      if (typeof text !== "string" || !/^-./.test(text) || isAttached(option, text, words)) continue;
      throw new UsageError(`${flag} needs a value, and ${text} looks like an option; write ${flag}=${text} to mean it`);
    }
  }
}
