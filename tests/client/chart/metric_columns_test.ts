import assert from "node:assert/strict";
import { decodeColumns, decodePoints } from "../../../lib/client/chart/metric_columns.ts";

Deno.test("decodePoints() reads NaN and infinities, which JSON writes as strings", () => {
  const timestamp = "1970-01-01T00:00:01.500Z";
  const columns = decodePoints([
    { step: 1, value: 0.5, timestamp, line: 7, epoch: null, global_step: null },
    { step: 2, value: "NaN", timestamp, line: 8, epoch: 2, global_step: 2 },
    { step: 3, value: "-Infinity", timestamp, line: 9, epoch: 2, global_step: 2 },
  ]);
  assert.deepEqual([...columns.value], [0.5, NaN, -Infinity]);
  assert.deepEqual([...columns.time], [1500, 1500, 1500]);
  assert.deepEqual([...columns.epoch], [NaN, 2, 2]);
  assert.deepEqual([...columns.line], [7, 8, 9]);
});

Deno.test("decodeColumns() reads the same points as decodePoints()", () => {
  const timestamp = "1970-01-01T00:00:01.500Z";
  const points = decodePoints([
    { step: 1, value: 0.5, timestamp, line: 7, epoch: null, global_step: null },
    { step: 2, value: "Infinity", timestamp, line: 8, epoch: 2, global_step: 2 },
  ]);
  const wire = {
    step: [1, 2],
    value: [0.5, "Infinity" as const],
    timestamp: [1500, 1500],
    line: [7, 8],
    epoch: [null, 2],
    global_step: [null, 2],
  };
  assert.deepEqual(decodeColumns(wire), points);
});
