import assert from "node:assert/strict";
import { writeRun } from "../../lib/api/write/write_runs.ts";
import { decodeWireRun } from "../../lib/series/decode_run.ts";
import { runOf } from "../ui/runs.ts";

const summary = {
  name: "loss",
  kind: "metric" as const,
  count: 3,
  last: NaN,
  lastStep: 3,
  min: -Infinity,
  max: 2.5,
  minStep: 2,
  maxStep: NaN,
  mean: 1,
};

Deno.test("decodeWireRun() gives back the run that was sent, also its values that JSON doesn't have", () => {
  const run = runOf({
    status: "running",
    endedAt: null,
    lastOutputAt: 1_050_000,
    reasonLine: 7,
    segments: [{ line: 1, startedAt: 1_000_000, command: ["a"] }],
    logDeletedAt: 1_060_000,
    owner: { host: "box", silentSince: 1_040_000, notStoredSince: null },
    metrics: [summary],
    unread: [{ name: "lvl", count: 2, line: 3, reason: "why" }],
    settings: { lr: "0.1" },
    progress: { step: 5, total: 10, epoch: 1, epochTotal: 2, rate: 0.5, secondsLeft: 10 },
  });
  const { markCount: _count, ...sent } = run;
  assert.deepEqual(decodeWireRun(JSON.parse(JSON.stringify(writeRun(run)))), sent);
});
