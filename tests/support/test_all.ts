/**
 * Runs all tests as two processes side by side, because most of them wait: for children, pages and leases. The first one's output is shown
 * as it comes and the second one's behind it. Errors stand once more above the last line, which counts both. With arguments it runs one
 * `deno test` with these.
 *
 * Tests that need the built files as they are stand in one group with those that build them again.
 *
 * When nothing but a few files of browser tests failed, these run once more, alone: a browser beside a thousand other tests waits for
 * seconds where it needs milliseconds. The last lines name them. A fault fails twice.
 *
 * @module
 */
import {
  countAgain,
  CUT_OFF,
  filesToRunAgain,
  readErrors,
  readSummary,
  type TestCounts,
  writeSummary,
} from "./test_output.ts";
import { type EndedTests, runTests } from "./test_process.ts";

/** What the first process runs; the second runs the rest. Both take about as long. */
const FIRST = ["e2e", "examples_test.ts", "main_test.ts", "deploy_test.ts", "torture_test.ts"]
  .map((name) => `tests/${name}`);

/** Bounds of a second run. */
const BOUNDS_AGAIN = { quietMs: 2.5 * 60_000, mostMs: 4 * 60_000 };

/** Runs these files alone, and says so above and below. Resolves to their counts. */
async function runAgain(files: string[]): Promise<TestCounts> {
  console.log(`\nfailed beside other tests, run again alone: ${files.join(", ")}`);
  const { isSuccess, output } = await runTests({ args: files, isShown: true, bounds: BOUNDS_AGAIN });
  console.log(isSuccess ? `\npassed only when run again: ${files.join(", ")}` : "");
  const counts = readSummary(output) ?? CUT_OFF;
  return isSuccess ? counts : { ...counts, failed: Math.max(1, counts.failed) };
}

async function runAll(): Promise<boolean> {
  const start = performance.now();
  const first = runTests({ args: FIRST, isShown: true });
  const second = runTests({ args: [`--ignore=${FIRST.join(",")}`], isShown: false });
  const ended = [await first, await second];
  console.log(`\n${ended[1]!.output}`);
  const outputs = ended.map(({ output }) => output);
  for (const errors of outputs.map(readErrors)) if (errors) console.log(`\n${errors}`);
  const counts = outputs.map((output) => readSummary(output) ?? CUT_OFF);
  const files = filesToRunAgain(outputs);
  // Browser tests are all in the first process.
  if (files.length) counts[0] = countAgain(counts[0]!, await runAgain(files));
  for (const sentence of ended.flatMap(({ killed }) => killed)) console.log(sentence);
  console.log(writeSummary(counts, performance.now() - start));
  const isWell = (one: EndedTests, index: number) => one.isSuccess || (files.length > 0 && index === 0);
  return ended.every(isWell) && counts.every(({ failed }) => failed === 0);
}

if (import.meta.main) {
  const isSuccess = Deno.args.length ? (await runTests({ args: Deno.args, isShown: true })).isSuccess : await runAll();
  Deno.exit(isSuccess ? 0 : 1);
}
