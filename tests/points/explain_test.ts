import assert from "node:assert/strict";
import { explainLine, shapeOf } from "../../lib/points/explain.ts";
import { readLog } from "./read_log.ts";

/** What each number of a log's first line was taken for, and why it isn't charted. */
function explain(...lines: string[]): string[] {
  const points = readLog(lines).filter(({ line }) => line === 1);
  return explainLine(lines[0]!, points).map(({ text, taken, why }) => `${text}: ${taken}${why && `, ${why}`}`);
}

Deno.test("explainLine() says what each number was taken for", () => {
  assert.deepEqual(explain("Step 3/10: loss=0.5 took 12:30:01"), [
    "3: the step",
    "10: the number of steps",
    "0.5: loss = 0.5 at step 3",
    "12:30:01: not charted, it is a date, a time, a version or an address",
  ]);
});

Deno.test("explainLine() names the rule or the format that took a number", () => {
  const [step, loss] = explainLine("Step 3: loss=0.5", readLog(["Step 3: loss=0.5"]));
  assert.deepEqual([step!.rule, loss!.rule], ["the step, by its name", "a value behind its name"]);
  const bar = " 50%|## | 5/10 [00:01<00:01, 4.0it/s, loss=0.3]";
  const [percent, count] = explainLine(bar, readLog([bar]));
  assert.deepEqual([percent!.rule, count!.taken], ["format bar", "the batch within its epoch"]);
});

Deno.test("explainLine() says what would chart a number", () => {
  assert.match(explain("zorp: 0.5")[0]!, /charted once it comes again/);
  assert.match(explain("step 3 loss 0.5 and 7 others")[2]!, /teach it/);
  assert.match(explain("lr=0.1 b=None c=True d=False e=None")[0]!, /a list of settings/);
});

Deno.test("explainLine() reads a line with escape codes, and one without numbers", () => {
  assert.deepEqual(explain("\x1b[32mStep 3\x1b[0m: loss=0.5"), ["3: the step", "0.5: loss = 0.5 at step 3"]);
  assert.deepEqual(explain("hello"), []);
});

Deno.test("shapeOf() is the same for lines that differ in their numbers alone", () => {
  assert.equal(shapeOf("step 1 loss 0.5"), shapeOf("step 22 loss 0.25"));
  assert.notEqual(shapeOf("step 1 loss 0.5"), shapeOf("step 1 acc 0.5"));
});
