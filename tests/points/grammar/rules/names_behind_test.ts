import assert from "node:assert/strict";
import { readGrammar } from "../../../../lib/points/grammar/bind.ts";
import { fillFacts } from "../../../../lib/points/grammar/fill_facts.ts";
import { emptyStatement } from "../../../../lib/points/grammar/make_statement.ts";
import { makeSource } from "../../make_source.ts";

/** What the grammar reads of a line: its counters, then its pairs. */
function read(line: string): string {
  const source = makeSource(line), statement = emptyStatement();
  readGrammar(source, statement);
  const { step, stepTotal, epoch, batch, batchTotal, pairs } = fillFacts(statement, source.shape, 1);
  const counters = Object.entries({ step, stepTotal, epoch, batch, batchTotal }).filter(([, value]) => !isNaN(value));
  return [...counters, ...pairs.map(({ info, value }) => [info.name, value])].map((pair) => pair.join("=")).join(" ");
}

for (
  const [what, line, said] of [
    ["a value before its name", "step 3 loss 0.5, 0.61 avg loss,", "step=3 loss=0.5 avg_loss=0.61"],
    ["a value before an equation", "0.83 = Validation score", "validation_score=0.83"],
  ] as const
) {
  Deno.test(`rules of names_behind.ts read ${what}`, () => assert.equal(read(line), said));
}

Deno.test("nameBehind takes a time before the word loss for no loss", () => {
  assert.equal(
    read("Took: 8.4ms forward, 0.2ms loss, 0.3ms other"),
    read("Took: 8.4ms forward, 0.2ms wait, 0.3ms other"),
  );
  assert.notEqual(
    read("Took: 8.4ms forward, 0.2 loss, 0.3ms other"),
    read("Took: 8.4ms forward, 0.2 wait, 0.3ms other"),
  );
});
