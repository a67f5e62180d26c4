import assert from "node:assert/strict";
import { settleSingleEpoch } from "../../../lib/points/curves/single_epochs.ts";
import { beginMetric } from "../../../lib/points/curves/metrics.ts";
import { initialReaderState } from "../../../lib/points/curves/state.ts";
import { createPointReader } from "../../../lib/points/reader.ts";
import { makeFacts, makeMetric, makePair } from "../make_facts.ts";
import { readLog } from "../read_log.ts";

const BAR = "40/40 [====================] - 9s 1s/step - loss: 0.";

/** Epochs and steps of the losses of a loop whose rounds print a heading, and below it a training of one epoch. */
function placesOf(heading: (at: number) => string[], behind: string[] = []): string {
  const lines = [1, 2, 3].flatMap((at) => [...heading(at), "Epoch 1/1", `${BAR}${9 - at}5`, ...behind]);
  return readLog(lines).filter(({ metric }) => metric === "loss").map(({ epoch, step }) => `${epoch}@${step}`).join(
    " ",
  );
}

for (
  const [name, heading] of [
    ["nothing", () => []],
    ["other words", () => ["here is what it says"]],
    ["an iteration", (at) => [`Iteration ${at}`]],
    ["a round between marks", (at) => [`--- round ${at} ---`]],
    ["an episode and its total", (at) => [`Episode ${at}/3`]],
    ["an epoch of the loop", (at) => [`Epoch: ${at}`]],
    ["an epoch of the loop and its total", (at) => [`Epoch ${at} of 3`]],
  ] as [string, (at: number) => string[]][]
) {
  Deno.test(`settleSingleEpoch() counts on below ${name}`, () => {
    assert.equal(placesOf(heading), "1@40 2@80 3@120");
  });
}

Deno.test("settleSingleEpoch() begins at 0 where the counter above does", () => {
  assert.equal(placesOf((at) => [`Iteration ${at - 1}`]), "0@40 1@80 2@120");
});

Deno.test("settleSingleEpoch() takes no other line that names the epoch for the next one", () => {
  for (const line of ["Epoch 1/1 done", "Epoch 1/1: saving the model", "[Epoch 1/1] results:", "End of epoch 1/1"]) {
    assert.equal(placesOf(() => [], [line]), "1@40 2@80 3@120");
  }
});

Deno.test("settleSingleEpoch() leaves epochs of several, and one whose batches go on", () => {
  const state = { ...initialReaderState(), epoch: 1, epochForm: 7, epochLine: 3 };
  beginMetric("loss", makeMetric({ lastLine: 4 }), state.metrics);
  state.progress.epochTotal = 1;
  const epochOf = (over: Partial<Parameters<typeof makeFacts>[0]>) =>
    settleSingleEpoch(makeFacts({ epoch: 1, epochTotal: 1, form: 7, ...over }), state).epoch;
  assert.deepEqual([epochOf({}), epochOf({ form: 8 }), epochOf({ epochTotal: 5 })], [2, 1, 1]);
  assert.deepEqual([epochOf({ batch: 3 }), epochOf({ step: 3 }), epochOf({ pairs: [makePair("loss", 0.5)] })], [
    1,
    1,
    1,
  ]);
  Object.assign(state.batches, { epoch: 1, last: 3, total: 5 });
  assert.equal(epochOf({}), 1);
});

Deno.test("settleSingleEpoch() leaves trainings of several epochs that begin again", () => {
  const lines = [1, 2].flatMap(() => [1, 2].flatMap((at) => [`Epoch ${at}/2`, `${BAR}${at}5`]));
  assert.deepEqual(readLog(lines).filter(({ metric }) => metric === "loss").map(({ step }) => step), [40, 80, 40, 80]);
});

Deno.test("progress has no total where rounds of a loop have passed that of one round", () => {
  const reader = createPointReader(() => {});
  ["Epoch 1/1", `${BAR}5`, "Epoch 1/1", `${BAR}25`].forEach((text, index) => reader.read(text, index + 1));
  const { epoch, epochTotal, step, total } = reader.progress;
  assert.deepEqual([epoch, epochTotal, step, total], [2, null, 80, null]);
});
