import assert from "node:assert/strict";
import { Conflict } from "../../lib/errors.ts";
import { limitLiveRuns } from "../../lib/runs/live_limit.ts";

Deno.test("check() throws Conflict when there are as many live runs as there may be", () => {
  let count = 1;
  const { check } = limitLiveRuns(2, () => count);
  check();
  count = 2;
  assert.throws(check, (error) => error instanceof Conflict && /2 live runs/.test(error.message));
});

Deno.test("start() counts runs that are being started, until they are or fail", async () => {
  const live = limitLiveRuns(2, () => 0), begun = Promise.withResolvers<string>();
  const first = live.start(() => begun.promise), second = live.start(() => begun.promise);
  await assert.rejects(live.start(() => assert.fail("it must not begin")), Conflict);
  begun.resolve("started");
  assert.deepEqual(await Promise.all([first, second]), ["started", "started"]);
  await assert.rejects(live.start(() => Promise.reject(new Error("no program"))), /no program/);
  live.check();
});
