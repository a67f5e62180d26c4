import assert from "node:assert/strict";
import fc from "fast-check";
import { scanFirstNumber } from "../../../lib/points/scan/number.ts";
import { DECIMAL, INTEGER, type ScannedNumber, WORD } from "../../../lib/points/scan/number_form.ts";

/** The number at the start of a text; null when none is there. */
function scan(text: string): ScannedNumber | null {
  const out = { value: 0, form: 0, end: 0, hasComma: false };
  return scanFirstNumber(text, out) ? out : null;
}

for (
  const [text, value, form] of [
    ["100", 100, INTEGER],
    ["-0.5", -0.5, DECIMAL],
    [".5", 0.5, DECIMAL],
    ["+3.25", 3.25, DECIMAL],
    ["1e-5", 1e-5, DECIMAL],
    ["3.05810D-01", 0.30581, DECIMAL],
    ["1.0d+02", 100, DECIMAL],
    ["1.244238E+01", 12.44238, DECIMAL],
    ["1.e-05", 1e-5, DECIMAL],
    ["1,234,567", 1234567, INTEGER],
    ["1,234.5", 1234.5, DECIMAL],
    ["nan", NaN, WORD],
    ["-inf", -Infinity, WORD],
    ["Infinity", Infinity, WORD],
    ["0.132f0", 0.132, DECIMAL],
    ["5.76351f-6", 5.76351e-6, DECIMAL],
    ["123456789012345678", 123456789012345678, INTEGER],
    ["1_000", 1000, INTEGER],
    ["1.#INF", Infinity, WORD],
    ["-1.#IND00", NaN, WORD],
  ] as const
) {
  Deno.test(`scanNumber() reads ${text}`, () => {
    assert.deepEqual({ ...scan(text), hasComma: null }, { value, form, end: text.length, hasComma: null });
  });
}

for (const text of ["abc", "nano", "infer", "-x"]) {
  Deno.test(`scanNumber() finds no number in ${text}`, () => assert.equal(scan(text), null));
}

Deno.test("scanNumber() reads any double as JavaScript does", () => {
  fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 }), (value) => {
    for (const text of [String(value), value.toExponential(4), value.toFixed(6).slice(0, 40)]) {
      assert.ok(Object.is(scan(text)!.value, Number(text)), text);
    }
  }));
});

Deno.test("scanNumber() notes a comma with a digit behind it, and reads no thousands behind a zero", () => {
  assert.deepEqual([scan("0,863")!.value, scan("0,863")!.hasComma, scan("1,200")!.value], [0, true, 1200]);
  assert.deepEqual([scan("1.234,56")!.hasComma, scan("0.234,56")!.hasComma, scan("1.23,4")!.hasComma], [
    true,
    false,
    false,
  ]);
  assert.deepEqual([scan("3, 4")!.hasComma, scan("1.5")!.hasComma], [false, false]);
});

Deno.test("scanFirstNumber() reads a number with the unit of a line's speed", () => {
  const number = { value: 0, form: 0, end: 0, hasComma: false };
  assert.ok(["815Mbps", "1.5Gbps", "9600bps"].every((text) => scanFirstNumber(text, number)));
  assert.equal(number.value, 9600);
});
