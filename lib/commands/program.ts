/**
 * The program as a whole: its commands, its help and its version. Each command declares its own options and help in its own file.
 *
 * @module
 */
import { Command, CommanderError } from "commander";
import { checkValues } from "./options.ts";
import { readIgnored } from "../process/ignored.ts";
import { declareRun } from "./run.ts";
import { listenForSuspend } from "./suspend.ts";
import { describeParseError, UsageError } from "./usage.ts";

const VERSION = "0.1.0";

/**
 * Loads a module of this directory when it is needed. Deno would read a module that an import names literally at the start already, with all
 * that it imports, and keep the text in memory: for `run`, 4 MB and a tenth of its start. Such a load needs the permission to read our own
 * files: commands that run with few permissions are named literally.
 */
const load = <T>(path: string): Promise<T> => import(new URL(path, import.meta.url).href);

/** The commands, in the order of the help. Each is loaded when it is needed. `run` is always loaded: a later import takes 17 ms. */
const COMMANDS: Record<string, () => Promise<Command>> = {
  serve: async () => (await load<typeof import("./serve.ts")>("./serve.ts")).declareServe(),
  run: () => Promise.resolve(declareRun()),
  import: async () => (await load<typeof import("./import.ts")>("./import.ts")).declareImport(),
  extract: async () => (await import("./extract.ts")).declareExtract(),
  ls: async () => (await import("./ls.ts")).declareLs(),
  export: async () => (await import("./export.ts")).declareExport(),
  reread: async () => (await load<typeof import("./reread.ts")>("./reread.ts")).declareReread(),
  attach: async () => (await load<typeof import("./attach.ts")>("./attach.ts")).declareAttach(),
  cancel: async () => (await load<typeof import("./cancel.ts")>("./cancel.ts")).declareCancel(),
  rm: async () => (await load<typeof import("./rm.ts")>("./rm.ts")).declareRm(),
  doctor: async () => (await load<typeof import("./doctor.ts")>("./doctor.ts")).declareDoctor(),
  trim: async () => (await load<typeof import("./trim.ts")>("./trim.ts")).declareTrim(),
  backup: async () => (await load<typeof import("./backup.ts")>("./backup.ts")).declareBackup(),
  token: async () => (await load<typeof import("./token.ts")>("./token.ts")).declareToken(),
  completions: async () =>
    (await load<typeof import("./completions.ts")>("./completions.ts")).declareCompletions(() =>
      declareProgram(Object.keys(COMMANDS), [])
    ),
};

const isCommand = (word: string): boolean => Object.hasOwn(COMMANDS, word);
const asksHelp = (word: string): boolean => ["help", "--help", "-h"].includes(word);
const asksVersion = (word: string): boolean => ["--version", "-V"].includes(word);

/** Prepares the program or a command: adds the help option, and makes the parser throw errors instead of exiting. */
function prepare(command: Command, words: readonly string[]): Command {
  // Commander's own help option also finds the `--help` of a command that `run` starts.
  return command.helpOption(false).helpCommand(false)
    .option("-h, --help", "print this help")
    .on("option:help", () => command.help())
    .hook("preAction", () => checkValues(command, words))
    .configureOutput({ writeOut: (text) => console.log(text.trimEnd()), writeErr: () => {} })
    .exitOverride((error) => {
      if (error.exitCode === 0) throw error;
      throw new UsageError(describeParseError(error, command), { cause: error });
    });
}

/** Declares the program with the named commands. */
async function declareProgram(names: readonly string[], words: readonly string[]): Promise<Command> {
  const program = new Command("stdcurve")
    .usage("COMMAND [options]")
    .description("Turns the output of any training program into live curves.")
    .version(VERSION, "-V, --version", "print the version")
    .enablePositionalOptions()
    .addHelpText(
      "after",
      "\nStart with:\n  stdcurve run -- python train.py\n\nstdcurve COMMAND --help explains a command and its options.",
    );
  prepare(program, words);
  const commands = await Promise.all(names.map((name) => COMMANDS[name]!()));
  for (const command of commands) program.addCommand(prepare(command, words));
  return program;
}

/** The words that the parser gets: `help run`, `--help run` and `-h run` become `run --help`. */
function rewriteHelp([first, second, ...rest]: readonly string[]): string[] {
  if (first === undefined) return ["--help"];
  if (!asksHelp(first)) return [first, ...(second === undefined ? [] : [second]), ...rest];
  return second === undefined || asksHelp(second) ? ["--help"] : isCommand(second) ? [second, "--help"] : [second];
}

/**
 * Runs the command that the user typed. Without any word, prints the help and sets exit code 2.
 *
 * @throws {UsageError} for words that no command accepts
 */
export async function runProgram(typed: readonly string[]): Promise<void> {
  readIgnored(); // for all that listen to signals later
  listenForSuspend();
  if (typed.length === 0) Deno.exitCode = 2;
  const words = rewriteHelp(typed), first = words[0]!;
  const names = isCommand(first) ? [first] : asksVersion(first) ? [] : Object.keys(COMMANDS);
  const program = await declareProgram(names, words);
  try {
    await program.parseAsync(words, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error; // printed help or version
  }
}
