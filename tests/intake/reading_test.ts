import assert from "node:assert/strict";
import { beginReading, readAgain } from "../../lib/intake/reading.ts";
import { FLUSH_LOG_MAX_BYTES } from "../../lib/limits.ts";
import type { IngestState } from "../../lib/store/flush/ingest_state.ts";
import { openStore } from "../../lib/store/store.ts";
import { createLiveRun } from "../support/workspace.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** The state of a run before its first byte. */
async function readInitialState(): Promise<IngestState> {
  using store = await openStore(":memory:");
  const { id: experimentId } = await store.experiments.create({ name: "e" });
  return await store.ingest.begin(await createLiveRun({ store, experimentId }), "me");
}

Deno.test("read() keeps the bytes with the times of their arrival, and the points of whole lines", async () => {
  const reading = beginReading(await readInitialState(), []);
  assert.equal(reading.read(encode("Step 1: loss=1.5\nSt"), 1_000), 19);
  reading.read(encode("ep 2: loss=2.5\n"), 2_000);
  const { from, log, time, times, points } = reading.seal();
  assert.deepEqual([from, decode(log), time, times], [0, "Step 1: loss=1.5\nStep 2: loss=2.5\n", 1_000, [19, 2_000]]);
  const { value, time: pointTimes } = points.get("loss")!;
  assert.deepEqual([Array.from(value), Array.from(pointTimes)], [[1.5, 2.5], [1_000, 2_000]]);
});

Deno.test("read() marks a silence of more than ten minutes at the line before it", async () => {
  const reading = beginReading(await readInitialState(), []), minute = 60_000;
  reading.read(encode("Step 1: loss=1.5\n"), 1_000);
  reading.read(encode("Step 2: loss=1.5\n"), 1_000 + 9 * minute);
  reading.read(encode("Step 3: loss=1.5\n"), 1_000 + 24 * minute);
  const silence = { kind: "silence", line: 2, step: 2, time: 1_000 + 9 * minute, text: "no output for 15 min" };
  assert.deepEqual(reading.seal().marks, [silence]);
  reading.read(encode("saving checkpoint to x.pt\n"), 2_000 + 24 * minute);
  assert.deepEqual(reading.seal().marks!.map(({ kind, line }) => [kind, line]), [["checkpoint", 4]]);
});

Deno.test("read() takes only what fits in the batch, and more after seal()", async () => {
  const reading = beginReading(await readInitialState(), []);
  const line = encode("x".repeat(99) + "\n"), log = new Uint8Array(FLUSH_LOG_MAX_BYTES + 50);
  for (let at = 0; at < log.length; at += 100) log.set(line.subarray(0, log.length - at), at);
  assert.equal(reading.read(log, 0), FLUSH_LOG_MAX_BYTES);
  assert.equal(reading.read(log.subarray(FLUSH_LOG_MAX_BYTES), 0), 0);
  reading.seal();
  assert.equal(reading.read(log.subarray(FLUSH_LOG_MAX_BYTES), 0), 50);
  assert.deepEqual([reading.seal().from, reading.waiting.log.length], [FLUSH_LOG_MAX_BYTES, 0]);
});

Deno.test("finish() reads a last line without a newline", async () => {
  const reading = beginReading(await readInitialState(), []);
  reading.read(encode("Step 1: loss=1.5"), 1_000);
  reading.finish(2_000);
  const { points, finished } = reading.seal();
  assert.deepEqual([Array.from(points.get("loss")!.value), finished], [[1.5], true]);
});

Deno.test("finish() does nothing when the log has ended already", async () => {
  const reading = beginReading(await readInitialState(), []);
  reading.read(encode("Step 1: loss=1.5"), 1_000);
  reading.finish(2_000);
  const { lines, finished } = reading.seal();
  const state = { ...await readInitialState(), offset: 16, lines, finished: finished! };
  for (const again of [reading, beginReading(state, [])]) {
    again.finish(3_000);
    const { lines: after, time, points } = again.seal();
    assert.deepEqual([after, time, points.size], [lines, 0, 0]);
  }
});

Deno.test("readAgain() continues after the stored bytes, with what the sealed batch has more and what waits", async () => {
  const state = await readInitialState(), reading = beginReading(state, []);
  reading.read(encode("Step 1: loss=1.5\nStep 2: loss=2.5\n"), 1_000);
  const sealed = reading.seal();
  reading.read(encode("Step 3: loss=3.5\n"), 2_000);
  const again = readAgain({ ...state, offset: 17 }, [], { sealed, waiting: reading.waiting });
  assert.deepEqual([again.sealed.from, decode(again.sealed.log)], [17, "Step 2: loss=2.5\n"]);
  assert.equal(decode(again.reading.waiting.log), "Step 3: loss=3.5\n");
});

Deno.test("readAgain() throws when the store has less than the batch began with", async () => {
  const state = await readInitialState(), reading = beginReading({ ...state, offset: 100 }, []);
  reading.read(encode("x\n"), 0);
  const batches = { sealed: reading.seal(), waiting: reading.waiting };
  for (const offset of [99, 103]) {
    assert.throws(() => readAgain({ ...state, offset }, [], batches), /has \d+ bytes of the log, but byte 100 should/);
  }
});

const BAR = " 10%|#         | 10/100 [00:01<00:09, 10.00it/s]\n";

Deno.test("pause() gives once what waits for its bar, at the time of its line", async () => {
  const reading = beginReading(await readInitialState(), []);
  reading.read(encode(BAR + "loss: 0.5\n"), 1_000);
  assert.equal(reading.waiting.pointCount, 0);
  assert.deepEqual([reading.pause(), reading.pause()], [true, false]);
  const { points, time } = reading.seal(), { value, step, time: pointTimes } = points.get("loss")!;
  assert.deepEqual([Array.from(value), Array.from(step), Array.from(pointTimes), time], [[0.5], [10], [1_000], 1_000]);
});

Deno.test("pause() behind a flush gives a batch without bytes, which has the time of the last ones", async () => {
  const reading = beginReading(await readInitialState(), []);
  reading.read(encode(BAR + "loss: 0.5\n"), 1_000);
  const { from, log } = reading.seal();
  assert.equal(reading.pause(), true);
  const batch = reading.seal();
  assert.deepEqual([batch.from, batch.log.length, batch.time, batch.points.size], [from + log.length, 0, 1_000, 1]);
});

Deno.test("readAgain() pauses where the reading paused before", async () => {
  const state = await readInitialState(), reading = beginReading(state, []), next = BAR.replace("10/", "12/");
  const steps: number[] = [];
  reading.read(encode(BAR + "loss: 0.5\n"), 1_000);
  reading.pause();
  reading.read(encode(next + "loss: 0.25\n"), 5_000);
  const sealed = reading.seal();
  reading.pause();
  reading.read(encode(next.replace("12/", "14/") + "loss: 0.125\n"), 9_000);
  reading.pause();
  readAgain(state, [], { sealed, waiting: reading.waiting, onPoint: ({ step }) => steps.push(step) });
  assert.deepEqual(steps, [10, 12, 14]);
});
