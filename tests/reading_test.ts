import assert from "node:assert/strict";
import { READING, writeReading } from "./support/write_reading.ts";

Deno.test("docs/reading.md shows the rules of today", async () => {
  const text = (await Deno.readTextFile(READING)).replaceAll("\r\n", "\n");
  const isCurrent = text.replace(/\s+/g, " ") === writeReading(text).replace(/\s+/g, " ");
  assert.ok(isCurrent, "the rules are newer than the document: deno run -A tests/support/write_reading.ts");
});
