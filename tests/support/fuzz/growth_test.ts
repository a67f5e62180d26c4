import assert from "node:assert/strict";
import { findGrowth, GROWN_LINES, GROWN_LOGS } from "./growth.ts";

const FIELDS = 300, LINES = 200;

for (const [what, make] of Object.entries(GROWN_LINES)) {
  Deno.test(`createPointReader() reads ${what} in linear time`, () => assert.equal(findGrowth(make, FIELDS), null));
}

for (const [what, make] of Object.entries(GROWN_LOGS)) {
  Deno.test(`createPointReader() reads a log with ${what} in linear time`, () =>
    assert.equal(findGrowth(make, LINES), null));
}
