/**
 * Recognises lines that never print a metric: tracebacks, warnings, source code, dumps of a configuration.
 *
 * @module
 */
/** Not a label before names and decimals: `return: mean=0.5`, `class road: IoU 0.4`. */
const UNLABELLED = String.raw`(?!\s*\w+(?: [\w-]+){0,2}\s*:\s+[\w@-]+ ?[=: ] ?[-+]?\d*\.\d)`;
const NOISE = new RegExp([
  String.raw`\b\w*Warning: `,
  String.raw`^Traceback|^\s*File "|^\s*at [\w.$<>]+\(|^[\w.]+(?:Error|Exception)\b`,
  String
    .raw`^${UNLABELLED}\s*(?:import|from|def|return|for|if|elif|while|with|assert|except|raise|print)\b.*[:()]`,
  String.raw`^\s*class\s+\w+\s*(?:\([^)]*\))?\s*:\s*$`,
  String.raw`^\s*[a-z_][\w.]*\(.*\)$|^(?:srun|slurmstepd|sbatch|make|bash|sh): `,
  String.raw`^\w*(?:Namespace|Config|Configuration|Args|Arguments|Parameters|HParams|Options)\s?\(`,
  String.raw`^\s*\(?[\w.-]+\)?: (?!Array\()[A-Z]\w*\(|^\s*(?:[\w.]+\()?tensor\(`,
  String.raw`https?:\/\/|^\s*\$ |python3? \S+\.py|(?:^|\s)--\w[\w-]*[ =]`,
  String.raw`\d+ ?\/ ?\d+ Mi?B\b|^\+[-=+]+\+$|^\|.*(?:MiB|N\/A|Default)`,
  String.raw`^\s*[\w ().-]+ \.{5,} ?\S`,
  String.raw`\b(?:PASSED|FAILED|SKIPPED|XFAIL|XPASS|ERROR) +\[ *\d{1,3}%\]|^\[ *\d{1,3}%\] [A-Z]`,
].join("|"));

/** A call that logs a named value, as a wrapper prints it: `log_scalar("loss", 0.9, step=1)`. */
const LOGGING_CALL = /^\s*[a-z_][\w.]{0,60}\(\s*["'][^"']{1,60}["'],\s*[-+]?\d*\.\d[^()]{0,60}\)$/;

/** True for a line that never prints a metric. */
export function isNoiseLine(text: string): boolean {
  return NOISE.test(text) && !LOGGING_CALL.test(text);
}
