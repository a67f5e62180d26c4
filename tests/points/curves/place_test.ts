import assert from "node:assert/strict";
import { isPlacedByBar, placeLine } from "../../../lib/points/curves/place.ts";
import { initialReaderState, type LiveState } from "../../../lib/points/curves/state.ts";
import type { LineFacts } from "../../../lib/points/grammar/statement.ts";
import { makeFacts, makePair } from "../make_facts.ts";

/** Steps of lines, one after the other. */
function stepsOf(lines: Partial<LineFacts>[], state: LiveState = initialReaderState()): number[] {
  return lines.map((facts) => placeLine(makeFacts(facts), state).step);
}

function withBar(n: number, total: number, over: Partial<LiveState> = {}): LiveState {
  return {
    ...initialReaderState(),
    bars: [{ name: "", n, total, epoch: NaN, spans: false, line: 1 }],
    ...over,
  };
}

Deno.test("placeLine() uses the line's own step though a bar encloses it", () => {
  const place = placeLine(makeFacts({ step: 7 }), withBar(3, 10));
  assert.deepEqual(place, { step: 7, epoch: NaN, stepped: true, own: true, epochOnly: false });
});

Deno.test("placeLine() counts batches on through epochs whose length is printed", () => {
  assert.deepEqual(stepsOf([{ epoch: 1, batch: 20, batchTotal: 100 }, { epoch: 3, batch: 20, batchTotal: 100 }]), [
    20,
    220,
  ]);
});

Deno.test("placeLine() counts from epoch 0 once epoch 0 was printed", () => {
  assert.deepEqual(stepsOf([{ epoch: 0, batch: 5, batchTotal: 100 }, { epoch: 1, batch: 5, batchTotal: 100 }]), [
    5,
    105,
  ]);
});

Deno.test("placeLine() counts batches on behind the last one of an epoch whose length is unknown", () => {
  const lines = [{ epoch: 1, batch: 0 }, { epoch: 1, batch: 9 }, { epoch: 2, batch: 0 }, { epoch: 2, batch: 4 }];
  assert.deepEqual(stepsOf(lines), [0, 9, 10, 14]);
});

Deno.test("placeLine() counts the batches of an evaluation apart", () => {
  const lines = [{ batch: 50 }, { batch: 3, phase: "val" }, {}];
  assert.deepEqual(stepsOf(lines), [50, 3, 50]);
});

Deno.test("placeLine() counts a step on when it starts anew with each epoch", () => {
  const lines = [{ epoch: 0, step: 0 }, { epoch: 0, step: 10 }, { epoch: 1, step: 0 }, { epoch: 1, step: 10 }];
  assert.deepEqual(stepsOf(lines), [0, 10, 11, 21]);
});

Deno.test("placeLine() places a line without counters by the bar that encloses it", () => {
  assert.deepEqual(placeLine(makeFacts(), withBar(3, 10)), {
    step: 3,
    epoch: NaN,
    stepped: true,
    own: false,
    epochOnly: false,
  });
});

Deno.test("placeLine() prefers the last step to a bar that is over", () => {
  assert.deepEqual(stepsOf([{}], withBar(10, 10, { step: 99, trained: true })), [99]);
  assert.deepEqual(stepsOf([{}], withBar(10, 10, { trained: true })), [10]);
});

Deno.test("placeLine() places by the line's epoch, else by the last step, else by the last epoch", () => {
  const state = initialReaderState();
  const place = placeLine(makeFacts({ epoch: 2 }), state);
  assert.deepEqual(place, { step: 2, epoch: 2, stepped: false, own: false, epochOnly: true });
  assert.deepEqual(placeLine(makeFacts(), state), { ...place, epochOnly: false });
  assert.deepEqual(stepsOf([{ step: 30 }, {}], state), [30, 30]);
});

Deno.test("placeLine() gives no step where nothing was counted", () => {
  assert.deepEqual(stepsOf([{}]), [NaN]);
});

Deno.test("placeLine() doesn't go back for a line without values that counts from 0", () => {
  const state = initialReaderState();
  stepsOf([{ epoch: 1, step: 30 }, { epoch: 0, line: 2 }], state);
  assert.equal(state.epoch, 1);
  assert.deepEqual(stepsOf([{}], state), [30]);
});

Deno.test("placeLine() goes back an epoch for a line with values", () => {
  const state = initialReaderState();
  stepsOf([{ epoch: 1, step: 30 }, { epoch: 0, pairs: [makePair("loss", 0.5)] }], state);
  assert.equal(state.epoch, 0);
});

Deno.test("placeLine() ends a heading's phase with the next epoch, and keeps it at the first", () => {
  const state = { ...initialReaderState(), phase: "val" };
  stepsOf([{ epoch: 1 }], state);
  assert.equal(state.phase, "val");
  stepsOf([{ epoch: 2 }], state);
  assert.equal(state.phase, "");
});

Deno.test("isPlacedByBar() is true only for a line without counters while a bar goes on", () => {
  assert.equal(isPlacedByBar(makeFacts({ wholeEpoch: false }), withBar(3, 10)), true);
  assert.equal(isPlacedByBar(makeFacts(), initialReaderState()), false);
  assert.equal(isPlacedByBar(makeFacts({ wholeEpoch: false }), withBar(10, 10, { trained: true })), false);
  for (const counter of [{ step: 1 }, { batch: 1 }, { epoch: 1 }]) {
    assert.equal(isPlacedByBar(makeFacts(counter), withBar(3, 10)), false);
  }
});
