import assert from "node:assert/strict";
import { backOffMs, formatTime, settles, sleep, systemClock, writeTime } from "../lib/time.ts";

Deno.test("formatTime() gives ISO 8601 in UTC to the millisecond", () => {
  assert.equal(formatTime(1_700_000_000_123), "2023-11-14T22:13:20.123Z");
  assert.equal(formatTime(0), "1970-01-01T00:00:00.000Z");
});

Deno.test("formatTime() keeps null", () => assert.equal(formatTime(null), null));

Deno.test("systemClock() gives whole milliseconds since the epoch", () => {
  const now = systemClock();
  assert.ok(Number.isInteger(now) && now > Date.UTC(2024, 0));
});

Deno.test("backOffMs() doubles with each failure up to the longest pause", () => {
  const pauses = Array.from({ length: 6 }, (_, failures) => backOffMs(failures, { firstMs: 100, longestMs: 1000 }));
  assert.deepEqual(pauses, [100, 200, 400, 800, 1000, 1000]);
});

Deno.test("backOffMs() stays at the longest pause after more failures than a number can double", () => {
  assert.equal(backOffMs(5000, { firstMs: 5, longestMs: 500 }), 500);
});

Deno.test("writeTime() gives the second in UTC", () => {
  assert.equal(writeTime(1_700_000_000_999), "2023-11-14 22:13:20 UTC");
});

Deno.test("sleep() ends at once when its signal is aborted, before or meanwhile", async () => {
  await sleep(600_000, AbortSignal.abort());
  const controller = new AbortController(), sleeping = sleep(600_000, controller.signal);
  controller.abort();
  await sleeping;
});

Deno.test("sleep() ends after the time, and leaves no listener", async () => {
  const { signal } = new AbortController();
  let listeners = 0;
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = ((...args: Parameters<typeof addEventListener>) => {
    listeners++;
    addEventListener.apply(signal, args);
  }) as typeof addEventListener;
  signal.removeEventListener = ((...args: Parameters<typeof removeEventListener>) => {
    listeners--;
    removeEventListener.apply(signal, args);
  }) as typeof removeEventListener;
  await sleep(1, signal);
  assert.equal(listeners, 0);
});

Deno.test("settles() says whether a promise is kept or broken within a time", async () => {
  const { promise: open, resolve } = Promise.withResolvers<void>();
  assert.deepEqual([await settles(Promise.resolve(), 60_000), await settles(Promise.reject(new Error()), 60_000)], [
    true,
    true,
  ]);
  assert.equal(await settles(open, 0), false);
  resolve();
});
