/**
 * Writes the completion of `stdcurve` for bash. Pure.
 *
 * @module
 */
import type { OfferedCommand, OfferedOption, ValueKind } from "./completion_words.ts";

/** What bash runs for a value. Without a reply, bash itself offers files. */
function replyTo(value: ValueKind): string {
  switch (value.kind) {
    case "words":
      return `_stdcurve_offer "${value.words.join(" ")}"`;
    case "experiment":
      return "_stdcurve_ask experiments";
    case "run":
      return "_stdcurve_ask runs";
    case "directory":
      return 'COMPREPLY=($(compgen -d -- "$cur"))';
    case "command":
      return 'COMPREPLY=($(compgen -c -- "$cur"))';
    default:
      return ":";
  }
}

const namesOf = ({ long, short }: OfferedOption) => [short, long].filter((name) => name !== null);

/** What follows each option that has a value: a case for each. */
const writeValueCases = (commands: readonly OfferedCommand[]): string =>
  commands.flatMap(({ name, options }) =>
    options.filter(({ value }) => value !== null).map((option) =>
      `    ${namesOf(option).map((each) => `"${name} ${each}"`).join("|")}) ${replyTo(option.value!)}; return ;;`
    )
  ).join("\n");

/** The options and the first argument of each command: a case for each. */
const writeCommandCases = (commands: readonly OfferedCommand[]): string =>
  commands.map((command) => {
    const options = command.options.flatMap(namesOf).join(" "), [first] = command.arguments;
    const valued = command.options.filter(({ value }) => value !== null).flatMap(namesOf).join(" ");
    const argument = `_stdcurve_argument() { ${first ? replyTo(first.value) : ":"}; }`;
    return `    ${command.name}) options="${options}" valued=" ${valued} "; ${argument} ;;`;
  }).join("\n");

/** The script, to be sourced. */
export function writeBashCompletion(commands: readonly OfferedCommand[]): string {
  return `# Completion of stdcurve for bash. Made by: stdcurve completions bash
_stdcurve_offer() { COMPREPLY=($(compgen -W "$1" -- "$cur")); }
_stdcurve_ask() { _stdcurve_offer "$(stdcurve completions --list "$1" 2>/dev/null)"; }
_stdcurve() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]} options valued at word
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then _stdcurve_offer "${
    commands.map(({ name }) => name).join(" ")
  } --help --version"; return; fi
  if [[ $cur == "=" ]]; then cur=; elif [[ $prev == "=" ]]; then prev=\${COMP_WORDS[COMP_CWORD-2]}; fi
  case $command in
${writeCommandCases(commands)}
    *) return ;;
  esac
  # What follows the command that run starts is that command's own.
  if [[ $command == run ]]; then
    for ((at = 2; at < COMP_CWORD; at++)); do
      word=\${COMP_WORDS[at]}
      if [[ $valued == *" $word "* ]]; then ((at++)); elif [[ $word != -* && $word != "=" ]]; then return; fi
    done
  fi
  case "$command $prev" in
${writeValueCases(commands)}
  esac
  if [[ $cur == -* ]]; then _stdcurve_offer "$options"; else _stdcurve_argument; fi
}
complete -o default -F _stdcurve stdcurve
`;
}
