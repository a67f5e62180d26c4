/**
 * Runs all tests as two processes side by side, because most of them wait: for children, pages and leases. The first one's output is shown
 * as it comes and the second one's behind it; the last line counts both. With arguments it runs one `deno test` with these.
 *
 * Tests that need the built files as they are stand in one group with those that build them again.
 *
 * @module
 */

/** What the first process runs; the second runs the rest. Both take about as long. */
const FIRST = ["e2e", "runs", "store", "examples_test.ts", "main_test.ts", "deploy_test.ts", "torture_test.ts"]
  .map((name) => `tests/${name}`);

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

/** Counts of the summary with which an output of `deno test` ends; null when there is none. Colours are passed over. */
export function readSummary(output: string): TestCounts | null {
  // deno-lint-ignore no-control-regex
  const lines = output.replace(/\x1b\[[\d;]*m/g, "").split("\n").reverse();
  for (const line of lines) {
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

async function runAll(): Promise<boolean> {
  const start = performance.now();
  const first = runTests(FIRST, true);
  const second = runTests([`--ignore=${FIRST.join(",")}`], false);
  const ended = [await first, await second];
  console.log(`\n${ended[1]!.output}`);
  const counts = ended.map(({ output }) => readSummary(output) ?? CUT_OFF);
  console.log(writeSummary(counts, performance.now() - start));
  return ended.every(({ isSuccess }) => isSuccess);
}

if (import.meta.main) {
  const isSuccess = Deno.args.length ? (await runTests(Deno.args, true)).isSuccess : await runAll();
  Deno.exit(isSuccess ? 0 : 1);
}
