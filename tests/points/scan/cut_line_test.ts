import assert from "node:assert/strict";
import { JSON_LINE_READ_MAX_CHARS, LINE_READ_MAX_CHARS } from "../../../lib/limits.ts";
import { cutLine } from "../../../lib/points/scan/cut_line.ts";

Deno.test("cutLine() keeps the characters of a line that are read, and of JSON in ASCII more", () => {
  const long = "x".repeat(100_000), json = `{${long}`, foreign = `{"ж": 1, ${long}`;
  assert.equal(cutLine("loss=0.5"), "loss=0.5");
  assert.equal(cutLine(long).length, LINE_READ_MAX_CHARS);
  assert.equal(cutLine(json).length, JSON_LINE_READ_MAX_CHARS);
  assert.equal(cutLine(foreign).length, LINE_READ_MAX_CHARS);
  assert.equal(cutLine(`12:00:01 INFO {"x": ${long}`).length, JSON_LINE_READ_MAX_CHARS);
  assert.equal(cutLine(`the set {1, 2} ${long}`).length, LINE_READ_MAX_CHARS);
});
