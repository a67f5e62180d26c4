import assert from "node:assert/strict";
import fc from "fast-check";
import { makeShape, scanShape } from "../../../lib/points/scan/shape.ts";
import { typicalLine } from "../../../lib/points/scan/typical.ts";

function keyOf(text: string): number {
  const shape = makeShape();
  scanShape(text, shape);
  return shape.key;
}

for (
  const [line, typical] of [
    ["Step 1234: loss=0.0123, lr=1e-4", "Step 1: loss=0.5, lr=0.5"],
    ["2024-05-01 12:30:01 a   b ====================", "1111-11-11 11:11:11 a  b ========"],
    [" 45%|████▌     | 45/100", " 1%|█| 1/1"],
  ] as const
) {
  Deno.test(`typicalLine() of ${line} is ${typical}`, () => {
    const shape = makeShape();
    scanShape(line, shape);
    assert.equal(typicalLine(line, shape), typical);
  });
}

const WORDS = [
  "loss",
  "=",
  "====",
  "........",
  "12",
  "0.5",
  "nan",
  "12:30",
  "5/15",
  "2024",
  "|",
  "███▌",
  "mAP@.5",
  "-",
  "[3]",
  "x:",
];

Deno.test("typicalLine() has the shape of a line of words, numbers, bars and rules", () => {
  const words = fc.array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(" ", "  ", "    ")), { maxLength: 20 });
  fc.assert(fc.property(words, (pairs) => {
    const line = pairs.flat().join(""), shape = makeShape();
    scanShape(line, shape);
    const { key, count } = shape, typical = typicalLine(line, shape);
    scanShape(typical, shape);
    assert.deepEqual([shape.key, shape.count], [key, count], typical);
  }));
});

Deno.test("typicalLine() has another shape where a shorter number joins what follows it", () => {
  const line = "2024:-1", shape = makeShape();
  scanShape(line, shape);
  assert.equal(typicalLine(line, shape), "2000:1");
  assert.notEqual(keyOf("2000:1"), keyOf(line));
});
