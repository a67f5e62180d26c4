import assert from "node:assert/strict";
import { describeExperiment, describeLeftOut } from "../../lib/commands/run_table.ts";
import { widthOf } from "../../lib/commands/table.ts";
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

const SUMMARY = { count: 9, mean: 1, min: 1, max: 3, lastStep: 9, minStep: 9, maxStep: 1, kind: "metric" as const };

/** An experiment with runs of long names, in Latin and in Chinese letters, whose notes are long too. */
function describeAt(columns: number): string[] {
  const metrics = [{ ...SUMMARY, name: "validation_loss_of_the_ensemble", last: -12_345.678 }];
  const reason = "exit code 1: RuntimeError: CUDA out of memory. Tried to allocate 20.00 MiB (GPU 0; 23.69 GiB total)";
  const names = ["a name that is much too long for a narrow window", "學習率預熱五百步的長名稱實驗甲乙丙丁戊己庚辛"];
  const runs = names.map((name) =>
    runOf({ status: "failed", name, reason, metrics, startedAt: 0, endedAt: 7_265_000 })
  );
  const experiment = { id: "e", name: "長".repeat(60), description: "", createdAt: 0, updatedAt: 0, patterns: [] };
  return describeExperiment({ experiment, runs }, 86_400_000, columns).trimEnd().split("\n");
}

for (const columns of [24, 32, 44, 60, 80, 100, 132, 200]) {
  Deno.test(`describeExperiment() keeps every line within ${columns} columns, with the id, name and note of each run`, () => {
    const lines = describeAt(columns), widest = lines.toSorted((a, b) => widthOf(b) - widthOf(a))[0]!;
    assert.ok(widthOf(widest) <= columns, `${widthOf(widest)}: ${widest}`);
    assert.equal(lines.filter((line) => /[0-9a-f]{8} {2}(a na|學習)/.test(line)).length, 2);
    assert.equal(lines.filter((line) => line.includes("exit code 1")).length, 2);
  });
}

Deno.test("describeExperiment() shows what there is room for: at 44 columns the last value, at 80 the status as a word", () => {
  assert.match(describeAt(44).join("\n"), /✗ .*validat… -12,346/);
  assert.match(describeAt(80).join("\n"), /✗ failed /);
  assert.match(describeAt(132).join("\n"), /2 h 1 min.*1 d ago/);
});

Deno.test("describeExperiment() says of how many runs the listed ones are", () => {
  const head = (listed: number, of?: number) => {
    const experiment = { id: "e", name: "e", description: "", createdAt: 0, updatedAt: 0, patterns: [] };
    const runs = Array(listed).fill(runOf({ status: "completed" })), more = of === undefined ? {} : { of };
    return describeExperiment({ experiment, runs, ...more }, 86_400_000, Infinity).split("\n")[0];
  };
  assert.match(head(3, 2400)!, / {2}\(3 of 2,400 runs\)$/);
  assert.match(head(3, 3)!, / {2}\(3 runs\)$/);
  assert.match(head(1)!, / {2}\(1 run\)$/);
});
