import assert from "node:assert/strict";
import { describeFound } from "../../../../lib/client/chart/grid/BoardBar.tsx";

Deno.test("describeFound() counts what was found, and says what is wrong with an expression", () => {
  const found = (text: string, count: number, fault: string | null = null) =>
    describeFound({ text, isRegex: fault !== null }, { fault, count, all: 9 });
  assert.equal(found("", 9), "9 charts");
  assert.equal(found("loss", 2), "2 of 9 charts");
  assert.equal(found("zorp", 0), "No metric has this name");
  assert.equal(found("a(", 9, "the expression does not compile"), "the expression does not compile");
});
