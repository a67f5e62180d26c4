import assert from "node:assert/strict";
import { NOWHERE } from "../../../lib/points/curves/standing.ts";
import { placeLine } from "../../../lib/points/curves/place.ts";
import { initialReaderState } from "../../../lib/points/curves/state.ts";
import { makeFacts } from "../make_facts.ts";

Deno.test("NOWHERE has the fields of a place that a line's own step gives, and no step", () => {
  const place = placeLine(makeFacts({ step: 3 }), initialReaderState());
  assert.deepEqual(Object.keys(NOWHERE), Object.keys(place));
  assert.ok(Number.isNaN(NOWHERE.step));
});
