import assert from "node:assert/strict";
import { type HeldName, packHeld, unpackHeld } from "../../../lib/points/curves/held.ts";
import { makePair } from "../make_facts.ts";

function heldOf(name: string, values: number[]): HeldName {
  const points = values.map((value, at) => ({
    value,
    step: at === 0 ? NaN : at,
    epoch: NaN,
    globalStep: at,
    line: 10 + at,
  }));
  const { value, line } = points.at(-1)!;
  const runs = values.length < 2 ? [] : [{ first: points[0]!, stride: { ...points[1]!, value: 0 }, count: 7 }];
  return { points, runs, pair: makePair(name, value, { line, unit: "%", phase: "val", integer: true }) };
}

Deno.test("unpackHeld() gives the names, points and pairs that packHeld() packed, in their order", () => {
  const held = new Map([["temperature", heldOf("temperature", [21.5, 22])], ["alpha", heldOf("alpha", [NaN])]]);
  held.get("alpha")!.pair.mustRecur = true;
  const unpacked = unpackHeld(packHeld(held));
  assert.deepEqual(unpacked, held);
  assert.deepEqual([...unpacked.keys()], ["temperature", "alpha"]);
});

Deno.test("packHeld() keeps a name's newest numbers in one array: its priority, then five numbers for each point", () => {
  const [packed] = packHeld(new Map([["t", heldOf("t", [1.5, 2.5])]]));
  assert.deepEqual(packed!.at(-1), Float64Array.of(0, 1.5, NaN, NaN, 0, 10, 2.5, 1, NaN, 1, 11));
});
