/**
 * Runs all tests as two processes side by side, because most of them wait: for children, pages and leases. The first one's output is shown
 * as it comes and the second one's behind it. Errors stand once more above the last line, which counts both. With arguments it runs one
 * `deno test` with these.
 *
 * Tests that need the built files as they are stand in one group with those that build them again.
 *
 * When nothing but files of browser tests failed, at most {@link MOST_AGAIN} of them, these run once more, alone: a browser beside a
 * thousand other tests waits for seconds where it needs milliseconds. The last lines name them. A fault fails twice.
 *
 * @module
 */

/** What the first process runs; the second runs the rest. Both take about as long. */
const FIRST = ["e2e", "examples_test.ts", "main_test.ts", "deploy_test.ts", "torture_test.ts"]
  .map((name) => `tests/${name}`);

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
const CUT_OFF: TestCounts = { passed: 0, steps: 0, failed: 1, ignored: 0 };
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

interface Ended {
  isSuccess: boolean;
  output: string;
}

/** Runs `deno test`. Its output is shown as it comes, or kept. Standard error is shown at once. */
async function runTests(args: string[], isShown: boolean): Promise<Ended> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["test", "-A", ...args],
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const shown = isShown ? Deno.stdout.writable.getWriter() : null;
  for await (const chunk of child.stdout) {
    chunks.push(chunk);
    await shown?.write(chunk);
  }
  shown?.releaseLock();
  const { success } = await child.status;
  return { isSuccess: success, output: await new Blob(chunks).text() };
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

/** Runs these files alone, and says so above and below. Resolves to their counts. */
async function runAgain(files: string[]): Promise<TestCounts> {
  console.log(`\nfailed beside other tests, run again alone: ${files.join(", ")}`);
  const { isSuccess, output } = await runTests(files, true);
  console.log(isSuccess ? `\npassed only when run again: ${files.join(", ")}` : "");
  const counts = readSummary(output) ?? CUT_OFF;
  return isSuccess ? counts : { ...counts, failed: Math.max(1, counts.failed) };
}

async function runAll(): Promise<boolean> {
  const start = performance.now();
  const first = runTests(FIRST, true);
  const second = runTests([`--ignore=${FIRST.join(",")}`], false);
  const ended = [await first, await second];
  console.log(`\n${ended[1]!.output}`);
  const outputs = ended.map(({ output }) => output);
  for (const errors of outputs.map(readErrors)) if (errors) console.log(`\n${errors}`);
  const counts = outputs.map((output) => readSummary(output) ?? CUT_OFF);
  const files = filesToRunAgain(outputs);
  // Browser tests are all in the first process.
  if (files.length) counts[0] = countAgain(counts[0]!, await runAgain(files));
  console.log(writeSummary(counts, performance.now() - start));
  const isWell = (one: Ended, index: number) => one.isSuccess || (files.length > 0 && index === 0);
  return ended.every(isWell) && counts.every(({ failed }) => failed === 0);
}

if (import.meta.main) {
  const isSuccess = Deno.args.length ? (await runTests(Deno.args, true)).isSuccess : await runAll();
  Deno.exit(isSuccess ? 0 : 1);
}
