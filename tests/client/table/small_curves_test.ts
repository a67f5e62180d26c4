import assert from "node:assert/strict";
import { findUnknown } from "../../../lib/client/table/small_curves.ts";
import { rowOf } from "../../series/table/rows.ts";

Deno.test("findUnknown() asks once for a run that has ended, and again after a while for a live one", () => {
  const ended = rowOf({ id: "ended" }), live = rowOf({ id: "live", status: "running", ended_at: null });
  const find = (known: [string, { metric: string; at: number }][], now: number) =>
    findUnknown([ended, live], new Map(known), { metric: "loss", now });
  assert.deepEqual(find([], 0), ["ended", "live"]);
  const known: [string, { metric: string; at: number }][] = [["ended", { metric: "loss", at: 0 }], ["live", {
    metric: "loss",
    at: 0,
  }]];
  assert.deepEqual(find(known, 1_000), []);
  assert.deepEqual(find(known, 60_000), ["live"]);
  assert.deepEqual(find([["ended", { metric: "accuracy", at: 0 }], known[1]!], 0), ["ended"]);
});
