import assert from "node:assert/strict";
import { quoteField } from "../../lib/text/csv_field.ts";

Deno.test("quoteField() quotes what would end a cell, and doubles quotes", () => {
  assert.deepEqual(["a b", "a,b", 'a"b', "a\nb"].map(quoteField), ["a b", '"a,b"', '"a""b"', '"a\nb"']);
});

Deno.test("quoteField() puts ' before what a spreadsheet would run", () => {
  for (const text of ["=1", "+1", "-1", "@a", "\ta", "\ra"]) {
    assert.ok(quoteField(text).replace(/^"/, "").startsWith(`'${text[0]}`), text);
  }
});
