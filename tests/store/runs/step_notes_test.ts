import assert from "node:assert/strict";
import { InvalidInput, NotFound } from "../../../lib/errors.ts";
import { STEP_NOTES_MAX } from "../../../lib/limits.ts";
import { openStore } from "../../../lib/store/store.ts";
import { batchOf, createDigitsRun, flushOf } from "../digits.ts";

Deno.test("addNote() keeps a note with the run, and removeNote() takes it away", async () => {
  using store = await openStore(":memory:");
  const { id } = await createDigitsRun(store);
  const note = await store.marks.addNote(id, { step: 300, text: " new learning rate " });
  assert.deepEqual([note.step, note.text], [300, "new learning rate"]);
  assert.deepEqual((await store.runs.get(id)).stepNotes, [note]);
  await store.marks.removeNote(id, note.id);
  assert.deepEqual((await store.runs.get(id)).stepNotes, []);
});

Deno.test("addNote() finds the step of a line: the training step of its points, else their own", async () => {
  using store = await openStore(":memory:");
  const { id } = await createDigitsRun(store), validation = { ...batchOf([3], 1), globalStep: [40], line: [2] };
  await store.ingest.begin(id, "me");
  await store.ingest.flush(id, "me", flushOf(0, "a\nb\n", { loss: batchOf([1, 2]), val_loss: validation }));
  const add = async (line: number) => (await store.marks.addNote(id, { step: null, line, text: "x" })).step;
  assert.deepEqual([await add(1), await add(2), await add(3)], [0, 40, null]);
});

Deno.test("addNote() keeps all notes that are added at the same time", async () => {
  using store = await openStore(":memory:");
  const { id } = await createDigitsRun(store);
  await Promise.all([1, 2, 3, 4].map((step) => store.marks.addNote(id, { step, text: "x" })));
  assert.deepEqual((await store.runs.get(id)).stepNotes!.map(({ step }) => step).sort(), [1, 2, 3, 4]);
});

Deno.test("addNote() refuses an empty or long text, a step that is no number, and too many notes", async () => {
  using store = await openStore(":memory:");
  const { id } = await createDigitsRun(store);
  const add = (step: number, text: string) => store.marks.addNote(id, { step, text });
  await assert.rejects(add(1, "  "), InvalidInput);
  await assert.rejects(add(1, "x".repeat(201)), InvalidInput);
  await assert.rejects(add(NaN, "x"), InvalidInput);
  for (let step = 0; step < STEP_NOTES_MAX; step++) await add(step, "x");
  await assert.rejects(add(1, "one more"), InvalidInput);
});

Deno.test("removeNote() throws NotFound for a note that isn't there", async () => {
  using store = await openStore(":memory:");
  const { id } = await createDigitsRun(store);
  await assert.rejects(store.marks.removeNote(id, crypto.randomUUID()), NotFound);
});
