import assert from "node:assert/strict";
import { isDeletion } from "../../../lib/client/server/deleted_runs.ts";
import { ReadRefused } from "../../../lib/client/server/read.ts";

Deno.test("isDeletion() is true only for status 404", () => {
  assert.equal(isDeletion(new ReadRefused("/api", 404)), true);
  assert.equal(isDeletion(new ReadRefused("/api", 503)), false);
  assert.equal(isDeletion(new TypeError("Failed to fetch")), false);
});
