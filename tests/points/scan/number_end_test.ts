import assert from "node:assert/strict";
import { fillCharacters, makeCharacters } from "../../../lib/points/scan/characters.ts";
import { scanFirstNumber, scanNumber } from "../../../lib/points/scan/number.ts";
import { BROKEN, INTEGER, RANGE, type ScannedNumber } from "../../../lib/points/scan/number_form.ts";

/** The number at the start of a text; null when none is there. */
function scan(text: string): ScannedNumber | null {
  const out = { value: 0, form: 0, end: 0, hasComma: false };
  return scanFirstNumber(text, out) ? out : null;
}

for (
  const [text, rest] of [
    ["99.5%", "%"],
    ["1.2k tok/s", "k tok/s"],
    ["3ms,", "ms,"],
    ["4.89G", "G"],
    ["12:30:01iters: 20", "iters: 20"],
    ["12:30:01lap 20 drag", "lap 20 drag"],
    ["1.5J,", "J,"],
    ["45.2mm", "mm"],
    ["0.5.", "."],
    [
      "1/10",
      "/10",
    ],
  ]
) {
  Deno.test(`scanNumberEnd() leaves ${rest} behind the number of ${text}`, () => {
    assert.equal(text!.slice(scan(text!)!.end), rest);
  });
}

for (const text of ["1.2.3", "12:30:00", "2023-10-17", "127.0.0.1:8000", "2023-02-17T14:27:29,405"]) {
  Deno.test(`scanNumberEnd() reads ${text} as one thing without a value`, () => {
    assert.deepEqual([scan(text)!.form, scan(text)!.end], [BROKEN, text.length]);
  });
}

Deno.test("scanNumberEnd() gives the last number of a range", () => {
  assert.deepEqual([scan("61..70]")!.form, scan("61..70]")!.value], [RANGE, 70]);
  assert.equal(scan("0.5..7")!.form, BROKEN);
  assert.deepEqual([scan("1-100batch")!.form, scan("1-100batch")!.value], [RANGE, 100]);
});

Deno.test("scanNumberEnd() reads 05/15 03:33 as a date and 10/20 as two counts", () => {
  assert.deepEqual([scan("05/15 03:33:41")!.form, scan("2024/05/01")!.form, scan("1/5/2024 x")!.form], [
    BROKEN,
    BROKEN,
    BROKEN,
  ]);
  assert.deepEqual([scan("10/20 [00:01")!.value, scan("5/300000")!.value, scan("05/15")!.value], [10, 5, 5]);
});

for (const text of ["3D", "1st", "7f2a", "0x7f3a", "32x4", "1_000_x"]) {
  Deno.test(`scanNumberEnd() finds that ${text} is no number`, () => assert.equal(scan(text), null));
}

Deno.test("scanNumberEnd() ends a counter before a colon and its value, and no time of day", () => {
  const formOf = (text: string, at: number) => {
    const chars = makeCharacters();
    fillCharacters(text, chars);
    const out = { value: 0, form: 0, end: at + 1, hasComma: false };
    assert.ok(scanNumber(chars, at, out));
    return out.form;
  };
  for (const text of ["epoch 3:16.5", "epoch:3:16.5", "iter #3:0.5", "3:165.5"]) {
    assert.equal(formOf(text, text.indexOf("3")), INTEGER, text);
  }
  for (const text of ["took 3:16.5", "time 3:16.5", "epoch 3:16.5.1", "3:16:59.5"]) {
    assert.equal(formOf(text, text.indexOf("3")), BROKEN, text);
  }
});
