import assert from "node:assert/strict";
import { Conflict, Damaged, InvalidInput, NotFound, Refused } from "../../lib/errors.ts";
import { retryUntilAnswered } from "../../lib/intake/retry.ts";

function failing(times: number, error: Error = new Error("no answer")) {
  let calls = 0;
  return () => ++calls > times ? Promise.resolve(calls) : Promise.reject(error);
}

Deno.test("retryUntilAnswered() retries with growing pauses up to the longest", async () => {
  const pauses: number[] = [];
  const pause = (ms: number) => {
    pauses.push(ms);
    return Promise.resolve();
  };
  assert.equal(await retryUntilAnswered(failing(8), { pause }), 9);
  assert.deepEqual(pauses, [100, 200, 400, 800, 1600, 3200, 5000, 5000]);
});

Deno.test("retryUntilAnswered() reports each failure", async () => {
  const errors: unknown[] = [], error = new Error("disk full");
  await retryUntilAnswered(failing(2, error), { onError: (each) => errors.push(each), pause: () => Promise.resolve() });
  assert.deepEqual(errors, [error, error]);
});

Deno.test("retryUntilAnswered() throws at once what another attempt would meet again", async () => {
  const lasting = [
    new Conflict("taken"),
    new NotFound("gone"),
    new InvalidInput("kv", "bad"),
    new Refused("too large"),
    new Damaged("malformed"),
  ];
  for (const error of lasting) {
    await assert.rejects(retryUntilAnswered(failing(1, error), {}), error);
  }
});

Deno.test("retryUntilAnswered() throws the last failure when its signal is aborted, without waiting for the pause", async () => {
  const stop = new AbortController();
  const asked = retryUntilAnswered(failing(Infinity), {
    signal: stop.signal,
    onError: () => queueMicrotask(() => stop.abort()),
  });
  await assert.rejects(asked, /no answer/);
});
