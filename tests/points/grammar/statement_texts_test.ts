import assert from "node:assert/strict";
import { mapTexts, someText } from "../../../lib/points/grammar/statement_texts.ts";
import { emptyStatement } from "../../../lib/points/grammar/make_statement.ts";
import { makeShape, scanShape } from "../../../lib/points/scan/shape.ts";
import { understandLine } from "../../../lib/points/understand.ts";

/** Lines with a word in everything that a statement keeps of a line. */
const LINES = [
  "2024-01-01 12:00:00 - zebra - INFO - zebra 3: zebra loss 0.5 (zebra)",
  "[zebra] epoch 3 loss=0.5 zebra_acc=0.25",
  "zebra epoch 3: loss 0.5",
  "Client 3 zebra: 0.5",
  "zebra: 3 loss 0.5",
  "zebra lemur:",
  "zebra:  50%|#####     | 3/6 [00:01<00:01, 3.0it/s, zebra=0.5]",
  "100%|##########| 6/6 [00:01<00:00, 3.0it/s]zebra: 0.5",
];

function understand(text: string) {
  const shape = makeShape();
  scanShape(text, shape);
  return understandLine(text, shape);
}

Deno.test("mapTexts() writes every word of a line, and changes nothing else", () => {
  for (const line of LINES) {
    const statement = understand(line), write = (text: string) => text.replaceAll("zebra", "okapi");
    assert.match(JSON.stringify(statement), /zebra/, line);
    assert.deepEqual(mapTexts(statement, write), understand(write(line)), line);
  }
});

Deno.test("mapTexts() leaves the statement that it copies", () => {
  const statement = understand(LINES[0]!), before = structuredClone(statement);
  mapTexts(statement, () => "x");
  assert.deepEqual(statement, before);
});

Deno.test("mapTexts() keeps null where a line has no words", () => {
  assert.deepEqual(mapTexts(emptyStatement(), () => "x").heading, null);
});

Deno.test("someText() asks all words", () => {
  for (const line of LINES) assert.equal(someText(understand(line), (text) => text.includes("zebra")), true, line);
  assert.equal(someText(understand("step 3 loss 0.5"), (text) => text.includes("zebra")), false);
});
