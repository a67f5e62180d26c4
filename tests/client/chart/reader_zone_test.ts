import assert from "node:assert/strict";
import { zoneOf } from "../../../lib/client/chart/reader_zone.ts";

Deno.test("zoneOf() is the reader's zone on a clock axis alone", () => {
  const at = Date.UTC(2026, 6, 1);
  assert.equal(zoneOf("time", at), -new Date(at).getTimezoneOffset());
  assert.equal(zoneOf("elapsed", at), 0);
  assert.equal(zoneOf("step"), 0);
});
