import assert from "node:assert/strict";
import { rereadRun } from "../../lib/intake/reread.ts";
import { type Alarm, notePauses, systemAlarm } from "../../lib/intake/pauses.ts";
import type { Store } from "../../lib/store/store.ts";
import { waitFor } from "../support/wait.ts";
import { readColumn } from "../support/workspace.ts";
import { encoder, ingestPieces, inMemory, interpose } from "./ingest_pieces.ts";

/** An alarm that rings when the test says so. Shows what is set. */
function setUp() {
  let ring: (() => void) | null = null;
  const set: number[] = [];
  const alarm: Alarm = (ms, onRing) => {
    set.push(ms);
    ring = onRing;
    return () => ring = null;
  };
  return { alarm, set, isSet: () => ring !== null, ring: () => ring?.() };
}

async function* numbersOf(count: number) {
  for (let i = 1; i <= count; i++) yield await Promise.resolve(i);
}

Deno.test("notePauses() passes the pieces on, and waits for each and for the end", async () => {
  const { alarm, set, isSet } = setUp(), pieces: number[] = [];
  for await (const piece of notePauses(numbersOf(2), { afterMs: 50, onPause: () => {}, alarm })) {
    pieces.push(piece);
    assert.equal(isSet(), false, "while a piece is used");
  }
  assert.deepEqual([pieces, set, isSet()], [[1, 2], [50, 50, 50], false]);
});

Deno.test("notePauses() reports once that nothing arrives", async () => {
  const { alarm, ring } = setUp(), arrives = Promise.withResolvers<void>();
  let pauses = 0;
  const source = async function* () {
    await arrives.promise;
    yield 1;
  };
  const first = notePauses(source(), { afterMs: 50, onPause: () => pauses++, alarm }).next();
  ring();
  assert.equal(pauses, 1);
  arrives.resolve();
  assert.deepEqual(await first, { value: 1, done: false });
  assert.equal(pauses, 1);
});

Deno.test("notePauses() sets no alarm where there are no pauses", async () => {
  const { alarm, set } = setUp();
  await Array.fromAsync(notePauses(numbersOf(3), { afterMs: Infinity, onPause: () => {}, alarm }));
  assert.deepEqual(set, []);
});

Deno.test("notePauses() puts the alarm out when its caller stops, and when the source fails", async () => {
  const { alarm, isSet } = setUp(), options = { afterMs: 50, onPause: () => {}, alarm };
  for await (const _ of notePauses(numbersOf(3), options)) break;
  assert.equal(isSet(), false);
  const source = async function* () {
    yield await Promise.resolve(1);
    throw new Error("disk");
  };
  await assert.rejects(Array.fromAsync(notePauses(source(), options)), /disk/);
  assert.equal(isSet(), false);
});

Deno.test("systemAlarm() rings, and not when it was put out", async () => {
  const rung = Promise.withResolvers<string>();
  systemAlarm(0, () => rung.resolve("first"))();
  systemAlarm(0, () => rung.resolve("second"));
  assert.equal(await rung.promise, "second");
});

/** A bar, and a value that waits until the bar is drawn again. */
const WAITING = " 10%|#         | 10/100 [00:01<00:09, 10.00it/s]\nloss: 0.5\n";

/** A source that pauses behind its bytes until the test has seen what it waits for, and an alarm that rings in each pause. */
function pausing(text: string, isSeen: () => Promise<boolean>) {
  const alarm: Alarm = (_ms, ring) => {
    const timer = setTimeout(ring);
    return () => clearTimeout(timer);
  };
  const source = async function* () {
    yield encoder.encode(text);
    await waitFor(isSeen, { what: "the point to be stored" });
  };
  return { source, alarm };
}

const hasLoss = (store: Store, runId: string) => async () =>
  (await store.runs.get(runId)).metrics.some(({ name }) => name === "loss");

Deno.test("ingest() stores in a pause of the log what waited for its place, and doesn't move it later", () =>
  inMemory(async ({ store, runId }) => {
    const { source, alarm } = pausing(WAITING, hasLoss(store, runId));
    const more = async function* () {
      yield* source();
      yield encoder.encode(" 20%|##        | 20/100 [00:01<00:09, 10.00it/s]\nloss: 0.25\n");
    };
    await ingestPieces(store, runId, [], { source: more, alarm });
    assert.deepEqual(await readColumn(store, runId, "loss"), [0.5, 0.25]);
    assert.deepEqual(await readColumn(store, runId, "loss", "step"), [10, 20]);
  }));

for (const stored of [1, 2]) {
  Deno.test(`ingest() gives a point of a pause once when it ends behind flush ${stored} and the next one goes on`, () =>
    inMemory(async ({ store, runId }) => {
      const stop = new AbortController(),
        { flush } = store.ingest,
        { source, alarm } = pausing("", hasLoss(store, runId));
      let flushes = 0;
      store.ingest.flush = async (...args) => {
        if (++flushes > stored) throw stop.abort();
        await flush(...args);
      };
      const first = async function* () {
        yield encoder.encode(WAITING);
        if (stored === 2) await waitFor(hasLoss(store, runId), { what: "the point to be stored" });
        yield encoder.encode("all is well\n");
        await waitFor(() => stop.signal.aborted, { what: "the end of the first one" });
      };
      assert.equal(await ingestPieces(store, runId, [], { source: first, alarm, signal: stop.signal }), "stopped");
      store.ingest.flush = flush;
      const next = async function* (offset: number) {
        yield encoder.encode((WAITING + "all is well\n").slice(offset));
        yield* source();
      };
      await ingestPieces(store, runId, [], { source: next, alarm, instance: "next" });
      assert.deepEqual(await readColumn(store, runId, "loss", "step"), [10]);
    }));
}

Deno.test("ingest() doesn't store twice what a pause gave, when the log was reread meanwhile", () =>
  inMemory(async ({ store, runId }) => {
    const { source, alarm } = pausing(WAITING, hasLoss(store, runId));
    let flushes = 0;
    interpose(store, { before: () => ++flushes === 2 && rereadRun(store, runId) });
    await ingestPieces(store, runId, [], { source, alarm });
    assert.deepEqual(await readColumn(store, runId, "loss", "step"), [10]);
  }));

Deno.test("ingest() lets the points of a log that is whole wait for its end", () =>
  inMemory(async ({ store, runId }) => {
    let alarms = 0;
    const alarm: Alarm = () => (alarms++, () => {});
    await ingestPieces(store, runId, [WAITING], { placeWaitMs: Infinity, alarm });
    assert.deepEqual([alarms, await readColumn(store, runId, "loss", "step")], [0, [10]]);
  }));
