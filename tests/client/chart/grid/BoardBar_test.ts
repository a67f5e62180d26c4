import assert from "node:assert/strict";
import { describeFound } from "../../../../lib/client/chart/grid/BoardBar.tsx";

Deno.test("describeFound() counts what was found, and says where an expression is wrong", () => {
  const found = (text: string, count: number, fault: { error: string; at: number } | null = null) =>
    describeFound({ text, isRegex: fault !== null }, { fault, count, all: 9 });
  assert.equal(found("", 9), "9 charts");
  assert.equal(found("loss", 2), "2 of 9 charts");
  assert.equal(found("zorp", 0), "No metric has this name");
  assert.equal(found("a(", 9, { error: "this bracket isn’t closed", at: 1 }), "Character 2: this bracket isn’t closed");
});
