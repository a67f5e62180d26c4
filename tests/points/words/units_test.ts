import assert from "node:assert/strict";
import { unitLength } from "../../../lib/points/words/units.ts";

for (
  const [text, length] of [
    [" s loss : ", 2],
    [" % ips", 2],
    [" img/s lr", 6],
    [" tokens/s=500", 0],
    [" tokens/s: ", 0],
    [" loss: ", 0],
    [" GB of data", 0],
    [" ms 20", 0],
  ] as const
) {
  Deno.test(`unitLength() is ${length} for "${text}"`, () => assert.equal(unitLength(text), length));
}
