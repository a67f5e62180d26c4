import assert from "node:assert/strict";
import { Damaged, Refused, Unavailable } from "../../../lib/errors.ts";
import { CALLS_GIVEN_UP_MAX } from "../../../lib/limits/store.ts";
import { createKvCalls } from "../../../lib/store/kv/kv_calls.ts";

const LIMIT_MS = 20;
const silent = () => new Promise<never>(() => {});

Deno.test("make() gives up a call that takes too long, and says who does not answer since when", async () => {
  const calls = createKvCalls({ location: "https://kv.example.org/path", limitMs: LIMIT_MS });
  assert.equal(calls.trouble, null);
  await assert.rejects(calls.make(silent), (error) => {
    assert.ok(error instanceof Unavailable);
    assert.match(error.message, /^the store at kv\.example\.org does not answer since \d\d:\d\d$/);
    return true;
  });
  assert.match(calls.trouble!.message, /does not answer/);
  assert.equal(await calls.make(() => Promise.resolve(7)), 7);
  assert.equal(calls.trouble, null);
});

Deno.test("make() passes on results and errors, the KV's own in words", async () => {
  const calls = createKvCalls({ location: "/data/runs.db", limitMs: 60_000 });
  const fail = (message: string) => calls.make(() => Promise.reject(new Error(message)));
  await assert.rejects(fail("database is locked"), {
    name: "Unavailable",
    message: "the KV runs.db is locked by another process",
  });
  assert.match(calls.trouble!.message, /locked/);
  await assert.rejects(fail("Value too large (max 65536 bytes)"), Refused);
  await assert.rejects(fail("our own bug"), /our own bug/);
});

Deno.test("trouble of writing stays while only reading works, until it is long ago", async () => {
  let now = 0;
  const calls = createKvCalls({ location: "/data/runs.db", clock: () => now });
  const write = { isWrite: true };
  await assert.rejects(calls.make(() => Promise.reject(new Error("database or disk is full")), write), Unavailable);
  await calls.make(() => Promise.resolve("read"));
  assert.match(calls.trouble!.message, /is full/);
  now = 14_000;
  assert.match(calls.trouble!.message, /is full/);
  now = 16_000;
  assert.equal(calls.trouble, null, "nobody has tried to write for a while");
  await assert.rejects(calls.make(() => Promise.reject(new Error("database or disk is full")), write), Unavailable);
  await calls.make(() => Promise.resolve("written"), write);
  assert.equal(calls.trouble, null);
});

Deno.test("make() starts no further call while many that were given up have not ended", async () => {
  const calls = createKvCalls({ limitMs: LIMIT_MS }), ends: (() => void)[] = [];
  const hang = () => new Promise<void>((resolve) => ends.push(resolve));
  for (let i = 0; i < CALLS_GIVEN_UP_MAX; i++) await assert.rejects(calls.make(hang), Unavailable);
  await assert.rejects(calls.make(hang), Unavailable);
  assert.equal(ends.length, CALLS_GIVEN_UP_MAX, "it was not started");
  ends[0]!();
  assert.equal(await calls.make(() => Promise.resolve("answered")), "answered");
});

Deno.test("make() throws what the check of the file says once a call fails or is late, because a lost file stays lost", async () => {
  const calls = createKvCalls({ location: "/data/runs.db", limitMs: LIMIT_MS }), lost = new Damaged("the file is gone");
  const fail = () => Promise.reject(new Error("database is locked"));
  calls.watchFile(() => Promise.resolve());
  await assert.rejects(calls.make(fail), Unavailable);
  calls.watchFile(() => Promise.reject(lost));
  await assert.rejects(calls.make(fail), lost);
  await assert.rejects(calls.make(silent), lost);
  assert.equal(await calls.make(() => Promise.resolve(7)), 7);
});
