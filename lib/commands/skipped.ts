/**
 * What an import skips, and what it says of it at its end: one line for each reason.
 *
 * @module
 */
import { formatCount } from "../text/count.ts";
import { showHidden } from "../text/visible.ts";

/** Names of what is skipped, by the reason. */
export interface Skipped {
  /** Logs that were imported before. */
  before: string[];
  empty: string[];
  /** Files of directories whose names are not those of logs. */
  others: string[];
}

const NAMES_MAX = 3;

/** The count with the first names: "4 logs (a.log, b.log, c.log, …)". */
function countNames(names: readonly string[], what: string): string {
  const shown = names.slice(0, NAMES_MAX).map((name) => showHidden(name));
  return `${formatCount(names.length, what)} (${shown.join(", ")}${names.length > NAMES_MAX ? ", …" : ""})`;
}

/**
 * The lines.
 *
 * @example
 * ```ts
 * import { describeSkipped } from "./skipped.ts";
 * describeSkipped({ before: [], empty: ["a.log"], others: [] }); // ["skipped 1 empty log (a.log)"]
 * ```
 */
export function describeSkipped({ before, empty, others }: Skipped): string[] {
  const lines: string[] = [];
  if (before.length > 0) {
    lines.push(`skipped ${countNames(before, "log")}: imported before; --again imports them once more`);
  }
  if (empty.length > 0) lines.push(`skipped ${countNames(empty, "empty log")}`);
  if (others.length > 0) {
    lines.push(`skipped ${countNames(others, "file")}: a log's name ends with .log, .out, .err or .txt`);
  }
  return lines;
}
