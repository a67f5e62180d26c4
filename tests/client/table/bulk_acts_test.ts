import assert from "node:assert/strict";
import { describeBulk, readTags } from "../../../lib/client/table/bulk_acts.ts";

Deno.test("readTags() reads words to add and words to remove", () => {
  assert.deepEqual(readTags(" a, b -c  a - "), { add_tags: ["a", "b"], remove_tags: ["c"] });
  assert.deepEqual(readTags(""), { add_tags: [], remove_tags: [] });
});

Deno.test("describeBulk() says how many runs were changed, and why others were not", () => {
  assert.equal(describeBulk("tag", { done: ["a"], failed: [] }), "1 run tagged.");
  const failed = ["b", "c"].map((run_id) => ({ run_id, status: 409, detail: "it is live" }));
  assert.equal(describeBulk("delete", { done: ["a", "d"], failed }), "2 runs deleted. 2 runs not: it is live.");
});
