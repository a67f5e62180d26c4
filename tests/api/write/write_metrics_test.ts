import assert from "node:assert/strict";
import {
  readCursor,
  writeCursor,
  writeMetricColumns,
  writeMetrics,
  writeValue,
} from "../../../lib/api/write/write_metrics.ts";
import type { Columns } from "../../../lib/model.ts";
import { openStore } from "../../../lib/store/store.ts";
import { importText } from "../ground.ts";

Deno.test("writeValue() writes NaN and the infinities as strings", () => {
  assert.deepEqual([1.5, -0.25, NaN, Infinity, -Infinity].map(writeValue), [
    1.5,
    -0.25,
    "NaN",
    "Infinity",
    "-Infinity",
  ]);
});

Deno.test("readCursor() reads what writeCursor() wrote, and nothing else", () => {
  assert.deepEqual(readCursor(writeCursor(2, 17)), { generation: 2, rev: 17 });
  for (const text of ["", "2", "2.", ".17", "2.17.1", "-1.2", "2.1e3", "a.b"]) {
    assert.equal(readCursor(text), null, text);
  }
});

/** A run without points, and an answer of one point of `loss` at step 3. */
async function readOne() {
  using store = await openStore(":memory:");
  const { id } = await importText(store, "nothing\n");
  const one = (value: number) => Float64Array.of(value);
  const columns: Columns = {
    step: one(3),
    value: one(NaN),
    time: one(0),
    line: Uint32Array.of(7),
    epoch: one(NaN),
    globalStep: one(NaN),
  };
  const summary = {
    name: "loss",
    kind: "metric" as const,
    count: 9,
    last: 1,
    lastStep: 3,
    min: 1,
    max: 2,
    minStep: 1,
    maxStep: 2,
    mean: 1.5,
  };
  const answer = { generation: 1, rev: 5, columns: new Map([["loss", columns]]), summaries: [summary] };
  return { run: await store.runs.get(id), answer };
}

Deno.test("writeMetrics() writes each point as an object, and named metrics without points as empty", async () => {
  const { run, answer } = await readOne();
  const { run_id, metrics, metadata } = writeMetrics(run, answer, { names: ["loss", "lr"] });
  assert.equal(run_id, run.id);
  assert.deepEqual(metrics, {
    loss: [{ step: 3, value: "NaN", timestamp: "1970-01-01T00:00:00.000Z", line: 7, epoch: null, global_step: null }],
    lr: [],
  });
  const { totals, next, gaps, kinds, status, is_complete } = metadata;
  assert.deepEqual({ totals, next, gaps, kinds, status, is_complete }, {
    totals: { loss: 9 },
    next: "1.5",
    gaps: {},
    kinds: { loss: "metric" },
    status: "completed",
    is_complete: true,
  });
});

Deno.test("writeMetricColumns() writes the same points as arrays, with times in milliseconds", async () => {
  const { run, answer } = await readOne();
  assert.deepEqual(writeMetricColumns(run, answer, { names: ["lr"] }).metrics, {
    loss: { step: [3], value: ["NaN"], timestamp: [0], line: [7], epoch: [null], global_step: [null] },
    lr: { step: [], value: [], timestamp: [], line: [], epoch: [], global_step: [] },
  });
});

Deno.test("writeMetrics() lists the gaps that are given, without empty ones", async () => {
  const { run, answer } = await readOne();
  const gaps = new Map<string, [number, number][]>([["loss", [[3, 90]]], ["lr", []]]);
  assert.deepEqual(writeMetrics(run, answer, { gaps }).metadata.gaps, { loss: [[3, 90]] });
});
