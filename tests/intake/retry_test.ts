import assert from "node:assert/strict";
import { Conflict, InvalidInput, NotFound } from "../../lib/errors.ts";
import { untilAnswered } from "../../lib/intake/retry.ts";

function failing(times: number, error: Error = new Error("no answer")) {
  let calls = 0;
  return () => ++calls > times ? Promise.resolve(calls) : Promise.reject(error);
}

Deno.test("untilAnswered() asks again with growing pauses up to the longest", async () => {
  const pauses: number[] = [];
  const pause = (ms: number) => {
    pauses.push(ms);
    return Promise.resolve();
  };
  assert.equal(await untilAnswered(failing(8), { pause }), 9);
  assert.deepEqual(pauses, [100, 200, 400, 800, 1600, 3200, 5000, 5000]);
});

Deno.test("untilAnswered() tells of each failure", async () => {
  const told: unknown[] = [], error = new Error("disk full");
  await untilAnswered(failing(2, error), { onTrouble: (each) => told.push(each), pause: () => Promise.resolve() });
  assert.deepEqual(told, [error, error]);
});

Deno.test("untilAnswered() takes a refusal as an answer", async () => {
  for (const refusal of [new Conflict("taken"), new NotFound("gone"), new InvalidInput("kv", "bad")]) {
    await assert.rejects(untilAnswered(failing(1, refusal), {}), refusal);
  }
});

Deno.test("untilAnswered() throws the last failure once it is to stop, without sitting out its pause", async () => {
  const stop = new AbortController();
  const asked = untilAnswered(failing(Infinity), {
    signal: stop.signal,
    onTrouble: () => queueMicrotask(() => stop.abort()),
  });
  await assert.rejects(asked, /no answer/);
});
