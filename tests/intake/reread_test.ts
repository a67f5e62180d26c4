import assert from "node:assert/strict";
import { Conflict, NotFound } from "../../lib/errors.ts";
import { rereadRun } from "../../lib/intake/reread.ts";
import { inWorkspace, launch, readColumn, readLogText, sh } from "../support/workspace.ts";
import { waitFor } from "../support/wait.ts";

Deno.test("rereadRun() writes the same points with the same times", () =>
  inWorkspace(async (workspace) => {
    const { run, done } = await launch(workspace, sh("for i in 1 2 3 4; do echo Step $i: loss=$i; done"));
    await done;
    const before = await workspace.store.points.read(run.id);
    await rereadRun(workspace.store, run.id);
    const after = await workspace.store.points.read(run.id);
    assert.notEqual(after.generation, before.generation);
    for (const name of ["step", "value", "line", "time"] as const) {
      assert.deepEqual([...after.columns.get("loss")![name]], [...before.columns.get("loss")![name]], name);
    }
  }));

Deno.test("rereadRun() lets the capture of a live run continue from the new reading", () =>
  inWorkspace(async (workspace) => {
    const go = `${workspace.directory}/go`;
    const script = `for i in 1 2 3; do echo Step $i: loss=$i; done; while [ ! -e ${go} ]; do sleep 0.02; done; ` +
      "for i in 4 5 6; do echo Step $i: loss=$i; done";
    const { run, done } = await launch(workspace, sh(script));
    await waitFor(async () => (await workspace.store.runs.get(run.id)).lastLine === 3, { what: "three stored lines" });
    await rereadRun(workspace.store, run.id);
    await Deno.writeTextFile(go, "");
    assert.equal((await done)?.status, "completed");
    assert.deepEqual(await readColumn(workspace.store, run.id, "loss"), [1, 2, 3, 4, 5, 6]);
  }));

Deno.test("rereadRun() throws NotFound for an unknown run", () =>
  inWorkspace(({ store }) => assert.rejects(rereadRun(store, "nobody"), NotFound)));

Deno.test("rereadRun() leaves log and points unchanged when it is called many times while a run prints", () =>
  inWorkspace(async (workspace) => {
    const count = 30_000, gate = `${workspace.directory}/gate`;
    const wait = `[ $i -eq 15000 ] && while [ ! -e ${gate} ]; do sleep 0.02; done`;
    const print = `i=0; while [ $i -lt ${count} ]; do i=$((i+1)); echo "Step $i: loss=0.$i"; ${wait}; done; exit 0`;
    const { run, done } = await launch(workspace, sh(print));
    let isOver = false;
    const ended = done.finally(() => isOver = true);
    for (let rereads = 0; !isOver; rereads++) {
      assert.ok(rereads < 5_000, "the run ends during 5,000 rereads");
      await rereadRun(workspace.store, run.id).catch((error) => assert.ok(error instanceof Conflict, error)); // the log grew too fast
      if (rereads === 3) await Deno.writeTextFile(gate, "");
    }
    assert.equal((await ended)?.status, "completed");
    const steps = Array.from({ length: count }, (_, i) => i + 1);
    assert.equal(await readLogText(workspace.store, run.id), steps.map((i) => `Step ${i}: loss=0.${i}\n`).join(""));
    assert.deepEqual(await readColumn(workspace.store, run.id, "loss", "step"), steps);
    assert.deepEqual(await readColumn(workspace.store, run.id, "loss", "line"), steps);
    assert.deepEqual(await readColumn(workspace.store, run.id, "loss"), steps.map((i) => Number(`0.${i}`)));
  }));
