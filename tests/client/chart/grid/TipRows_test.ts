import assert from "node:assert/strict";
import {
  cutRows,
  sortTipRows,
  TIP_ROWS_MAX,
  type TipRow,
  writeReading,
} from "../../../../lib/client/chart/grid/TipRows.tsx";

const rows = Array.from({ length: 100 }, (_, at) => at);

Deno.test("cutRows() keeps the rows around the nearest one", () => {
  assert.equal(cutRows(rows, 50).length, TIP_ROWS_MAX);
  for (const at of [0, 1, 50, 98, 99]) assert.ok(cutRows(rows, at).includes(at), `${at}`);
  assert.deepEqual(cutRows([1, 2, 3], 2), [1, 2, 3]);
});

Deno.test("sortTipRows() puts the highest first and NaN last", () => {
  const row = (value: number): TipRow => ({
    key: `${value}`,
    name: "",
    style: 1,
    isSecond: false,
    value,
    isNearest: false,
  });
  assert.deepEqual(sortTipRows([row(NaN), row(1), row(-Infinity), row(2)]).map(({ value }) => value), [
    2,
    1,
    NaN,
    -Infinity,
  ]);
});

Deno.test("writeReading() marks the value of a point that is only near", () => {
  assert.deepEqual([writeReading({ value: 0.5 }), writeReading({ value: 0.5, isNear: true })], ["0.5", "≈ 0.5"]);
});
