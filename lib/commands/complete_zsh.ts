/**
 * Writes the completion of `stdcurve` for zsh. Pure.
 *
 * @module
 */
import type { OfferedArgument, OfferedCommand, OfferedOption, ValueKind } from "./completion_words.ts";

/** Text within single quotes of a specification, where `[`, `]` and `:` have a meaning. */
const escapeSpec = (text: string) => text.replaceAll(/[\\[\]:]/g, "\\$&").replaceAll("'", "'\\''");

/** What zsh does for a value. */
function actionFor(value: ValueKind): string {
  switch (value.kind) {
    case "words":
      return `(${value.words.join(" ")})`;
    case "file":
      return "_files";
    case "directory":
      return "_files -/";
    case "experiment":
      return "_stdcurve_experiments";
    case "run":
      return "_stdcurve_runs";
    case "command":
      return "_command_names -e";
    case "other":
      return " ";
  }
}

function writeOption({ long, short, description, value, valueName, isRepeatable }: OfferedOption): string {
  const names = [short, long].filter((name) => name !== null);
  const head = isRepeatable ? "*" : names.length > 1 ? `(${names.join(" ")})` : "";
  const spec = `[${escapeSpec(description)}]${value === null ? "" : `:${escapeSpec(valueName)}:${actionFor(value)}`}`;
  return names.length > 1 ? `'${head}'{${names.join(",")}}'${spec}'` : `'${head}${names[0]}${spec}'`;
}

/** The command that `run` starts ends the options; what follows it is its own. */
function writeArgument({ name, value, isVariadic }: OfferedArgument, index: number): string {
  if (value.kind === "command") return `'(-)${index + 1}:${name}:${actionFor(value)}' '*::ARG:_normal'`;
  return `'${isVariadic ? "*" : index + 1}:${escapeSpec(name)}:${actionFor(value)}'`;
}

function writeCommand({ name, options, arguments: args }: OfferedCommand): string {
  const shown = args.some(({ value }) => value.kind === "command") ? args.slice(0, 1) : args;
  const specs = [...options.map(writeOption), ...shown.map(writeArgument)];
  return `    ${name}) _arguments -s -S \\\n      ${specs.join(" \\\n      ")} ;;`;
}

/** The script: to be sourced, or a file called `_stdcurve` in a directory of `fpath`. */
export function writeZshCompletion(commands: readonly OfferedCommand[]): string {
  const described = commands.map(({ name, summary }) => `    '${name}:${escapeSpec(summary)}'`);
  return `#compdef stdcurve
# Completion of stdcurve for zsh. Made by: stdcurve completions zsh
_stdcurve_list() {
  local -a listed
  listed=(\${(f)"$(stdcurve completions --list $1 2>/dev/null)"})
  compadd -a listed
}
_stdcurve_experiments() { _stdcurve_list experiments }
_stdcurve_runs() { _stdcurve_list runs }
_stdcurve() {
  local -a commands
  commands=(
${described.join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${commands.map(writeCommand).join("\n")}
  esac
}
if [[ $funcstack[1] == _stdcurve ]]; then _stdcurve "$@"; else compdef _stdcurve stdcurve; fi
`;
}
