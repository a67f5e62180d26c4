import assert from "node:assert/strict";
import { describeAgo, runDuration } from "../../lib/ui/Time.tsx";
import { runOf } from "./runs.ts";

const HOUR_MS = 3_600_000;

Deno.test("describeAgo() uses the largest unit that fits", () => {
  const said = [0, 9_999, 10_000, 59_999, 60_000, HOUR_MS - 1, HOUR_MS, 24 * HOUR_MS, 72 * HOUR_MS]
    .map((age) => describeAgo(0, age));
  assert.deepEqual(said, [
    "just now",
    "just now",
    "10 s ago",
    "59 s ago",
    "1 min ago",
    "59 min ago",
    "1 h ago",
    "yesterday",
    "3 days ago",
  ]);
});

Deno.test("describeAgo() returns the date of a time that is a week old", () => {
  assert.equal(describeAgo(0, 7 * 24 * HOUR_MS), "1970-01-01");
});

Deno.test("describeAgo() returns `just now` when another machine's clock is ahead", () => {
  assert.equal(describeAgo(5_000, 0), "just now");
});

Deno.test("runDuration() ends with the run", () => {
  assert.equal(runDuration(runOf(), 9_000_000), 90_000);
});

Deno.test("runDuration() grows while the run is live", () => {
  assert.equal(runDuration(runOf({ status: "running", endedAt: null }), 1_010_000), 10_000);
});

Deno.test("runDuration() is null when the run hasn't started", () => {
  const queued = runOf({ status: "queued", startedAt: null, endedAt: null });
  assert.equal(runDuration(queued, 9_000_000), null);
});

Deno.test("runDuration() is null for an imported log, whose times are those of the import", () => {
  assert.equal(runDuration({ startedAt: 1000, endedAt: 1011, isImported: true }, 99_000), null);
});
