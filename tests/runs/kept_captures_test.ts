import assert from "node:assert/strict";
import { Refused } from "../../lib/errors.ts";
import type { Run } from "../../lib/model.ts";
import type { Capture } from "../../lib/runs/capture.ts";
import { keepCaptures } from "../../lib/runs/kept_captures.ts";
import { waitFor } from "../support/wait.ts";

/** A capture that ends when the test says so. */
function begin(runId: string) {
  const { promise: done, resolve, reject } = Promise.withResolvers<Run | null>();
  return { capture: { runId, done } as Capture, resolve, reject };
}

/** Captures on a clock of the test's own, in seconds. Kept captures fail at once. */
function keepOnClock() {
  const errors: string[] = [], clock = { s: 0 };
  const kept = keepCaptures((error) => errors.push(String(error)), () => clock.s * 1000);
  const isOver = () => waitFor(() => kept.size === 0, { what: "the capture to end" });
  const fail = async (runId: string, error: Error = new Error("no")) => {
    const { capture, reject } = begin(runId);
    kept.keep(capture);
    reject(error);
    await isOver();
  };
  return { kept, errors, clock, fail, isOver };
}

Deno.test("isToRetry() is true some time after a failure, and each time later", async () => {
  const { kept, errors, clock, fail } = keepOnClock(), pauses: number[] = [];
  assert.equal(kept.isToRetry("a"), false);
  for (let failure = 0; failure < 6; failure++) {
    await fail("a");
    const from = clock.s;
    while (!kept.isToRetry("a")) clock.s++;
    pauses.push(clock.s - from);
  }
  assert.deepEqual(pauses, [4, 8, 16, 32, 60, 60]);
  assert.equal(kept.isToRetry("b"), false);
  assert.equal(errors.length, 6);
});

Deno.test("isToRetry() is false while the run is captured, and after a capture that has ended well", async () => {
  const { kept, clock, fail, isOver } = keepOnClock();
  await fail("a");
  clock.s = 100;
  const { capture, resolve } = begin("a");
  kept.keep(capture);
  assert.equal(kept.isToRetry("a"), false);
  resolve(null);
  await isOver();
  assert.equal(kept.isToRetry("a"), false);
});

Deno.test("isToRetry() is false for what the store refuses for good", async () => {
  const { kept, errors, clock, fail } = keepOnClock();
  await fail("a", new Refused("too large"));
  clock.s = 100;
  assert.equal(kept.isToRetry("a"), false);
  assert.equal(errors.length, 1);
});
