import assert from "node:assert/strict";
import fc from "fast-check";
import {
  BROKEN,
  DECIMAL,
  INTEGER,
  RANGE,
  scanFirstNumber,
  type ScannedNumber,
  WORD,
} from "../../../lib/points/scan/number.ts";

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

for (
  const [text, rest] of [
    ["99.5%", "%"],
    ["1.2k tok/s", "k tok/s"],
    ["3ms,", "ms,"],
    ["4.89G", "G"],
    ["1.5J,", "J,"],
    ["45.2mm", "mm"],
    ["0.5.", "."],
    [
      "1/10",
      "/10",
    ],
  ]
) {
  Deno.test(`scanNumber() leaves ${rest} behind the number of ${text}`, () => {
    assert.equal(text!.slice(scan(text!)!.end), rest);
  });
}

for (const text of ["1.2.3", "12:30:00", "2023-10-17", "127.0.0.1:8000", "2023-02-17T14:27:29,405"]) {
  Deno.test(`scanNumber() reads ${text} as one thing without a value`, () => {
    assert.deepEqual([scan(text)!.form, scan(text)!.end], [BROKEN, text.length]);
  });
}

for (const text of ["3D", "1st", "7f2a", "0x7f3a", "32x4", "1_000_x", "abc", "nano", "infer", "-x"]) {
  Deno.test(`scanNumber() finds no number in ${text}`, () => assert.equal(scan(text), null));
}

Deno.test("scanNumber() gives the last number of a range", () => {
  assert.deepEqual([scan("61..70]")!.form, scan("61..70]")!.value], [RANGE, 70]);
  assert.equal(scan("0.5..7")!.form, BROKEN);
  assert.deepEqual([scan("1-100batch")!.form, scan("1-100batch")!.value], [RANGE, 100]);
});

Deno.test("scanNumber() reads any double as JavaScript does", () => {
  fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 }), (value) => {
    for (const text of [String(value), value.toExponential(4), value.toFixed(6).slice(0, 40)]) {
      assert.ok(Object.is(scan(text)!.value, Number(text)), text);
    }
  }));
});

Deno.test("scanNumber() notes a comma with a digit behind it, and reads no thousands behind a zero", () => {
  assert.deepEqual([scan("0,863")!.value, scan("0,863")!.hasComma, scan("1,200")!.value], [0, true, 1200]);
  assert.deepEqual([scan("3, 4")!.hasComma, scan("1.5")!.hasComma], [false, false]);
});

Deno.test("scanNumber() reads 05/15 03:33 as a date and 10/20 as two counts", () => {
  assert.deepEqual([scan("05/15 03:33:41")!.form, scan("2024/05/01")!.form, scan("1/5/2024 x")!.form], [
    BROKEN,
    BROKEN,
    BROKEN,
  ]);
  assert.deepEqual([scan("10/20 [00:01")!.value, scan("5/300000")!.value, scan("05/15")!.value], [10, 5, 5]);
});

Deno.test("scanFirstNumber() reads a number with the unit of a line's speed", () => {
  const number = { value: 0, form: 0, end: 0, hasComma: false };
  assert.ok(["815Mbps", "1.5Gbps", "9600bps"].every((text) => scanFirstNumber(text, number)));
  assert.equal(number.value, 9600);
});
