import assert from "node:assert/strict";
import { enclosedKey, normKey } from "../../../lib/points/grammar/enclosed.ts";

for (
  const [head, isAdjacent, key] of [
    ["b (mf)", true, "mf"],
    ["b (mf)", false, ""],
    ["  trn, :tst,", false, "tst"],
    ["('epoch',", false, "epoch"],
    [", 'loss',", false, "loss"],
    ["OrderedDict([('loss',", false, "loss"],
    ["[('feature 1',", false, ""],
    ["loss,", false, ""],
    ["[Epoch] 3 [Train Loss]", false, "Train Loss"],
    [": MAE [eV]:", false, ""],
    [" 3 [eV]:", false, ""],
    ["[INFO]", false, ""],
    ["[val]", false, ""],
    ["loss[cat]", false, ""],
  ] as const
) {
  Deno.test(`enclosedKey() finds "${key}" at the end of ${head}${isAdjacent ? " before its number" : ""}`, () => {
    assert.equal(enclosedKey(head, isAdjacent), key);
  });
}

Deno.test("normKey() finds a norm of a term, a ratio of two and the kind of a norm; a cell between bars is none", () => {
  const norms = [
    "|V-WH|",
    "||V - WH||",
    "|f(x)|",
    "||A*x - b||",
    "||x_k - x_{k-1}||",
    "|r|/|b|",
    "||F(u)||_2",
    "|u'-f|^2",
  ];
  for (const norm of norms) assert.equal(normKey(`3  ${norm} ->`), norm);
  for (const cell of ["| V-WH |", "|drag  - lift|", "| a (b) |", "|drag: a-b|", "|a = b-c|", "x|a-b|"]) {
    assert.equal(normKey(`3 | ${cell}`).startsWith("|"), false, cell);
  }
});

Deno.test("normKey() finds the norm at the end of a text", () => {
  assert.deepEqual(["3 |g|", "max||w||", "|proj g|", "| acc |", "|a|b", ""].map(normKey), [
    "|g|",
    "max||w||",
    "|proj g|",
    "",
    "",
    "",
  ]);
});
