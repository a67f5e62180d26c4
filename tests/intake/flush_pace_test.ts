import assert from "node:assert/strict";
import { FLUSH_LOG_BYTES, FLUSH_POINTS, FLUSH_SHARE, FLUSH_SLOWED_MS } from "../../lib/limits.ts";
import { paceFlushes } from "../../lib/intake/flush_pace.ts";

/** Flushes that end when the test says so. */
function setUp(intervalMs?: () => number) {
  const waiting = { log: new Uint8Array(0), pointCount: 0 };
  const flushes: { end: () => void; fail: (error: Error) => void }[] = [];
  const paces: number[] = [];
  let failures = 0;
  const begun: (() => void)[] = [];
  const pace = paceFlushes({
    waiting: () => waiting,
    flush() {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      waiting.log = new Uint8Array(0);
      waiting.pointCount = 0;
      flushes.push({ end: resolve, fail: reject });
      begun.shift()?.();
      return promise;
    },
    intervalMs,
    onPace: (ms) => paces.push(ms),
    onFailure: () => failures++,
  });
  const offer = (bytes: number, pointCount = 0) => {
    waiting.log = new Uint8Array(bytes);
    waiting.pointCount = pointCount;
    pace.offer();
  };
  /** Resolves when the next flush begins. */
  const nextBegins = () => new Promise<void>((resolve) => begun.push(resolve));
  return { pace, flushes, offer, nextBegins, paces, failures: () => failures };
}

Deno.test("paceFlushes() flushes the first bytes without waiting for more", async () => {
  const { pace, flushes, offer, nextBegins } = setUp();
  const begins = nextBegins();
  offer(1);
  await begins;
  flushes[0]!.end();
  await pace.end();
});

Deno.test("paceFlushes() flushes points that come without bytes", async () => {
  const { pace, flushes, offer, nextBegins } = setUp();
  const begins = nextBegins();
  offer(0, 1);
  await begins;
  flushes[0]!.end();
  await pace.end();
});

Deno.test("paceFlushes() flushes at once when many bytes or points wait, one flush at a time", async () => {
  const { pace, flushes, offer } = setUp();
  offer(FLUSH_LOG_BYTES);
  assert.equal(flushes.length, 1);
  offer(FLUSH_LOG_BYTES);
  assert.equal(flushes.length, 1);
  flushes[0]!.end();
  await pace.idle();
  assert.equal(flushes.length, 2);
  offer(10, FLUSH_POINTS);
  flushes[1]!.end();
  await pace.idle();
  assert.equal(flushes.length, 3);
  flushes[2]!.end();
  await pace.end();
});

Deno.test("paceFlushes() flushes what little waits when it is time, although nothing more is offered", async () => {
  const { pace, flushes, offer, nextBegins } = setUp();
  offer(FLUSH_LOG_BYTES);
  offer(1);
  flushes[0]!.end();
  await pace.idle();
  assert.equal(flushes.length, 1, "not yet");
  await nextBegins();
  flushes[1]!.end();
  await pace.end();
});

Deno.test("end() waits for the flush under way, and flushes nothing more", async () => {
  const { pace, flushes, offer } = setUp();
  offer(FLUSH_LOG_BYTES);
  offer(FLUSH_LOG_BYTES);
  let ended = false;
  const end = pace.end().then(() => ended = true);
  await new Promise((resolve) => setTimeout(resolve));
  assert.equal(ended, false);
  flushes[0]!.end();
  await end;
  offer(FLUSH_LOG_BYTES);
  assert.equal(flushes.length, 1);
});

Deno.test("paceFlushes() begins no flush after one has failed, and rejects for everybody who waits", async () => {
  const { pace, flushes, offer, failures } = setUp();
  offer(FLUSH_LOG_BYTES);
  offer(FLUSH_LOG_BYTES);
  flushes[0]!.fail(new Error("a bug"));
  await assert.rejects(pace.idle(), /a bug/);
  await assert.rejects(pace.end(), /a bug/);
  assert.deepEqual([flushes.length, failures()], [1, 1]);
});

Deno.test("paceFlushes() flushes at the shorter interval as soon as one is asked for", async () => {
  let interval = 1e6;
  const { pace, flushes, offer, nextBegins } = setUp(() => interval);
  const first = nextBegins();
  offer(1);
  await first;
  flushes[0]!.end();
  await pace.idle();
  offer(1);
  interval = 0;
  const next = nextBegins();
  offer(2);
  await next;
  flushes[1]!.end();
  await pace.end();
  assert.equal(flushes.length, 2);
});

Deno.test("paceFlushes() makes a longer pause after a flush that took long", async () => {
  const { pace, flushes, offer, nextBegins } = setUp(() => 0);
  const first = nextBegins();
  offer(1);
  await first;
  const began = performance.now();
  await new Promise((resolve) => setTimeout(resolve, 20));
  const took = performance.now() - began, second = nextBegins();
  flushes[0]!.end();
  await pace.idle();
  offer(1);
  await second;
  const pause = performance.now() - began;
  assert.ok(pause > 0.9 * took / FLUSH_SHARE, `${pause} ms after a flush of ${took} ms`);
  flushes[1]!.end();
  await pace.end();
});

Deno.test("paceFlushes() never lets a slow flush make the pause longer than FLUSH_SLOWED_MS", async () => {
  const { pace, flushes, offer, nextBegins, paces } = setUp(() => 0);
  const first = nextBegins(), { now } = performance;
  offer(1);
  await first;
  try {
    const late = performance.now() + 60_000;
    performance.now = () => late;
    flushes[0]!.end();
    await pace.idle();
  } finally {
    performance.now = now;
  }
  assert.deepEqual(paces, [FLUSH_SLOWED_MS]);
  await pace.end();
});

Deno.test("paceFlushes() reports the time between two flushes after each, and nothing after one that failed", async () => {
  const { pace, flushes, offer, paces } = setUp(() => 700);
  offer(FLUSH_LOG_BYTES);
  assert.deepEqual(paces, []);
  flushes[0]!.end();
  await pace.idle();
  assert.deepEqual(paces, [700]);
  offer(FLUSH_LOG_BYTES);
  flushes[1]!.fail(new Error("no"));
  await assert.rejects(pace.end(), /no/);
  assert.equal(paces.length, 1);
});
