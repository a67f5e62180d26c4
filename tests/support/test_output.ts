/**
 * What `deno test` says in its output: counts, errors, failed files. Written for {@link ./test_all.ts}.
 *
 * @module
 */

/** More failed files than these are no accident. */
const MOST_AGAIN = 3;

/** How many tests a process of `deno test` counted, in its last line. */
export interface TestCounts {
  passed: number;
  steps: number;
  failed: number;
  ignored: number;
}

/** A process that ended without its last line, because it was killed: one failure. */
export const CUT_OFF: TestCounts = { passed: 0, steps: 0, failed: 1, ignored: 0 };
const SUMMARY = /^(?:ok|FAILED) \| (\d+) passed(?: \((\d+) steps?\))? \| (\d+) failed/;
/** In front of the errors with their stacks, and in front of their list. */
const ERRORS = " ERRORS ", FAILURES = " FAILURES ";

// deno-lint-ignore no-control-regex
const withoutColours = (output: string): string => output.replace(/\x1b\[[\d;]*m/g, "");

/** The errors with their stacks, as an output of `deno test` ends with them; "" when nothing failed. */
export function readErrors(output: string): string {
  const text = withoutColours(output);
  const from = text.lastIndexOf(`\n${ERRORS}\n`);
  return from < 0 ? "" : text.slice(from + 1).trimEnd();
}

/** Files of the failed tests, each once, as an output of `deno test` lists them at its end: `tests/e2e/table_test.ts`. */
export function readFailedFiles(output: string): string[] {
  const list = withoutColours(output).split(`\n${FAILURES}\n`).slice(1).at(-1) ?? "";
  const files = [...list.matchAll(/=> \.\/(\S+):\d+:\d+$/gm)].map((match) => match[1]!);
  return [...new Set(files)];
}

/** Counts of the summary with which an output of `deno test` ends; null when there is none. Colours are passed over. */
export function readSummary(output: string): TestCounts | null {
  for (const line of withoutColours(output).split("\n").reverse()) {
    const match = SUMMARY.exec(line);
    if (!match) continue;
    const ignored = Number(/\| (\d+) ignored/.exec(line)?.[1] ?? 0);
    return { passed: Number(match[1]), steps: Number(match[2] ?? 0), failed: Number(match[3]), ignored };
  }
  return null;
}

/** The line for both: as `deno test` writes it. `ms` is how long they took. */
export function writeSummary(counts: TestCounts[], ms: number): string {
  const sum = (name: keyof TestCounts) => counts.reduce((total, one) => total + one[name], 0);
  const seconds = Math.round(ms / 1000), took = `${Math.floor(seconds / 60)}m${seconds % 60}s`;
  const ignored = sum("ignored") ? ` | ${sum("ignored")} ignored` : "";
  const word = sum("failed") ? "FAILED" : "ok";
  return `${word} | ${sum("passed")} passed (${sum("steps")} steps) | ${sum("failed")} failed${ignored} (${took})`;
}

/** The files that deserve a second run: all that failed are browser tests, and few. Else none. */
export function filesToRunAgain(outputs: readonly string[]): string[] {
  const isCutOff = outputs.some((output) => readSummary(output) === null);
  const files = outputs.flatMap(readFailedFiles);
  const isForBrowser = files.every((file) => file.startsWith("tests/e2e/"));
  return !isCutOff && isForBrowser && files.length <= MOST_AGAIN ? files : [];
}

/** Counts of a process whose failed files ran again: what failed counts as the second time says. */
export function countAgain(first: TestCounts, again: TestCounts): TestCounts {
  return { ...first, passed: first.passed + first.failed - again.failed, failed: again.failed };
}
