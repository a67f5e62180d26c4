import { effect } from "@preact/signals";
import assert from "node:assert/strict";
import { moveSharedCursor, type SharedCursor, sharedCursor } from "../../../lib/client/chart/shared_cursor.ts";

Deno.test("moveSharedCursor() is followed by nothing when the cursor stays at its point", () => {
  const at = { x: 3, runId: "a", metric: "loss", from: "large" }, seen: (SharedCursor | null)[] = [];
  const stop = effect(() => void seen.push(sharedCursor.value));
  try {
    assert.equal(moveSharedCursor({ ...at }), true);
    assert.equal(moveSharedCursor({ ...at }), false);
    for (const other of [{ x: 4 }, { runId: "b" }, { metric: "accuracy" }, { from: "terminal" }, { line: 7 }]) {
      assert.equal(moveSharedCursor({ ...at, ...other }), true, JSON.stringify(other));
    }
    assert.equal(moveSharedCursor(null), true);
    assert.equal(moveSharedCursor(null), false);
    assert.equal(seen.length, 1 + 1 + 5 + 1);
  } finally {
    stop();
    sharedCursor.value = null;
  }
});
