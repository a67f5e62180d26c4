/**
 * Writes the completion of `stdcurve` for fish. Pure.
 *
 * @module
 */
import type { OfferedCommand, OfferedOption, ValueKind } from "./completion_words.ts";

const quote = (text: string) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;

/** Flags of `complete` for a value. */
function flagsFor(value: ValueKind): string {
  switch (value.kind) {
    case "words":
      return `-x -a ${quote(value.words.join(" "))}`;
    case "file":
      return "-r -F";
    case "directory":
      return "-x -a '(__fish_complete_directories)'";
    case "experiment":
      return "-x -a '(stdcurve completions --list experiments 2>/dev/null)'";
    case "run":
      return "-x -a '(stdcurve completions --list runs 2>/dev/null)'";
    case "command":
      return "-x -a '(__fish_complete_subcommand --fcs-skip=2)'";
    case "other":
      return "-x";
  }
}

function writeOption(condition: string, { long, short, description, value }: OfferedOption): string {
  const names = [long && `-l ${long.slice(2)}`, short && `-s ${short.slice(1)}`].filter(Boolean).join(" ");
  return `complete -c stdcurve -n ${condition} ${names}${value ? ` ${flagsFor(value)}` : ""} -d ${quote(description)}`;
}

function writeCommand({ name, summary, options, arguments: args }: OfferedCommand): string[] {
  const condition = quote(`__fish_seen_subcommand_from ${name}`), [first] = args;
  const offered = first && first.value.kind !== "other"
    ? [`complete -c stdcurve -n ${condition} ${flagsFor(first.value).replace(/^-[xr] /, "")}`]
    : [];
  return [
    `complete -c stdcurve -n __fish_use_subcommand -a ${name} -d ${quote(summary)}`,
    ...options.map((option) => writeOption(condition, option)),
    ...offered,
  ];
}

/** The script, to be sourced or to stand in the directory of completions. */
export function writeFishCompletion(commands: readonly OfferedCommand[]): string {
  return `# Completion of stdcurve for fish. Made by: stdcurve completions fish
complete -c stdcurve -f
complete -c stdcurve -n __fish_use_subcommand -l help -s h -d 'print this help'
complete -c stdcurve -n __fish_use_subcommand -l version -s V -d 'print the version'
${commands.flatMap(writeCommand).join("\n")}
`;
}
