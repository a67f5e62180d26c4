import assert from "node:assert/strict";
import { ERROR_KINDS } from "../../lib/runs/error_kinds.ts";
import { findLastError } from "../../lib/runs/last_error.ts";

for (const { name, lines, finds: [message, index], weight } of ERROR_KINDS) {
  Deno.test(`findLastError() finds ${name}`, () => {
    const healthy = ["Step 1: loss=0.5", "Step 2: loss=0.4"];
    assert.deepEqual(findLastError([...healthy, ...lines]), { index: index + 2, message, weight });
  });
}

Deno.test("findLastError() would miss each kind's error without its record", () => {
  for (const kind of ERROR_KINDS) {
    const found = kind.lines.map((_, at) => kind.find(kind.lines, at)).filter((each) => each !== null);
    assert.equal(found.at(-1)?.message, kind.finds[0], kind.name);
  }
});
