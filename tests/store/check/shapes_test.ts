import assert from "node:assert/strict";
import { isExperimentRecord, isFactsRecord, isRunRecord } from "../../../lib/store/check/shapes.ts";
import { emptyFacts } from "../../../lib/store/runs/facts.ts";
import { draftRun } from "../../../lib/store/runs/new_run.ts";

const RUN = draftRun({ experimentId: "e", command: ["x"], cwd: "/", host: "h" });

Deno.test("isRunRecord() takes a run with more fields, and none that lacks one or has a wrong one", () => {
  assert.equal(isRunRecord(RUN), true);
  for (
    const wrong of [{ status: "asleep" }, { command: [1] }, { startedAt: "now" }, { tags: null }, { id: undefined }]
  ) {
    assert.equal(isRunRecord({ ...RUN, ...wrong }), false, JSON.stringify(wrong));
  }
  for (const other of [null, 1, "run", [], new Map()]) assert.equal(isRunRecord(other), false);
});

Deno.test("isFactsRecord() and isExperimentRecord() take what the store writes", () => {
  assert.equal(isFactsRecord(emptyFacts()), true);
  assert.equal(isFactsRecord({ ...emptyFacts(), logBytes: -1 }), false);
  const experiment = { id: "a", name: "b", description: "", createdAt: 1, updatedAt: 1, patterns: [] };
  assert.deepEqual([experiment, { ...experiment, name: 7 }].map(isExperimentRecord), [true, false]);
});
