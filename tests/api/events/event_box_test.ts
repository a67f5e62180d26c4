import assert from "node:assert/strict";
import { EventBox } from "../../../lib/api/events/event_box.ts";

const { signal } = new AbortController();
const changesOf = (id: string) => ({ list: false, experiments: { [id]: [] }, metrics: {} });

Deno.test("EventBox gives what has come since the last time as one, and then nothing", async () => {
  const box = new EventBox();
  box.addChanges(changesOf("a"), "1");
  box.addChanges(changesOf("b"), "2");
  box.addTrouble("the disk is full");
  box.addTrouble(null);
  assert.deepEqual(await box.take(60_000, signal), {
    changes: { list: false, experiments: { a: [], b: [] }, metrics: {} },
    trouble: null,
    position: "2",
  });
  assert.equal(await box.take(1, signal), null);
  box.addTrouble("locked");
  assert.deepEqual(await box.take(60_000, signal), { changes: null, trouble: "locked", position: "2" });
});

Deno.test("EventBox ends the wait when something comes, and when the signal is aborted", async () => {
  const box = new EventBox(), leaving = new AbortController();
  const waiting = box.take(60_000, signal);
  box.addChanges(changesOf("a"), "1");
  assert.equal((await waiting)?.position, "1");
  const left = box.take(60_000, leaving.signal);
  leaving.abort();
  assert.equal(await left, null);
});
