/**
 * Reads and writes commands as typed in a shell, with POSIX rules for words, quotes and backslashes. Runs no shell: variables, globs
 * and pipes stay plain text. Pure.
 *
 * @module
 */

/**
 * Splits a typed command into program and arguments; null when a quote isn't closed.
 *
 * @example
 * ```ts
 * import { splitCommand } from "./command_line.ts";
 * splitCommand(`python train.py --name "my run"`); // ["python", "train.py", "--name", "my run"]
 * ```
 */
export function splitCommand(text: string): string[] | null {
  const words: string[] = [];
  let word: string | null = null;
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (char === quote) {
      quote = "";
    } else if (quote === "'") {
      word += char;
    } else if (char === "\\" && at + 1 < text.length && escapes(text[at + 1]!, quote)) {
      word = (word ?? "") + text[++at];
    } else if (quote === "" && (char === "'" || char === '"')) {
      quote = char;
      word ??= "";
    } else if (quote === "" && /\s/.test(char)) {
      if (word !== null) words.push(word);
      word = null;
    } else {
      word = (word ?? "") + char;
    }
  }
  if (quote !== "") return null;
  if (word !== null) words.push(word);
  return words;
}

/** True when a backslash escapes this character: any one outside quotes, only these inside double quotes. */
function escapes(char: string, quote: string): boolean {
  return quote === "" || char === '"' || char === "\\" || char === "$" || char === "`";
}

/**
 * Writes a command so that a shell reads the same words, with quotes where needed.
 *
 * @example
 * ```ts
 * import { quoteCommand } from "./command_line.ts";
 * quoteCommand(["echo", "it's two"]); // "echo 'it'\\''s two'"
 * ```
 */
export function quoteCommand(command: readonly string[]): string {
  return command.map((word) => /^(?!=)[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`).join(
    " ",
  );
}

/**
 * The command that starts a training as a run of an experiment, to be copied into a shell.
 *
 * @example
 * ```ts
 * import { quoteRunIn } from "./command_line.ts";
 * quoteRunIn("my $(ls)"); // "stdcurve run -e 'my $(ls)' -- python train.py"
 * ```
 */
export function quoteRunIn(experiment: string): string {
  const option = experiment.startsWith("-") ? [`--experiment=${experiment}`] : ["-e", experiment];
  return quoteCommand(["stdcurve", "run", ...option, "--", "python", "train.py"]);
}

/**
 * Shortens a command for display: the program without its directory, and paths below the run's directory relative to it. The result
 * may not run.
 *
 * @example
 * ```ts
 * import { shortenCommand } from "./command_line.ts";
 * shortenCommand(["/usr/bin/python3", "/home/ada/lm/train.py", "--lr=1"], "/home/ada/lm"); // ["python3", "train.py", "--lr=1"]
 * ```
 */
export function shortenCommand(command: readonly string[], cwd: string): string[] {
  const base = cwd.replace(/\/*$/, "/");
  return command.map((word, at) => {
    if (at === 0) return /^\/.*[^/]$/.test(word) ? word.slice(word.lastIndexOf("/") + 1) : word;
    const from = /^-[\w-]*=\//.test(word) ? word.indexOf("=") + 1 : 0;
    const isBelow = base !== "/" && word.startsWith(base, from) && word.length > from + base.length;
    return isBelow ? word.slice(0, from) + word.slice(from + base.length) : word;
  });
}
