import assert from "node:assert/strict";
import { explainLine, shapeOf } from "../../lib/points/explain.ts";
import { compilePattern } from "../../lib/points/taught/pattern.ts";
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

Deno.test("explainLine() names the rule of a total and of a rank, too", () => {
  const rules = explainLine("1: Step 3/10: Epoch 1/2 loss=0.5", []).map(({ text, rule }) => `${text}: ${rule}`);
  assert.deepEqual(rules, [
    "1: the rank in the prefix",
    "3: the step, by its name",
    "10: the step, by its name",
    "1: the epoch, by its name",
    "2: the epoch, by its name",
    "0.5: a value behind its name",
  ]);
});

Deno.test("explainLine() says what would chart a number", () => {
  assert.match(explain("zorp: 0.5")[0]!, /charted once it comes again/);
  assert.match(explain("step 3 loss 0.5 and 7 others")[2]!, /teach it/);
  assert.match(explain("lr=0.1 b=None c=True d=False e=None")[0]!, /a list of settings/);
});

Deno.test("explainLine() says that a number counts which no word calls a counter", () => {
  const lines = [1, 2, 3, 4, 5].map((at) => `i:${at} tl:4.${at}5`);
  assert.deepEqual(explain(...lines), ["1: the step", "4.15: tl = 4.15 at step 1"]);
  const bare = [10, 20, 30, 40, 50, 60].map((at) => `${at} 4.${at}5`);
  assert.deepEqual(explain(...bare), ["10: the step", "4.105: value = 4.105 at step 10"]);
});

Deno.test("explainLine() reads a line with escape codes, and one without numbers", () => {
  assert.deepEqual(explain("\x1b[32mStep 3\x1b[0m: loss=0.5"), ["3: the step", "0.5: loss = 0.5 at step 3"]);
  assert.deepEqual(explain("hello"), []);
});

Deno.test("explainLine() gives a point to the number under the metric's name, not to another of the same value", () => {
  const line = "step 1/60 | loss=2 | ppo_ep: 1 | level: 1.5";
  const numbers = explainLine(line, readLog([line, "step 2/60 | loss=1 | ppo_ep: 2 | level: 1.25"]).slice(0, 3));
  assert.deepEqual(numbers.map(({ text, taken }) => `${text}: ${taken}`).slice(0, 3), [
    "1: the step",
    "60: the number of steps",
    "2: loss = 2 at step 1",
  ]);
  assert.deepEqual(numbers.map(({ name, metric }) => [name, metric]).at(-1), ["level", "level"]);
});

Deno.test("explainLine() names the pattern that read a number, and leaves other numbers of the same value alone", () => {
  const pattern = { id: "", metric: "rating", pattern: "rated <<(?P<value>\\d+)>>" };
  const point = {
    metric: "rating",
    value: 3,
    step: 3,
    epoch: null,
    globalStep: null,
    line: 1,
    kind: "metric",
  } as const;
  const [step, rated] = explainLine("step 3: rated <<3>>", [point], { patterns: [compilePattern(pattern)] });
  assert.deepEqual([step!.taken, step!.metric], ["the step", ""]);
  assert.deepEqual([rated!.taken, rated!.rule], ["rating = 3 at step 3", "your pattern for rating"]);
});

Deno.test("explainLine() knows what the run says of a name, and that an older reader read it", () => {
  const unread = [{ name: "level", count: 9, line: 1, reason: "it has not changed yet" }];
  const why = (run: Parameters<typeof explainLine>[2]) =>
    explainLine("step 3: level=3 zorp=0.5", [], run).map((each) => each.why);
  assert.equal(why({ unread })[1], "it has not changed yet");
  assert.match(why({ isOlder: true })[2]!, /an older reader read this run/);
  assert.match(why({})[2]!, /not known yet/);
});

Deno.test("explainLine() says that a higher rank draws no curve", () => {
  assert.match(explain("[rank1]: step 3: loss=0.5")[1] ?? "", /./);
  const [, loss] = explainLine("[rank1]: step 3: loss=0.5", []).slice(-2);
  assert.match(loss!.why, /a higher rank printed it/);
});

Deno.test("explainLine() reads decimal commas, and each rank's piece of a line, with offsets in the line", () => {
  const comma = "Schritt 3: loss=0,52";
  assert.equal(explainLine(comma, readLog([comma])).at(-1)!.taken, "loss = 0.52 at step 3");
  const ranks = "<stdout:0> step 1: loss=0.5<stdout:1> step 1: loss=0.25";
  for (const { text, start, end } of explainLine(ranks, [])) assert.equal(ranks.slice(start, end), text);
});

Deno.test("explainLine() says where reading ends in a line that is too long", () => {
  const line = `step 1: loss=0.5 ${"x".repeat(5000)} late=7 later=8`;
  const last = explainLine(line, readLog([line])).at(-1)!;
  assert.deepEqual([last.text, last.taken], ["7 and all behind it", "not charted"]);
  assert.match(last.why, /only the first 4,096 characters/);
});

Deno.test("shapeOf() is the same for lines that differ in their numbers alone", () => {
  assert.equal(shapeOf("step 1 loss 0.5"), shapeOf("step 22 loss 0.25"));
  assert.notEqual(shapeOf("step 1 loss 0.5"), shapeOf("step 1 acc 0.5"));
});
