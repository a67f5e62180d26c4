import assert from "node:assert/strict";
import { groupText, makeForm } from "../../../lib/points/scan/steps.ts";

Deno.test("makeForm() finds the first place where all steps follow one another", () => {
  const form = makeForm([String.raw`(?<n>\d+) `, "of ", String.raw`(?<total>\d+)(?: (?<unit>it))?`]);
  const found = form.find("3 4 of 5 it");
  assert.deepEqual([found?.from, found?.to], [2, 11]);
  assert.deepEqual({ ...found?.offsets }, { n: [2, 3], total: [7, 8], unit: [9, 11] });
  assert.equal(form.find("3 4 of"), null);
});

Deno.test("makeForm() gives undefined for a group that didn't match, and starts no later than it may", () => {
  const form = makeForm(["(?<mark>#)?", String.raw`(?<n>\d)`], { startMax: 2 });
  assert.deepEqual({ ...form.find("ab1")?.offsets }, { mark: undefined, n: [2, 3] });
  assert.equal(form.find("abc1"), null);
});

Deno.test("makeForm() gives its flags to every step", () => {
  assert.deepEqual(makeForm([String.raw`^\p{L}`, String.raw`\p{L}$`], { flags: "u" }).find("éà"), {
    from: 0,
    to: 2,
    offsets: {},
  });
});

Deno.test("groupText() gives a group's text, and undefined for one that didn't match", () => {
  assert.equal(groupText("at 10", [3, 5]), "10");
  assert.equal(groupText("at 10", undefined), undefined);
});

Deno.test("makeForm() goes on behind a character of two halves", () => {
  assert.equal(makeForm(["^", "a"], { flags: "u" }).find("🙂a"), null);
  assert.equal(makeForm(["b?", "a"], { flags: "u" }).find("🙂a")?.from, 2);
});
