import assert from "node:assert/strict";
import { Conflict, NotFound } from "../../lib/errors.ts";
import { rereadRun } from "../../lib/intake/reread.ts";
import { inPlace, launch, readColumn, readLogText, sh, waitFor } from "../support/place.ts";

Deno.test("rereadRun() gives the same points again, keeps the times, and leaves the log alone", () =>
  inPlace(async (place) => {
    const { run, done } = await launch(place, sh("for i in 1 2 3 4; do echo Step $i: loss=$i; done"));
    await done;
    const before = await place.store.points.read(run.id);
    await rereadRun(place.store, run.id);
    const after = await place.store.points.read(run.id);
    assert.notEqual(after.generation, before.generation);
    for (const name of ["step", "value", "line", "time"] as const) {
      assert.deepEqual([...after.columns.get("loss")![name]], [...before.columns.get("loss")![name]], name);
    }
  }));

Deno.test("rereadRun() of a live run lets its capture go on from the new reading", () =>
  inPlace(async (place) => {
    const go = `${place.directory}/go`;
    const script = `for i in 1 2 3; do echo Step $i: loss=$i; done; while [ ! -e ${go} ]; do sleep 0.02; done; ` +
      "for i in 4 5 6; do echo Step $i: loss=$i; done";
    const { run, done } = await launch(place, sh(script));
    await waitFor(async () => (await place.store.runs.get(run.id)).lastLine === 3);
    await rereadRun(place.store, run.id);
    await Deno.writeTextFile(go, "");
    assert.equal((await done)?.status, "completed");
    assert.deepEqual(await readColumn(place.store, run.id, "loss"), [1, 2, 3, 4, 5, 6]);
  }));

Deno.test("rereadRun() throws NotFound for an unknown run", () =>
  inPlace(({ store }) => assert.rejects(rereadRun(store, "nobody"), NotFound)));

Deno.test("rereadRun() again and again while a run prints leaves log and points as one reading gives them", () =>
  inPlace(async (place) => {
    const count = 30_000, gate = `${place.directory}/gate`;
    const wait = `[ $i -eq 15000 ] && while [ ! -e ${gate} ]; do sleep 0.02; done`;
    const print = `i=0; while [ $i -lt ${count} ]; do i=$((i+1)); echo "Step $i: loss=0.$i"; ${wait}; done; exit 0`;
    const { run, done } = await launch(place, sh(print));
    let isOver = false;
    const ended = done.finally(() => isOver = true);
    for (let rereads = 0; !isOver; rereads++) {
      await rereadRun(place.store, run.id).catch((error) => assert.ok(error instanceof Conflict, error)); // it grew too fast
      if (rereads === 3) await Deno.writeTextFile(gate, "");
    }
    assert.equal((await ended)?.status, "completed");
    const steps = Array.from({ length: count }, (_, i) => i + 1);
    assert.equal(await readLogText(place.store, run.id), steps.map((i) => `Step ${i}: loss=0.${i}\n`).join(""));
    assert.deepEqual(await readColumn(place.store, run.id, "loss", "step"), steps);
    assert.deepEqual(await readColumn(place.store, run.id, "loss", "line"), steps);
    assert.deepEqual(await readColumn(place.store, run.id, "loss"), steps.map((i) => Number(`0.${i}`)));
  }));
