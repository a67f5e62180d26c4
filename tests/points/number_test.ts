import assert from "node:assert/strict";
import { type ScannedNumber, scanNumber } from "../../lib/points/number.ts";

function scan(text: string): ScannedNumber {
  const out = { value: 0, total: NaN, unit: "", end: 0, integer: false, valid: false };
  assert.equal(scanNumber(text, 0, out), true);
  return out;
}

for (
  const [text, value] of [
    ["1e-5", 1e-5],
    ["-0.5", -0.5],
    ["1,234,567", 1234567],
    ["1.2k", 1200],
    ["3M", 3e6],
    ["99.5%", 99.5],
    ["nan", NaN],
    ["-inf", -Infinity],
    ["1.244238E+01", 12.44238],
  ] as const
) {
  Deno.test(`scanNumber() reads ${text}`, () => assert.equal(scan(text).value, value));
}

for (const text of ["1.2.3", "12:30:00", "2023-10-17", "3D"]) {
  Deno.test(`scanNumber() finds no number in ${text}`, () => assert.equal(scan(text).valid, false));
}

Deno.test("scanNumber() reads a count and its total", () => {
  const { value, total } = scan("34/1000");
  assert.deepEqual([value, total], [34, 1000]);
});
