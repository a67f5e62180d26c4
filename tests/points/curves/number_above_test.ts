import assert from "node:assert/strict";
import { putUnderNumber } from "../../../lib/points/curves/number_above.ts";
import { initialReaderState } from "../../../lib/points/curves/state.ts";
import { emptyLineFacts } from "../../../lib/points/grammar/make_statement.ts";
import { makeFacts, makeLead, makePair } from "../make_facts.ts";
import { readShort } from "../read_log.ts";

const rounds = (heading: (at: number) => string, ...values: string[]) =>
  [1, 2, 3].flatMap((at) => [heading(at), ...values.map((value) => `${value}${at}`)]);

Deno.test("putUnderNumber() places values below a number that goes up, under any words", () => {
  assert.deepEqual(readShort(...rounds((at) => `=== Sweep ${at * 10} ===`, "loss: 0.")), [
    ...["loss=0.1@10", "loss=0.2@20", "loss=0.3@30"],
  ]);
  assert.deepEqual(readShort(...rounds((at) => `Img No. ${at * 10}`, "loss: 0.")), [
    ...["loss=0.1@10", "loss=0.2@20", "loss=0.3@30"],
  ]);
  assert.deepEqual(readShort(...rounds((at) => `Eval results ${at * 500}`, "acc = 0.", "gap = 1.")), [
    ...["acc=0.1@500", "gap=1.1@500", "acc=0.2@1000", "gap=1.2@1000", "acc=0.3@1500", "gap=1.3@1500"],
  ]);
});

Deno.test("putUnderNumber() places values below a count with its total, as batches below an epoch", () => {
  const counted = (words: (at: number) => string) =>
    readShort(...rounds(words, "mae: 0.", "gap: 1.")).filter((point) => point.startsWith("mae")).join(" ");
  assert.equal(counted((at) => `${at * 20}/500`), "mae=0.1@20 mae=0.2@40 mae=0.3@60");
  assert.equal(counted((at) => `-- ${at * 20} of 500 boats done! --`), "mae=0.1@20 mae=0.2@40 mae=0.3@60");
  assert.equal(counted((at) => `Boats: ${at * 20}/500 | 0:0${at}`), "mae=0.1@20 mae=0.2@40 mae=0.3@60");
  assert.equal(counted((at) => `${50 + (at % 2) * 20}/500 found`), "mae=0.1@0 mae=0.2@1 mae=0.3@2", "not steady");
  const batches = ["Epoch 1", ...rounds((at) => `${at * 20}/60`, "mae: 0."), "Epoch 2"];
  assert.deepEqual(
    readShort(...batches, ...rounds((at) => `${at * 20}/60`, "mae: 0.")).map((point) => point.split("@")[1]),
    [
      ...["20", "40", "60", "80", "100", "120"],
    ],
  );
});

Deno.test("putUnderNumber() places nothing by a count that ends once an epoch, nor names values after it", () => {
  const below = (epoch: number) => ["10/20", "20/20"].map((count) => `Checking ${count}`).concat(`lift: 0.${epoch}`);
  const log = [1, 2, 3].flatMap((epoch) => [`Epoch ${epoch} mae 0.${epoch}`, ...below(epoch)]);
  assert.deepEqual(readShort(...log).filter((point) => point.includes("lift")), [
    "lift=0.1@1",
    "lift=0.2@2",
    "lift=0.3@3",
  ]);
});

Deno.test("putUnderNumber() keeps what stands below a split's number apart from training", () => {
  const headings = ["== Validation # ==", "*** Eval results # ***", "-- test (#) --", "[Dev evaluation #]"];
  const steps = rounds((at) => `step ${at * 10} loss 0.${at}`, "");
  const trained = ["loss=0.1@10", "loss=0.2@20", "loss=0.3@30"];
  for (const [at, phase] of ["val", "eval", "test", "dev"].entries()) {
    const heading = (index: number) => headings[at]!.replace("#", `${index}`);
    const below = steps.flatMap((line, index) =>
      line === "1" || line === "2" || line === "3" ? [heading(index), `loss: 1.${line}`] : [line]
    );
    const points = readShort(...below);
    assert.deepEqual(points.filter((point) => point.startsWith("loss")), trained, headings[at]);
    assert.equal(points.filter((point) => point.startsWith(`${phase}_loss`)).length, 3, headings[at]);
  }
  const alone = rounds((at) => headings[0]!.replace("#", `${at * 5}`), "loss: 0.");
  assert.deepEqual(readShort(...alone), ["val_loss=0.1@5", "val_loss=0.2@10", "val_loss=0.3@15"]);
});

Deno.test("putUnderNumber() tells apart what was printed at one step", () => {
  const lines = rounds((at) => `Epoch ${at}`).flatMap((epoch, at) => [
    ...[epoch, "Fold 1", `loss: 0.${at}1`, "Fold 2", `loss: 0.${at}2`],
  ]);
  assert.deepEqual(readShort(...lines), [
    ...["loss=0.01@1", "fold_2_loss=0.02@1", "loss=0.11@2", "fold_2_loss=0.12@2", "loss=0.21@3", "fold_2_loss=0.22@3"],
  ]);
});

Deno.test("putUnderNumber() places nothing by a number that comes once, that stays, or that ends a sentence", () => {
  const losses = ["loss: 0.5", "loss: 0.4", "loss: 0.3"], counted = ["loss=0.5@0", "loss=0.4@1", "loss=0.3@2"];
  assert.deepEqual(readShort("Machine 4", ...losses), counted);
  assert.deepEqual(readShort(...losses.flatMap((loss) => ["Machine 4", loss])), counted);
  assert.deepEqual(readShort("Seed set to 42", ...losses), counted);
});

Deno.test("putUnderNumber() gives a line near below a number that number as its lead", () => {
  const state = initialReaderState(), lead = makeLead(3, { name: "lap", kind: "above" });
  putUnderNumber({ ...emptyLineFacts(1), lead }, state);
  const below = (line: number) => ({ ...emptyLineFacts(line), pairs: [makePair("loss", 0.5, { line })] });
  assert.equal(putUnderNumber(below(2), state).lead?.value, 3);
  assert.equal(putUnderNumber({ ...below(3), epoch: 1 }, state).lead, null);
  assert.equal(putUnderNumber(below(9), state).lead, null);
});

/** Blocks below numbers, one value a line. */
const blocks = (numbers: readonly number[], head: (number: number) => string, names: readonly string[]) =>
  numbers.flatMap((number, at) => [head(number), ...names.map((name, row) => `${name} = 0.${at + 1}${row + 1}`)]);

Deno.test("putUnderNumber() places what stands below a number that goes up steadily, also what was held", () => {
  const names = ["hull drag", "hull lift", "yaw", "roll", "pitch", "sink", "climb", "turn", "fuel", "slip"];
  for (const head of ["trajectory = #", "sortie: #", "Γύρος: #", "  colony :   #", '"tick": #,']) {
    const lines = blocks([10, 20, 30, 40], (number) => head.replace("#", `${number}`), names);
    const places = readShort(...lines).filter((point) => point.startsWith("yaw")).join(" ");
    assert.equal(places, "yaw=0.13@10 yaw=0.23@20 yaw=0.33@30 yaw=0.43@40", head);
  }
});

Deno.test("putUnderNumber() leaves the first values of a known metric where they had to be given", () => {
  const head = (number: number) => `sortie: ${number}`;
  assert.deepEqual(readShort(...blocks([10, 20, 30, 40], head, ["loss"])), [
    ...["loss=0.11@10", "loss=0.21@20", "loss=0.31@30", "loss=0.41@40"],
  ]);
  const long = ["loss", "gap", "yaw", "roll", "sink"];
  assert.deepEqual(readShort(...blocks([10, 20, 30, 40], head, long)).filter((point) => point.startsWith("loss")), [
    ...["loss=0.11@0", "loss=0.21@1", "loss=0.31@30", "loss=0.41@40"],
  ]);
});

Deno.test("putUnderNumber() places nothing by a number that stays, goes up by other amounts or counts beside a step", () => {
  const counted = ["loss=0.11@0", "loss=0.21@1", "loss=0.31@2", "loss=0.41@3"];
  for (const numbers of [[8, 8, 8, 8], [10, 30, 35, 36], [4, 3, 2, 1]]) {
    assert.deepEqual(readShort(...blocks(numbers, (number) => `crew: ${number}`, ["loss"])), counted, numbers.join());
  }
  const beside = blocks([10, 20, 30], (number) => `sortie: ${number}`, ["loss"]);
  assert.deepEqual(readShort("step 5", ...beside).slice(0, 1), ["loss=0.11@5"]);
});

Deno.test("putUnderNumber() watches no more than a few numbers behind their names", () => {
  const state = initialReaderState();
  for (let at = 0; at < 20; at++) {
    const lead = makeLead(at, { name: `(head)n${at}`, pair: 0, kind: "head" });
    assert.equal(putUnderNumber(makeFacts({ lead, line: at }), state).lead, null);
  }
  assert.equal(state.leads.length, 6);
});
