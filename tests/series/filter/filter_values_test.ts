import assert from "node:assert/strict";
import { isLike, readFilterNumber, readFilterTime } from "../../../lib/series/filter/filter_values.ts";

Deno.test("readFilterNumber() reads numbers as people write them", () => {
  const read: [string, number][] = [
    ["0.01", 0.01],
    [".5", 0.5],
    ["5.", 5],
    ["1e-3", 0.001],
    ["-2.5E+2", -250],
    ["−3", -3],
    ["10k", 10_000],
    ["1.5M", 1_500_000],
    ["2b", 2e9],
    ["1,000,000", 1_000_000],
    ["1_000", 1000],
    ["inf", Infinity],
    ["-Infinity", -Infinity],
    ["NaN", NaN],
  ];
  for (const [text, value] of read) assert.deepEqual(readFilterNumber(text), { value, isPercent: false }, text);
  assert.deepEqual(readFilterNumber("12.5 %"), { value: 12.5, isPercent: true });
});

Deno.test("readFilterNumber() reads no half numbers and no words", () => {
  for (const text of ["", "k", "%", "1,00", "1.2.3", "2d", "1e", "0x10", "e5", "adam", "1e9999"]) {
    assert.equal(readFilterNumber(text), null, text);
  }
});

Deno.test("readFilterTime() reads ages and dates, and a date as long as what is written", () => {
  const utc = (...parts: [number, number, number?, number?, number?]) => Date.UTC(...parts);
  assert.deepEqual(readFilterTime("2d", 0), { ageMs: 172_800_000 });
  assert.deepEqual(readFilterTime("2026-01-28T12:30Z", 0), {
    from: utc(2026, 0, 28, 12, 30),
    to: utc(2026, 0, 28, 12, 31),
  });
  assert.deepEqual(readFilterTime("2026-12Z", 0), { from: utc(2026, 11), to: utc(2027, 0) });
  assert.deepEqual(readFilterTime("2024-02-29Z", 0), { from: utc(2024, 1, 29), to: utc(2024, 2, 1) });
});

Deno.test("readFilterTime() takes a date without Z, today and yesterday as the days of this machine", () => {
  const day = (date: number) => new Date(2026, 0, date).getTime();
  assert.deepEqual(readFilterTime("2026-01-28", 0), { from: day(28), to: day(29) });
  assert.deepEqual(readFilterTime("today", day(28) + 5), { from: day(28), to: day(29) });
  assert.deepEqual(readFilterTime("yesterday", day(28) + 5), { from: day(27), to: day(28) });
});

Deno.test("readFilterTime() refuses what is no time", () => {
  for (const text of ["", "abc", "2026-13", "2026-02-30", "2026-01-00", "2026-01-28T25:00", "26-01-28", "0d", "5"]) {
    assert.equal(readFilterTime(text, 0), null, text);
  }
});

Deno.test("isLike() lets * stand for any characters, none among them", () => {
  const like = (text: string, wanted: string) => isLike(text, wanted);
  assert.deepEqual(
    [
      like("AdamW", "adamw"),
      like("AdamW", "adam"),
      like("AdamW", "adam*"),
      like("AdamW", "*w"),
      like("abcabc", "a*b*c"),
    ],
    [true, false, true, true, true],
  );
  assert.deepEqual([like("aba", "ab*ba"), like("", "*"), like("x", "**"), like("abc", "a*d*c")], [
    false,
    true,
    true,
    false,
  ]);
});
