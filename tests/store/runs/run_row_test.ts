import assert from "node:assert/strict";
import fc from "fast-check";
import { FACTS_ROW_BYTES, RECORD_ROW_BYTES } from "../../../lib/limits.ts";
import { encodeValue } from "../../../lib/store/kv/encoding.ts";
import { emptyFacts } from "../../../lib/store/runs/facts.ts";
import { joinRow, makeFactsRow, makeRecordRow } from "../../../lib/store/runs/run_row.ts";
import { addToSummary, emptySummary } from "../../../lib/store/points/summary.ts";
import type { RunRecord } from "../../../lib/store/runs/run_record.ts";

const RUN = { id: "run", experimentId: "experiment" };
const recordOf = (over: Partial<RunRecord> = {}): RunRecord => ({
  ...RUN,
  name: "warmup",
  status: "running",
  reason: "",
  command: [],
  cwd: "",
  createdAt: 1,
  startedAt: 1,
  endedAt: null,
  exitCode: null,
  updatedAt: 1,
  host: "box",
  notes: "",
  tags: ["baseline"],
  ...over,
});

function summaryOf(name: string, value: readonly number[]) {
  const summary = emptySummary(name, "metric");
  addToSummary(summary, { value, step: value.map((_, at) => at + 1) }, { from: 0, count: value.length });
  return summary;
}

const factsOf = (settings: Record<string, string>) => ({ ...emptyFacts(), lastOutputAt: 5, settings });

Deno.test("joinRow() gives what both records were made from", () => {
  const facts = makeFactsRow(factsOf({ lr: "0.1", seed: "1" }), [summaryOf("loss", [3, 1, 2])], {});
  assert.deepEqual(joinRow(RUN, { record: makeRecordRow(recordOf()), facts, base: {} }), {
    ...RUN,
    name: "warmup",
    status: "running",
    reason: "",
    createdAt: 1,
    startedAt: 1,
    endedAt: null,
    tags: ["baseline"],
    lastOutputAt: 5,
    progress: emptyFacts().progress,
    metrics: [["loss", 2, 3, 1, 2, 3, 1]],
    settings: { lr: "0.1", seed: "1" },
    isCut: false,
    isOlder: false,
    unread: 0,
    warnings: 0,
  });
});

Deno.test("makeFactsRow() stores of the settings only how they differ from the base", () => {
  const base = { lr: "0.1", seed: "1", wd: "0" };
  const facts = makeFactsRow(factsOf({ lr: "0.2", seed: "1", extra: "x" }), [], base);
  assert.deepEqual([facts.settings, facts.missing], [{ lr: "0.2", extra: "x" }, ["wd"]]);
  const { settings } = joinRow(RUN, { record: makeRecordRow(recordOf()), facts, base });
  assert.deepEqual(settings, { lr: "0.2", seed: "1", extra: "x" });
});

Deno.test("makeFactsRow() takes the metric that trains first, then other losses, then those by which runs are judged", () => {
  const names = ["step_time", "accuracy", "val_loss", "f1", "loss", "recall"];
  const { metrics } = makeFactsRow(factsOf({}), names.map((name) => summaryOf(name, [1])), {});
  assert.deepEqual(metrics.map(([name]) => name), ["loss", "val_loss", "accuracy", "f1"]);
});

Deno.test("rows stay within their bounds whatever a run has, and say what they leave out", () => {
  const text = fc.oneof(fc.string({ maxLength: 300 }), fc.string({ unit: "grapheme", maxLength: 300 }));
  const settings = fc.dictionary(fc.string({ minLength: 1, maxLength: 60 }), text, { maxKeys: 60 });
  fc.assert(fc.property(
    fc.record({
      name: text,
      reason: text,
      tags: fc.array(text, { maxLength: 30 }),
      settings,
      base: settings,
      metrics: fc.array(text),
    }),
    ({ name, reason, tags, settings, base, metrics }) => {
      const record = makeRecordRow(recordOf({ name, reason, tags }));
      const facts = makeFactsRow(factsOf(settings), metrics.map((each) => summaryOf(each, [NaN, Math.PI])), base);
      assert.ok(encodeValue(record).length <= RECORD_ROW_BYTES, `${encodeValue(record).length} bytes`);
      assert.ok(encodeValue(facts).length <= FACTS_ROW_BYTES, `${encodeValue(facts).length} bytes`);
      const row = joinRow(RUN, { record, facts, base });
      if (!row.isCut) {
        assert.deepEqual([row.name, row.reason, row.tags], [name, reason, tags]);
        assert.deepEqual({ ...row.settings }, { ...settings });
      }
    },
  ));
});
