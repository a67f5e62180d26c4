import assert from "node:assert/strict";
import { keepLast } from "../../../lib/points/scan/last_text.ts";

Deno.test("keepLast() looks at a text once, until it is asked for another one", () => {
  const asked: string[] = [];
  const find = keepLast((text) => asked.push(text));
  assert.deepEqual(["", "a", "a", "b", "a", "a"].map(find), [1, 2, 2, 3, 4, 4]);
  assert.deepEqual(asked, ["", "a", "b", "a"]);
});
