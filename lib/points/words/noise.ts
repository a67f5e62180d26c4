/**
 * Recognises lines that never print a metric: tracebacks, warnings, source code, dumps of a configuration.
 *
 * @module
 */
import { beginsWithGiven } from "./given_words.ts";
import { understandName } from "./name.ts";

/** Not a label before names and decimals: `return: mean=0.5`, `class road: IoU 0.4`. */
const UNLABELLED = String.raw`(?!\s*\w+(?: [\w-]+){0,2}\s*:\s+[\w@-]+ ?[=: ] ?[-+]?\d*\.\d)`;
/** Words at the start of a line of source code. A mark that ties a value to `return` makes it a name: `return: -0.5, loss: 0.4`. */
const CODE =
  /^\s*(?:import|from|def|return(?!\s*(?:[=:]|->))|for|if|elif|while|with|assert|except|raise|print)\b.*[:()]/;
const LABEL = new RegExp(`^${UNLABELLED}`);

/** Signs of lines that never print a metric. */
const SIGNS: readonly RegExp[] = [
  /Warning: |^Traceback|^\s*File "|^\s*at [\w.$<>]+\(|^[\w.]+(?:Error|Exception)\b/,
  /^\s*class\s+\w+\s*(?:\([^)]*\))?\s*:\s*$/,
  /^\s*(?!(?:torch\.)?tensor\([-+.\d])[a-z_][\w.]*\(.*\)$|^(?:srun|slurmstepd|sbatch|make|bash|sh): /,
  /^\s*\(?[\w.-]+\)?: (?!Array\()[A-Z]\w*\(|^\s*(?:[\w.]+\()?tensor\((?![-+.\dni])/,
  /https?:\/\/|^\s*\$ |python3? \S+\.py|(?:^|[^\d:\s]\s)\s*--\w[\w-]*[ =]/,
  /\d+ ?\/ ?\d+ Mi?B\b|^\+[-=+]+\+$|^\|.*(?:MiB|N\/A|Default)/,
  /\b(?:PASSED|FAILED|SKIPPED|XFAIL|XPASS|ERROR) +\[ *\d{1,3}%\]|^\[ *\d{1,3}%\] [A-Z]/,
];

/** A setting or a library in a list, with dots up to its value: `adam_beta1 ........ 0.9`. */
const DOTTED = /^\s*([\w ().-]+?) \.{5,}(?!\.) ?(?![\w-]+ ?[:=] ?[-+.\d])(\S+)/;

/** True for such a line, unless it gives a known metric's decimal. A learning rate is a setting there. */
function isListed(text: string): boolean {
  const [, name, value] = text.indexOf(".....") < 0 ? [] : DOTTED.exec(text) ?? [];
  if (name === undefined) return false;
  const { known, name: own } = understandName(name);
  return !known || own === "learning_rate" || !/^[-+]?\d*\.\d/.test(value!);
}

/** `Loss became nan at step 2! Aborting.`: the run stops. A value behind a mark, as in `loss=nan, stopping`, was measured. */
const STOPS =
  /^[^=:\d]*\b(?:became|becomes|turned|went|is|was|got|hit) (?:nan|inf)\b.*\b(?:abort|stop|exit|terminat|quit|halt)/i;

/** `step 3: non-finite loss (nan), skipping the update`: nothing was measured. */
const SKIPS =
  /\b(?:non-?finite|not finite|(?:nan|inf)s? (?:or|and|\/) (?:nan|inf)s?)\b.{0,80}\b(?:skip|ignor|discard|drop|reset)/i;

/** A call that logs a named value, as a wrapper prints it: `log_scalar("loss", 0.9, step=1)`. */
const LOGGING_CALL = /^\s*[a-z_][\w.]{0,60}\(\s*["'][^"']{1,60}["'],\s*[-+]?\d*\.\d[^()]{0,60}\)$/;

/** True for a line that never prints a metric. */
export function isNoiseLine(text: string): boolean {
  const isNoise = SIGNS.some((sign) => sign.test(text)) || beginsWithGiven(text) ||
    (CODE.test(text) && LABEL.test(text));
  return (isNoise && !LOGGING_CALL.test(text)) || isListed(text) || STOPS.test(text) || SKIPS.test(text);
}

/** Where a warning of Python's, or a traceback, begins behind other text: standard output and errors share a line. */
const GLUED =
  /(?:(?:\/[\w.@+~-]{1,80}){1,30}|(?<=\s)[\w.-]{1,80})\.py:\d+: \w{0,40}Warning: |(?<![\w.])Traceback \(most recent call /;

/** Offset of a message that another writer may have glued to a line: `iter 10 || loss: 5.4 || /lib/data.py:238: UserWarning: …`; -1 without one. */
export function gluedMessageAt(text: string): number {
  return text.indexOf("Warning: ") < 0 && text.indexOf("Traceback (") < 0 ? -1 : text.search(GLUED);
}
