import assert from "node:assert/strict";
import { InvalidInput } from "../../../lib/errors.ts";
import { openStore } from "../../../lib/store/store.ts";
import { mergeTags } from "../../../lib/store/runs/tags.ts";
import { createEndedRun } from "../digits.ts";

Deno.test("mergeTags() adds behind, removes, and keeps each tag once", () => {
  assert.deepEqual(mergeTags(["a", "b"], { add: ["c", "a"], remove: ["b"] }), ["a", "c"]);
  assert.deepEqual(mergeTags(["a"], { add: ["b"], remove: ["b", "x"] }), ["a"]);
});

Deno.test("mergeTags() refuses more than 100 tags", () => {
  const many = Array.from({ length: 100 }, (_, at) => `t${at}`);
  assert.throws(() => mergeTags(many, { add: ["one more"], remove: [] }), InvalidInput);
  assert.equal(mergeTags(many, { add: ["one more"], remove: ["t0"] }).length, 100);
});

Deno.test("runs.changeTags() loses nothing when several change the tags at once", async () => {
  using store = await openStore(":memory:");
  const id = await createEndedRun(store);
  await Promise.all(["a", "b", "c", "d"].map((tag) => store.runs.changeTags(id, { add: [tag], remove: [] })));
  assert.deepEqual((await store.runs.get(id)).tags.toSorted(), ["a", "b", "c", "d"]);
  await assert.rejects(store.runs.changeTags(id, { add: ["\x1b[2J"], remove: [] }), InvalidInput);
});
