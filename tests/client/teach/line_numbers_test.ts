import assert from "node:assert/strict";
import fc from "fast-check";
import { RE2JS } from "re2js";
import { isSameNumber, listNumbers, proposeNamed, proposePattern } from "../../../lib/client/teach/line_numbers.ts";

/** What the pattern that is proposed for the last number of a line reads in another line. */
function readBy(line: string, other: string) {
  const { metric, pattern } = proposePattern(line, listNumbers(line).at(-1)!);
  const matcher = RE2JS.compile(pattern).matcher(other);
  if (!matcher.find()) return null;
  const step = pattern.includes("<step>") ? matcher.group("step") : null;
  return { metric, value: matcher.group("value"), step };
}

Deno.test("listNumbers() finds numbers but not the digits of words", () => {
  const texts = listNumbers("v2 step=10, lr: 1e-05 (-3.5) gpt2-x .5 nan").map((each) => each.text);
  assert.deepEqual(texts, ["10", "1e-05", "-3.5", ".5", "nan"]);
  assert.deepEqual(listNumbers("ckpt/99.pt 1.2.3 done in 5.").map((each) => each.text), ["5"]);
});

Deno.test("listNumbers() finds no number in a date or a time of day", () => {
  const texts = listNumbers("2026-01-28 12:00:57 loss: 0.5").map((each) => each.text);
  assert.deepEqual(texts, ["0.5"]);
});

Deno.test("listNumbers() finds numbers with units and thousands", () => {
  const found = listNumbers("time 30.1ms, 12,202 tok/s 1.2k 45% 0x1f 3rd2 4.2it/s 1,23");
  assert.deepEqual(found.map(({ value, unit }) => [value, unit]), [
    [30.1, "ms"],
    [12202, ""],
    [1.2, "k"],
    [45, "%"],
    [4.2, "it/s"],
    [1, ""],
    [23, ""],
  ]);
});

Deno.test("isSameNumber() accepts the value with and without the unit", () => {
  const [thousand, percent, nan] = listNumbers("1.2k 45% nan");
  assert.ok(isSameNumber(thousand!, 1200) && isSameNumber(thousand!, 1.2));
  assert.ok(isSameNumber(percent!, 0.45) && isSameNumber(percent!, 45));
  assert.ok(isSameNumber(nan!, NaN) && !isSameNumber(nan!, 0));
});

Deno.test('proposePattern() names a number in brackets by the word before them, and ignores words such as "of"', () => {
  assert.deepEqual(readBy("rated <<7.25>>", "rated <<8.5>>"), { metric: "rated", value: "8.5", step: null });
  assert.equal(readBy("3 of 4", "3 of 5")?.metric, "");
  assert.equal(readBy("speed: 12,202", "speed: 1,012,202.5")?.value, "1,012,202.5");
});

Deno.test("listNumbers() returns the position of each number", () => {
  const line = "loss 0.25";
  const [number] = listNumbers(line);
  assert.equal(line.slice(number!.start, number!.end), "0.25");
});

Deno.test("proposePattern() reads the name, value and step of a similar line", () => {
  assert.deepEqual(readBy("Step 3 | Perplexity = 17.2", "Step 40 | Perplexity = 9.75e1"), {
    metric: "perplexity",
    value: "9.75e1",
    step: "40",
  });
});

Deno.test("proposePattern() has no step group when the line names no step", () => {
  assert.deepEqual(readBy("val/bleu: 31.4", "val/bleu: 32"), {
    metric: "val/bleu",
    value: "32",
    step: null,
  });
});

Deno.test("proposePattern() uses the text before the number when that is no word", () => {
  assert.equal(readBy("12:03 => 4.5", "18:59 => 7.25")?.value, "7.25");
});

Deno.test("proposePattern() matches the line that it was made from, for any line", () => {
  const words = fc.constantFrom(
    "loss",
    "step",
    "a.b",
    "[x]",
    "(",
    "|",
    "=",
    ":",
    " ",
    "  ",
    "é",
    "$",
    "*",
  );
  const numbers = fc.oneof(fc.integer().map(String), fc.double({ noNaN: true }).map(String));
  fc.assert(fc.property(fc.array(fc.oneof(words, numbers), { maxLength: 12 }), (parts) => {
    const line = parts.join(" ");
    for (const number of listNumbers(line)) {
      const { pattern } = proposePattern(line, number);
      assert.ok(RE2JS.compile(pattern).matcher(line).find(), `${pattern} in ${line}`);
    }
  }));
});

/** What the pattern for a name, made from the last number of a line, reads in another line. */
function readNamed(name: string, line: string, other = line): string | null {
  const pattern = proposeNamed(line, listNumbers(line).at(-1)!, name);
  const matcher = RE2JS.compile(pattern).matcher(other);
  return matcher.find() ? matcher.group("value") : null;
}

Deno.test("proposeNamed() reads the number behind the reader's name, however it was printed", () => {
  assert.equal(readNamed("level", "step 3 | level=3", "nothing else: level=-7.5"), "-7.5");
  assert.equal(readNamed("level_set", "Level set: 3", "Level set: 4"), "4");
  assert.equal(readNamed("level", '{"step": 3, "level": 3', '{"step": 4, "level": 12}'), "12");
  assert.equal(readNamed("損失", "損失： 3", "損失： 0.5"), "0.5");
  assert.equal(readNamed("level", "sublevel=1 level=3", "sublevel=1"), null);
});

Deno.test("proposeNamed() takes what stands before a number whose name stands elsewhere", () => {
  assert.equal(readNamed("level", "at (3", "at (4"), "4");
});
