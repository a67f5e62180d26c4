import assert from "node:assert/strict";
import type { Progress, Run, RunStatus } from "../../lib/model.ts";
import { loadPace, withPace } from "../../lib/runs/pace.ts";
import type { Store } from "../../lib/store/store.ts";
import { createLiveRun, inWorkspace } from "../support/workspace.ts";

const PROGRESS: Progress = {
  step: null,
  total: null,
  epoch: null,
  epochTotal: null,
  rate: null,
  secondsLeft: null,
};

/** Gives a run with this progress, and with loss points at steps 0, 10, 20, … that are two seconds apart. */
async function makeRun(
  workspace: { store: Store; experimentId: string },
  { progress, points = 3 }: { progress: Partial<Progress>; points?: number },
): Promise<Run> {
  const { store } = workspace, id = await createLiveRun(workspace);
  const { instance } = await store.ingest.begin(id, "me");
  const log = new TextEncoder().encode("x\n"), steps = Array.from({ length: points }, (_, i) => 10 * i);
  await store.ingest.flush(id, instance!, {
    from: 0,
    log,
    time: 1_000,
    points: new Map([["loss", {
      kind: "metric",
      step: steps,
      value: steps,
      time: steps.map((step) => 200 * step),
      line: steps.map(() => 1),
      epoch: steps.map(() => NaN),
      globalStep: steps.map(() => NaN),
    }]]),
    lines: null,
    reader: null,
  });
  return { ...await store.runs.get(id), progress: { ...PROGRESS, ...progress } };
}

Deno.test("loadPace() computes rate and time left from the points when the log prints neither", () =>
  inWorkspace(async (workspace) => {
    const run = await makeRun(workspace, { progress: { step: 20, total: 70 } });
    const pace = await loadPace(workspace.store, run);
    assert.deepEqual([pace?.rate, pace?.secondsLeft], [5, 10]);
  }));

Deno.test("loadPace() prefers what the log prints", () =>
  inWorkspace(async (workspace) => {
    const run = await makeRun(workspace, { progress: { step: 20, total: 70, rate: 2, secondsLeft: 7 } });
    const pace = await loadPace(workspace.store, run);
    assert.deepEqual([pace?.rate, pace?.secondsLeft], [2, 7]);
  }));

Deno.test("loadPace() computes the time left when the log prints that of one epoch", () =>
  inWorkspace(async (workspace) => {
    const run = await makeRun(workspace, { progress: { step: 117, total: 9200, rate: 40, secondsLeft: 2 } });
    assert.equal((await loadPace(workspace.store, run))?.secondsLeft, (9200 - 117) / 40);
  }));

Deno.test("loadPace() knows no time left when the step is beyond the total, or the rate is unknown", () =>
  inWorkspace(async (workspace) => {
    const beyond = await makeRun(workspace, { progress: { step: 80, total: 70 } });
    assert.equal((await loadPace(workspace.store, beyond))?.secondsLeft, null);
    const single = await makeRun(workspace, { progress: { step: 0, total: 70 }, points: 1 });
    const { rate, secondsLeft } = (await loadPace(workspace.store, single))!;
    assert.deepEqual([rate, secondsLeft], [null, null]);
  }));

Deno.test("loadPace() gives null for a complete run, and withPace() leaves that run unchanged", () =>
  inWorkspace(async (workspace) => {
    const run = await makeRun(workspace, { progress: { step: 20, total: 70 } });
    for (const status of ["completed", "failed", "cancelled"] satisfies RunStatus[]) {
      const complete = { ...run, status };
      assert.equal(await loadPace(workspace.store, complete), null);
      assert.equal(await withPace(workspace.store, complete), complete);
    }
  }));

Deno.test("withPace() adds rate and time left to the progress of a live run", () =>
  inWorkspace(async (workspace) => {
    const run = await makeRun(workspace, { progress: { step: 20, total: 70, epoch: 3 } });
    const { progress } = await withPace(workspace.store, run);
    assert.deepEqual(progress, { ...PROGRESS, step: 20, total: 70, epoch: 3, rate: 5, secondsLeft: 10 });
  }));
