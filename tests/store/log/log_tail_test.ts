import assert from "node:assert/strict";
import fc from "fast-check";
import { openStore, type Store } from "../../../lib/store/store.ts";
import { createLiveRun, readLogText } from "../../support/workspace.ts";

/** A run whose log was stored in these pieces. Gives its id. */
async function storeLog(store: Store, pieces: readonly string[]): Promise<string> {
  const { id: experimentId } = await store.experiments.getOrCreate("e");
  const id = await createLiveRun({ store, experimentId }), encoder = new TextEncoder();
  await store.ingest.begin(id, "me");
  let from = 0;
  for (const piece of pieces) {
    const log = encoder.encode(piece);
    await store.ingest.flush(id, "me", { from, log, time: 1, points: new Map(), lines: null, reader: null });
    from += log.length;
  }
  return id;
}

const FAR = "x".repeat(20_000) + "\n"; // a chunk of its own

Deno.test("findTail() finds where the last lines begin, with and without a newline at the end", async () => {
  using store = await openStore(":memory:");
  const ended = await storeLog(store, ["a\nbb\nccc\n"]), open = await storeLog(store, ["a\nbb\nccc"]);
  for (const id of [ended, open]) {
    const found = await Promise.all([1, 2, 3, 9].map((lines) => store.logs.findTail(id, lines)));
    assert.deepEqual(found, [5, 2, 0, 0]);
  }
  assert.equal(await store.logs.findTail(ended, 0), 9);
  assert.equal(await store.logs.findTail(await storeLog(store, []), 3), 0);
});

Deno.test("findTail() counts lines over chunks", async () => {
  using store = await openStore(":memory:");
  const id = await storeLog(store, ["a\n", FAR, FAR, "b\n", FAR]);
  assert.equal(await store.logs.findTail(id, 2), 2 + 2 * FAR.length);
  assert.equal(await store.logs.findTail(id, 3), 2 + FAR.length);
});

Deno.test("bytes() reads on from any offset, wherever the chunks begin", async () => {
  using store = await openStore(":memory:");
  const id = await storeLog(store, ["a\n", FAR, "b", FAR, "c\n"]), whole = await readLogText(store, id);
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length + 1), async (from) => {
      const pieces = await Array.fromAsync(store.logs.bytes(id, { from })) as Uint8Array<ArrayBuffer>[];
      assert.equal(await new Blob(pieces).text(), whole.slice(from));
    }),
    { numRuns: 60 },
  );
});
