import assert from "node:assert/strict";
import { chooseRuns, SORT_KEYS } from "../../lib/commands/choose_runs.ts";
import type { Run } from "../../lib/model.ts";
import { parseFilter } from "../../lib/series/filter/parse_filter.ts";
import { experimentOf, idOf, runOf } from "../ui/runs.ts";

const NOW = 2_000_000;
const loss = (last: number) => ({
  name: "loss",
  kind: "metric" as const,
  count: 1,
  last,
  lastStep: 1,
  min: last,
  max: last,
  minStep: 1,
  maxStep: 1,
  mean: last,
});
const progress = (step: number) => ({
  step,
  total: null,
  epoch: null,
  epochTotal: null,
  rate: null,
  secondsLeft: null,
});

/** A run that was created at this time. */
const run = (at: number, experiment: number, change: Partial<Run> = {}) =>
  runOf({ id: idOf(at), name: `r${at}`, experimentId: idOf(experiment), createdAt: at, startedAt: at, ...change });

const A = experimentOf({ id: idOf(100), name: "a" }), B = experimentOf({ id: idOf(101), name: "b" });
const EMPTY = { experiment: experimentOf({ id: idOf(102), name: "empty" }), runs: [] };
const LISTED = [
  EMPTY,
  {
    experiment: A,
    runs: [
      run(30, 100, { status: "running", endedAt: null, metrics: [loss(0.5)], progress: progress(7) }),
      run(10, 100, { endedAt: 500, metrics: [loss(NaN)], progress: progress(9) }),
    ],
  },
  { experiment: B, runs: [run(20, 101, { status: "failed", endedAt: 900, metrics: [loss(0.1)] })] },
];

/** Names of the chosen runs, experiment by experiment. */
const namesOf = (choice: Parameters<typeof chooseRuns>[1]) =>
  chooseRuns(LISTED, choice, NOW).map(({ experiment, runs }) => `${experiment.name}: ${runs.map(({ name }) => name)}`);

Deno.test("chooseRuns() leaves a list as it is when nothing is chosen", () => {
  assert.deepEqual(namesOf({}), ["empty: ", "a: r30,r10", "b: r20"]);
});

Deno.test("chooseRuns() has the runs of a status, and the newest of all experiments", () => {
  assert.deepEqual(namesOf({ status: "failed" }), ["b: r20"]);
  assert.deepEqual(namesOf({ limit: 2 }), ["a: r30", "b: r20"]);
  assert.deepEqual(namesOf({ status: "queued" }), []);
});

Deno.test("chooseRuns() has the runs that a filter shows", () => {
  const filtered = (text: string) => {
    const parsed = parseFilter(text);
    assert.ok("filter" in parsed, text);
    return namesOf({ filter: parsed.filter });
  };
  assert.deepEqual(filtered("status:live OR loss<0.2"), ["a: r30", "b: r20"]);
  assert.deepEqual(filtered("loss:nan step>8"), ["a: r10"]);
  assert.deepEqual(filtered("tag:none"), []);
});

Deno.test("chooseRuns() sorts by each key, both ways round, and puts runs without a value last", () => {
  const sorted: Record<string, string[]> = {
    created: ["a: r30,r10", "b: r20"],
    "-created": ["a: r10,r30", "b: r20"],
    ended: ["b: r20", "a: r10,r30"],
    "-ended": ["a: r10,r30", "b: r20"],
    last: ["b: r20", "a: r30,r10"],
    "-last": ["a: r30,r10", "b: r20"],
    name: ["a: r10,r30", "b: r20"],
    "-name": ["a: r30,r10", "b: r20"],
    status: ["a: r10,r30", "b: r20"],
    "-status": ["a: r30,r10", "b: r20"],
    step: ["a: r10,r30", "b: r20"],
    "-step": ["a: r30,r10", "b: r20"],
    took: ["a: r30,r10", "b: r20"],
    "-took": ["a: r10,r30", "b: r20"],
  };
  assert.deepEqual(Object.keys(sorted).toSorted(), [...SORT_KEYS].toSorted());
  for (const [sort, names] of Object.entries(sorted)) assert.deepEqual(namesOf({ sort }), names, sort);
  assert.deepEqual(namesOf({ sort: "last", limit: 1 }), ["b: r20"]);
});
