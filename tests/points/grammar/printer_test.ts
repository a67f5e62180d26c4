import assert from "node:assert/strict";
import { readGrammar } from "../../../lib/points/grammar/bind.ts";
import { emptyStatement } from "../../../lib/points/grammar/make_statement.ts";
import { namePrinter, printerOf } from "../../../lib/points/grammar/printer.ts";
import { makeSource } from "../make_source.ts";

function findIn(line: string): string {
  const source = makeSource(line), statement = emptyStatement();
  readGrammar(source, statement);
  const found = printerOf(statement, source);
  if (found === null) return "";
  const { slot, word, takes, isSure } = found;
  return [word, source.text.slice(source.shape.start[slot], source.shape.end[slot]), takes, isSure && "sure"]
    .filter(Boolean).join(" ");
}

for (
  const [line, found] of [
    ["[7] step 3 loss 0.5", "7 sure"],
    ["(7) step 3 loss 0.5", "7 sure"],
    ["7| step 3 loss 0.5", "7"],
    ["10.0.0.7: step 3 loss 0.5", "10.0.0.7 sure"],
    ["[007][Epoch 03/50] loss 0.5", "007 batch"],
    ["kite 7 | epoch 3 | loss 0.5", "kite 7"],
    ["kite=7 epoch=3 loss=0.5", "kite 7"],
    ["[kite #7] epoch 3: loss 0.5", "kite 7"],
    ["trial 7 epoch 3: loss 0.5", "trial 7 step"],
  ] as const
) {
  Deno.test(`printerOf() finds who may have printed ${line}`, () => assert.equal(findIn(line), found));
}

for (
  const line of [
    "step 3 loss 0.5",
    "[7] loss 0.5",
    "7 step 3 loss 0.5",
    "[7/9] step 3 loss 0.5",
    "epoch 7 step 3 loss 0.5",
    "acc 7 step 3 loss 0.5",
    "0.7 step 3 loss 0.5",
    "kite 7: gap 0.5, steps: 3",
    "[7] step 3",
  ]
) {
  Deno.test(`printerOf() finds nobody in ${line}`, () => assert.equal(findIn(line), ""));
}

Deno.test("namePrinter() gives the number as it was printed behind its word, and the same one again for the next line of that number", () => {
  const nameIn = (line: string) => {
    const source = makeSource(line), statement = emptyStatement();
    readGrammar(source, statement);
    statement.printer = printerOf(statement, source);
    const name = () => namePrinter(statement, line, source.shape);
    statement.facts.printer = name();
    assert.equal(name(), statement.facts.printer);
    return statement.facts.printer!.name;
  };
  assert.deepEqual(["[007][Epoch 03/50] loss 0.5", "kite=7 epoch=3 loss=0.5"].map(nameIn), ["007", "kite 7"]);
});
