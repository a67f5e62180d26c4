import assert from "node:assert/strict";
import { soon, soonWithin } from "./soon.ts";

/** Reads "none", then fails, then reads "two". */
function changing(): () => Promise<string> {
  let times = 0;
  return () => {
    times++;
    return times === 2 ? Promise.reject(new Error("not there yet")) : Promise.resolve(times === 1 ? "none" : "two");
  };
}

Deno.test("soon reads again until the assertion holds, over errors of reading", async () => {
  await soon.equal(changing(), "two");
  await soon.match(changing(), /w/);
  await soon.doesNotMatch(changing(), /none/);
  const [content, length] = [changing(), changing()];
  await soon.deepEqual(async () => [await content()], ["two"]);
  await soon.ok(async () => (await length()).length === 3);
});

Deno.test("soonWithin() throws what it last said when it never holds", async () => {
  const briefly = soonWithin(50);
  await assert.rejects(briefly.equal(() => 1, 2, "one is two"), assert.AssertionError);
  await assert.rejects(briefly.equal(() => 1, 2, "one is two"), /one is two/);
  await assert.rejects(briefly.ok(() => Promise.reject(new Error("gone"))), /gone/);
});
