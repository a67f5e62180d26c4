import assert from "node:assert/strict";
import { knownMetric, makeMetrics } from "../../../lib/points/curves/metrics.ts";
import { initialReaderState, type LiveState } from "../../../lib/points/curves/state.ts";
import { packState, unpackState } from "../../../lib/points/curves/stored_state.ts";
import { makeFacts, makePair } from "../make_facts.ts";

function usedState(): LiveState {
  const pair = makePair("temperature", 21.5);
  return {
    ...initialReaderState(),
    epoch: 3,
    inEpoch: true,
    waiting: [{ facts: makeFacts({ pairs: [pair] }), from: 3 }],
    spans: new Map([["table", { rows: 2 }]]),
    metrics: makeMetrics([["loss", {
      perStep: 0,
      count: 2,
      lastStep: 7,
      lastValue: 0.5,
      stepped: true,
      ofBatch: true,
      stays: true,
      followed: true,
      rank: null,
      lastLine: 4,
      phase: "val",
      badge: 0,
      form: 7,
    }]]),
    held: new Map([["temperature", {
      runs: [],
      points: [{ value: 21.5, step: NaN, epoch: 1, globalStep: NaN, line: 1 }],
      pair,
    }]]),
    settings: { seed: "7" },
  };
}

Deno.test("unpackState() gives the state that packState() packed", () => {
  const unpacked = unpackState(packState(usedState()));
  assert.ok(knownMetric("loss", unpacked.metrics)); // a look-up by its name keeps the name
  assert.deepEqual(unpacked, usedState());
});

Deno.test("packState() and unpackState() copy: changes to the state don't change what is stored", () => {
  const state = usedState(), packed = packState(state), resumed = unpackState(packed);
  state.settings.seed = "8";
  resumed.waiting.length = 0;
  assert.deepEqual(packed, packState(usedState()));
});

Deno.test("unpackState() keeps only settings and progress of another version's state", () => {
  const settings = { lr: "0.1" };
  const stored = { ...packState({ ...initialReaderState(), settings, step: 7 }), version: 1 };
  assert.deepEqual(unpackState(stored), { ...initialReaderState(), settings });
});

Deno.test("unpackState() counts nothing as forgotten for a state that was stored without that count", () => {
  const { forgotten: _forgotten, ...leftOut } = initialReaderState().leftOut;
  const stored = { ...packState(initialReaderState()), leftOut } as ReturnType<typeof packState>;
  assert.equal(unpackState(stored).leftOut.forgotten, 0);
});
