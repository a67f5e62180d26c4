import assert from "node:assert/strict";
import fc from "fast-check";
import type { FilledLead } from "../../../lib/points/grammar/lead_kinds.ts";
import { sizeOf } from "../../../lib/points/size.ts";
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

Deno.test("keepFacts() takes from the room at least what the budget measures of a line that waits", () => {
  const text = fc.string({ maxLength: 20, unit: fc.constantFrom("a", "_", "é", "損", "\ud83d\udd25") });
  const lead: FilledLead = { name: "i", value: 12, pair: 0, kind: "within", inner: null, innerValue: NaN };
  const spare = { name: "spare", each: [], values: [1, 2, 3] };
  const facts = fc.record({
    pairs: fc.array(fc.tuple(text, text, text).map(([name, unit, phase]) => makePair(name, 0.5, { unit, phase }))),
    asides: fc.array(text.map((name) => makePair(name, 7)), { maxLength: 3 }),
    badge: text,
    tag: text,
    label: text,
    phase: text,
    lead: fc.constantFrom(null, lead, { ...lead, totalValue: 40 }),
    spare: fc.constantFrom(null, spare),
  });
  fc.assert(fc.property(facts, text, (printed, phase) => {
    const state = { ...initialReaderState(), phase }, kept = keepFacts(makeFacts(printed), state);
    const measured = sizeOf([{ facts: kept, from: NaN }]);
    assert.ok(-state.room >= measured, `${-state.room}, measured ${measured}`);
    assert.ok(measured >= encodeValue(kept).length);
  }));
});
