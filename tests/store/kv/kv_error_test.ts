import assert from "node:assert/strict";
import { Damaged, Refused } from "../../../lib/errors.ts";
import { encodeKv } from "../../../lib/store/kv/kv.ts";
import { classifyKvError } from "../../../lib/store/kv/kv_error.ts";

Deno.test("classifyKvError() knows what Deno KV itself refuses for its size", async () => {
  using kv = await Deno.openKv(":memory:");
  const encoded = encodeKv(kv), key = (number: number) => ["runs", `${number}`];
  const commit = (count: number, bytes: number) => {
    const operation = encoded.atomic();
    for (let i = 0; i < count; i++) operation.set(key(i), new Uint8Array(bytes));
    return operation.commit();
  };
  await assert.rejects(commit(1, 65_600), Refused, "a value");
  await assert.rejects(commit(20, 60_000), Refused, "all values");
  await assert.rejects(commit(1_001, 1), Refused, "changes");
  await assert.rejects(encoded.set(["runs", "x".repeat(3_000)], 1), Refused, "a key");
  await assert.rejects(encoded.get(["runs", "x".repeat(3_000)]), Refused, "a key that is read");
  assert.equal((await commit(10, 60_000)).ok, true);
});

Deno.test("classifyKvError() knows a damaged file, and leaves every other error as it is", () => {
  for (const message of ["database disk image is malformed", "file is not a database", "no such table: data"]) {
    assert.ok(classifyKvError(new Error(message)) instanceof Damaged, message);
  }
  for (
    const message of ["database is locked", "database or disk is full", "connection refused", "too many open files"]
  ) {
    const error = new Error(message);
    assert.equal(classifyKvError(error), error, message);
  }
  assert.equal(classifyKvError("text"), "text");
});

Deno.test("classifyKvError() says of a damaged file what is safe and what to do, and of no other store", () => {
  const error = new Error("database disk image is malformed");
  assert.match(
    (classifyKvError(error, "/data/runs.db") as Error).message,
    /^the KV runs\.db is damaged: database disk image is malformed; .*stdcurve backup.*stdcurve doctor.*\.recover/,
  );
  assert.equal(
    (classifyKvError(error, "https://kv.example.org") as Error).message,
    "the store at kv.example.org is damaged: database disk image is malformed",
  );
});

Deno.test("encodeKv() names a record that can't be decoded", async () => {
  using kv = await Deno.openKv(":memory:");
  await kv.set(["runs", "a"], new Uint8Array([0xc1]));
  const encoded = encodeKv(kv);
  await assert.rejects(encoded.get(["runs", "a"]), (error) => {
    assert.ok(error instanceof Damaged);
    assert.match(error.message, /the record \["runs","a"\] in the KV is damaged/);
    return true;
  });
  await assert.rejects(Array.fromAsync(encoded.list({ prefix: ["runs"] })), Damaged);
});
