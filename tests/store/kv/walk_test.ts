import assert from "node:assert/strict";
import { listParts, selectFolder } from "../../../lib/store/kv/walk.ts";

Deno.test("listParts() gives each folder and each id once, in order, whatever follows them", async () => {
  using kv = await Deno.openKv(":memory:");
  for (
    const key of [
      ["a", "x", 1],
      ["a", "x", 2, "z"],
      ["a", "x", "t"],
      ["a", "x\0", 1],
      ["a", "xy"],
      ["a"],
      ["b"],
      ["a b", 9],
      ["a", 7],
    ]
  ) await kv.set(key, true);
  assert.deepEqual(await Array.fromAsync(listParts(kv, [])), ["a", "a b", "b"]);
  assert.deepEqual(await Array.fromAsync(listParts(kv, ["a"])), ["x", "x\0", "xy"]);
  assert.deepEqual(await Array.fromAsync(listParts(kv, ["c"])), []);
});

Deno.test("selectFolder() selects a folder's own key and all that begin with it, and no others", async () => {
  using kv = await Deno.openKv(":memory:");
  for (const key of [["a"], ["a", 1], ["a", "b"], ["ab"], ["a\0"], ["a b"], ["b"]]) await kv.set(key, true);
  assert.deepEqual((await Array.fromAsync(kv.list(selectFolder("a")))).map(({ key }) => key), [["a"], ["a", "b"], [
    "a",
    1,
  ]]);
});
