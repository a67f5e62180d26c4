/**
 * `stdcurve completions`: prints the script with which a shell completes the words of `stdcurve`, made of the commands as they are declared.
 *
 * @module
 */
import { Argument, Command, Option } from "commander";
import { writeBashCompletion } from "./complete_bash.ts";
import { writeFishCompletion } from "./complete_fish.ts";
import { writeZshCompletion } from "./complete_zsh.ts";
import { describeCommands } from "./completion_words.ts";
import { openKept } from "./find.ts";
import { describeExamples, kvOption, type KvValue } from "./options.ts";
import { openOutput } from "./output.ts";
import { UsageError } from "./usage.ts";

const WRITERS = { bash: writeBashCompletion, zsh: writeZshCompletion, fish: writeFishCompletion } as const;

/** Names and ids that are offered: the newest. */
const LISTED_MAX = 50;
/** A shell expands what a completion offers, and anybody may have written a name: only these characters are offered. */
const SAFE_NAME = /^[\p{L}\p{N}_.,:@%+/][\p{L}\p{N}_.,:@%+/-]*$/u;

interface CompletionValues extends KvValue {
  list?: "runs" | "experiments";
}

/** Declares the command. `declareAll` declares the whole program. */
export const declareCompletions = (declareAll: () => Promise<Command>): Command =>
  new Command("completions")
    .summary("print completions for bash, zsh or fish")
    .description("Prints the script with which a shell completes commands, options, experiments and the ids of runs.")
    .usage("[options] bash|zsh|fish")
    .addArgument(new Argument("[SHELL]", "the shell").choices(Object.keys(WRITERS)))
    .addOption(
      new Option("--list <WHAT>", "print the names that the script offers; it calls this itself")
        .choices(["runs", "experiments"]),
    )
    .addOption(kvOption())
    .addHelpText(
      "after",
      describeExamples(
        "source <(stdcurve completions bash)                                  # in ~/.bashrc; zsh: in ~/.zshrc, after compinit",
        "stdcurve completions fish > ~/.config/fish/completions/stdcurve.fish",
      ),
    )
    .action((shell: keyof typeof WRITERS | undefined, values: CompletionValues) =>
      printCompletions(shell, values, declareAll)
    );

async function printCompletions(
  shell: keyof typeof WRITERS | undefined,
  { list, kv }: CompletionValues,
  declareAll: () => Promise<Command>,
): Promise<void> {
  const output = openOutput();
  if (list) return await output.print((await listNames(list, kv)).map((name) => `${name}\n`).join(""));
  if (!shell) throw new UsageError(`name the shell: stdcurve completions ${Object.keys(WRITERS).join("|")}`);
  await output.print(WRITERS[shell](describeCommands(await declareAll())));
}

/** Names of experiments, or the ends of the ids of runs, the newest first. */
async function listNames(list: "runs" | "experiments", kv: string | undefined): Promise<string[]> {
  using store = await openKept(kv, { mayBeMissing: true });
  const { items } = await store.experiments.list({ limit: LISTED_MAX });
  if (list === "experiments") return items.map(({ name }) => name).filter((name) => SAFE_NAME.test(name));
  const ids: string[] = [];
  for (const { id } of items) {
    if (ids.length >= LISTED_MAX) break;
    const page = await store.runs.list(id, { limit: LISTED_MAX - ids.length });
    ids.push(...page.items.map((run) => run.id.slice(-8)));
  }
  return ids;
}
