import assert from "node:assert/strict";
import { describeExperiment, describeLeftOut } from "../../lib/commands/run_table.ts";
import { OLDER_READER_WARNING } from "../../lib/text/older_reader.ts";
import { runOf } from "../ui/runs.ts";

const unread = [{ name: "level", count: 3, line: 1, reason: "it has not changed yet" }];

Deno.test("describeLeftOut() counts names that aren't charted, and warnings but the one about an older reader", () => {
  assert.equal(
    describeLeftOut({ unread, warnings: ["a", "b", OLDER_READER_WARNING] }),
    "1 name not charted, 2 warnings",
  );
  assert.equal(describeLeftOut({ unread: [], warnings: [OLDER_READER_WARNING] }), "");
});

Deno.test("describeExperiment() gives the age of the last output only while output is stored", () => {
  const experiment = { id: "e", name: "e", description: "", createdAt: 0, updatedAt: 0, patterns: [] };
  const describe = (notStoredSince: number | null) => {
    const owner = { host: "box", silentSince: null, notStoredSince };
    const run = runOf({ status: "running", reason: "", endedAt: null, lastOutputAt: 1_990_000, owner });
    return describeExperiment({ experiment, runs: [run] }, 2_000_000, Infinity);
  };
  assert.match(describe(null), /last output 10 s ago/);
  assert.match(describe(1_980_000), /not stored since 1970-01-01 00:33:00 UTC/);
  assert.doesNotMatch(describe(1_980_000), /last output/);
});
