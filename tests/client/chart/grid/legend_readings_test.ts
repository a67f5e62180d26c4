import assert from "node:assert/strict";
import { legendReadingOf } from "../../../../lib/client/chart/grid/legend_readings.ts";

Deno.test("legendReadingOf() is one signal a metric", () => {
  legendReadingOf("loss").value = { values: new Map([["a", { value: 1 }]]), nearest: "a" };
  assert.equal(legendReadingOf("loss").value!.values.get("a")!.value, 1);
  assert.equal(legendReadingOf("constructor").value, null);
  legendReadingOf("loss").value = null;
});
