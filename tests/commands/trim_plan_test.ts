import assert from "node:assert/strict";
import { planTrim } from "../../lib/commands/trim_plan.ts";
import type { Listed } from "../../lib/commands/find.ts";
import type { Run, RunStatus } from "../../lib/model.ts";

const run = (name: string, endedAt: number | null, status: RunStatus = "completed", logBytes = 10): Run =>
  ({ name, endedAt, status, logBytes, createdAt: endedAt ?? 0 }) as Run;

/** Two experiments, the runs of each newest first. */
const LISTED = [
  { experiment: { name: "a" }, runs: [run("a3", 900), run("a2", 500), run("live", null, "running"), run("a1", 100)] },
  { experiment: { name: "b" }, runs: [run("b2", 700, "failed"), run("b1", 200, "cancelled", 0)] },
] as Listed[];

const MEASURED = { logsOnly: false, measure: () => Promise.resolve(10) };

const namesOf = async (...args: Parameters<typeof planTrim>) => (await planTrim(...args)).map(({ run }) => run.name);

Deno.test("planTrim() chooses the runs that ended before a time, the oldest first", async () => {
  assert.deepEqual(await namesOf(LISTED, { rule: "older", endedBefore: 700 }, MEASURED), ["a1", "b1", "a2"]);
  assert.deepEqual(await namesOf(LISTED, { rule: "older", endedBefore: 100 }, MEASURED), []);
});

Deno.test("planTrim() keeps the newest runs of each experiment, live ones counted, and never chooses a live run", async () => {
  assert.deepEqual(await namesOf(LISTED, { rule: "keep", newest: 1 }, MEASURED), ["a1", "b1", "a2"]);
  assert.deepEqual(await namesOf(LISTED, { rule: "keep", newest: 3 }, MEASURED), ["a1"]);
  assert.deepEqual(await namesOf(LISTED, { rule: "keep", newest: 0 }, MEASURED), ["a1", "b1", "a2", "b2", "a3"]);
});

Deno.test("planTrim() chooses the oldest runs until enough is saved", async () => {
  assert.deepEqual(await namesOf(LISTED, { rule: "size", excessBytes: 11 }, MEASURED), ["a1", "b1"]);
  assert.deepEqual(await namesOf(LISTED, { rule: "size", excessBytes: 0 }, MEASURED), []);
  const plan = await planTrim(LISTED, { rule: "size", excessBytes: 1e9 }, MEASURED);
  assert.deepEqual([plan.length, plan[0]!.experiment, plan[0]!.bytes], [5, "a", 10]);
});

Deno.test("planTrim() leaves runs out that have no log when only logs are deleted", async () => {
  const names = await namesOf(LISTED, { rule: "keep", newest: 0 }, { ...MEASURED, logsOnly: true });
  assert.deepEqual(names, ["a1", "a2", "b2", "a3"]);
});
