import assert from "node:assert/strict";
import { keepFacts } from "../../../lib/points/curves/kept_line.ts";
import { initialReaderState } from "../../../lib/points/curves/state.ts";
import { encodeValue } from "../../../lib/store/kv/encoding.ts";
import { makeFacts, makePair } from "../make_facts.ts";

Deno.test("keepFacts() copies a line's facts: the next line of its shape doesn't change them", () => {
  const facts = makeFacts({ step: 3, pairs: [makePair("loss", 0.5)], asides: [makePair("date", 7)] });
  const kept = keepFacts(facts, initialReaderState());
  Object.assign(facts.pairs[0]!, { value: 0.25 });
  Object.assign(facts.asides[0]!, { value: 8 });
  assert.deepEqual([kept.step, kept.pairs[0]!.value, kept.asides[0]!.value], [3, 0.5, 7]);
});

Deno.test("keepFacts() takes at least the line's stored bytes from the room", () => {
  const state = initialReaderState(), pairs = [makePair("потери на проверке", 0.5, { unit: "%", phase: "valid" })];
  const kept = keepFacts(makeFacts({ pairs, asides: pairs, badge: "student", label: "road" }), state);
  assert.ok(-state.room >= encodeValue(kept).length, `${-state.room}, stored ${encodeValue(kept).length}`);
});
