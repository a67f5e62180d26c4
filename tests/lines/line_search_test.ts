import assert from "node:assert/strict";
import { InvalidInput } from "../../lib/errors.ts";
import { createLineSearch } from "../../lib/lines/line_search.ts";

const LINES = ["Step 1: \u001b[31mloss\u001b[0m=2.5", "step 2: LOSS=NaN", "saved x.pt", ""];
const find = (query: string, isRegex = false) => LINES.map(createLineSearch(query, { isRegex }));

Deno.test("createLineSearch() finds a text in any case, and looks through colours", () => {
  assert.deepEqual(find("loss="), [true, true, false, false]);
  assert.deepEqual(find("."), [true, false, true, false]);
  assert.deepEqual(find("[31m"), [false, false, false, false]);
});

Deno.test("createLineSearch() finds an expression in any case", () => {
  assert.deepEqual(find("loss=(\\d|nan)", true), [true, true, false, false]);
  assert.deepEqual(find("pt$", true), [false, false, true, false]);
});

Deno.test("createLineSearch() refuses an expression that does not compile, and says where", () => {
  assert.throws(() => find("loss=[0-9", true), (error) => {
    assert.ok(error instanceof InvalidInput);
    assert.match(error.message, /does not compile at character 6: missing closing \]/);
    return true;
  });
});

Deno.test("createLineSearch() refuses an empty and a long query", () => {
  assert.throws(() => find(""), InvalidInput);
  assert.throws(() => find("x".repeat(501)), InvalidInput);
});

Deno.test("createLineSearch() takes linear time", () => {
  const search = createLineSearch("(a+)+$", { isRegex: true });
  assert.equal(search("a".repeat(16_000) + "b"), false);
});

Deno.test("a search passes over NULs, as the terminal does", () => {
  const text = `${"\0".repeat(20_000)}los\0s=1`;
  assert.equal(createLineSearch("loss=1", { isRegex: false })(text), true);
  assert.equal(createLineSearch("^loss", { isRegex: true })(text), true);
});
