import assert from "node:assert/strict";
import { historyLines } from "../../../lib/points/curves/history.ts";
import { beginMetric } from "../../../lib/points/curves/metrics.ts";
import { initialReaderState } from "../../../lib/points/curves/state.ts";
import { makeMetric } from "../make_facts.ts";

const HISTORY = "{'loss': [0.5, 0.25], 'acc': [0.75, 0.875]}";

Deno.test("historyLines() gives a line for each epoch of a history as long as the training", () => {
  const lines = historyLines(HISTORY, { ...initialReaderState(), epoch: 2, epochBase: 1 });
  assert.equal(lines?.length, 2);
  assert.match(lines![1]!, /0\.25.*0\.875/);
});

Deno.test("historyLines() leaves out a column that is charted already", () => {
  const state = initialReaderState();
  beginMetric("loss", makeMetric(), state.metrics);
  assert.doesNotMatch(historyLines(HISTORY, state)!.join(" "), /loss/);
});

Deno.test("historyLines() is null for lists of classes, of another length, and where steps count", () => {
  const state = initialReaderState();
  assert.equal(historyLines("{'precision': [0.5, 0.25], 'recall': [0.75, 0.875]}", state), null);
  assert.equal(historyLines(HISTORY, { ...state, epoch: 3, epochBase: 1 }), null);
  assert.equal(historyLines(HISTORY, { ...state, step: 100 }), null);
});
