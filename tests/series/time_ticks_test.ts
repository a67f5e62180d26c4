import assert from "node:assert/strict";
import fc from "fast-check";
import { listClockTicks, listElapsedTicks, nameZone, writeClock, writeElapsed } from "../../lib/series/time_ticks.ts";

const MINUTE = 60_000, DAY = 86_400_000;

Deno.test("writeElapsed() never writes two ticks of an axis the same, from milliseconds to years", () => {
  const low = fc.double({ min: 0, max: 1e7, noNaN: true }), length = fc.double({ min: 0.01, max: 1e9, noNaN: true });
  fc.assert(fc.property(low, length, (from, more) => {
    const texts = writeElapsed(listElapsedTicks({ low: from, high: from + more }, 6));
    assert.equal(new Set(texts).size, texts.length, `${texts}`);
  }));
});

Deno.test("listElapsedTicks() has round times, none before the start", () => {
  assert.deepEqual(writeElapsed(listElapsedTicks({ low: 0, high: 3 }, 3)), ["0 s", "1 s", "2 s", "3 s"]);
  assert.deepEqual(writeElapsed(listElapsedTicks({ low: 0, high: 7_200 }, 4)), [
    "0 s",
    "30 min",
    "1 h",
    "1 h 30 min",
    "2 h",
  ]);
  assert.deepEqual(listElapsedTicks({ low: -10, high: 20 }, 3), [0, 10, 20]);
});

Deno.test("writeClock() never writes two ticks of an axis the same, and ticks lie within the range", () => {
  const low = fc.integer({ min: 0, max: 2e12 }), length = fc.integer({ min: 20, max: 1e11 });
  fc.assert(fc.property(low, length, fc.integer({ min: -720, max: 840 }), (from, more, zone) => {
    const ticks = listClockTicks({ low: from, high: from + more }, { gaps: 4, zone }),
      { texts } = writeClock(ticks, zone);
    assert.equal(new Set(texts).size, texts.length, `${texts}`);
    assert.ok(ticks.every((tick) => tick >= from && tick <= from + more));
  }));
});

Deno.test("writeClock() leaves the day out when it is the same, and says it", () => {
  assert.deepEqual(writeClock([0, 30 * MINUTE], 120), { texts: ["02:00", "02:30"], day: "1 Jan 1970" });
  assert.deepEqual(writeClock([0, DAY], 0), { texts: ["1 Jan", "2 Jan"], day: null });
  assert.deepEqual(writeClock([0, DAY / 2, DAY], 0).texts, ["1 Jan 00:00", "1 Jan 12:00", "2 Jan 00:00"]);
  assert.deepEqual(writeClock([0, 366 * DAY], 0).texts, ["1 Jan 1970", "2 Jan 1971"]);
});

Deno.test("nameZone() writes how far a zone is ahead of UTC", () => {
  assert.deepEqual([0, 60, -210].map(nameZone), ["UTC", "UTC+1", "UTC−3:30"]);
});
