import assert from "node:assert/strict";
import { findPrefix } from "../../../../lib/points/words/prefix.ts";
import { PREFIX_PARTS } from "../../../../lib/points/words/prefix/prefix_parts.ts";

Deno.test("PREFIX_PARTS are each once in the table, and take the prefixes off their own lines", () => {
  assert.equal(new Set(PREFIX_PARTS.map(({ name }) => name)).size, PREFIX_PARTS.length);
  for (const { name, lines } of PREFIX_PARTS) {
    assert.ok(lines.length > 0, name);
    for (const [line, own] of lines) assert.equal(line.slice(findPrefix(line).end), own, name);
  }
});
