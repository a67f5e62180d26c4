import assert from "node:assert/strict";
import { legendReadingOf } from "../../../../lib/client/chart/grid/legend_readings.ts";

Deno.test("legendReadingOf() is one signal a metric", () => {
  legendReadingOf("loss").value = { listRows: () => [{ key: "a", value: 1 }], nearest: "a" };
  assert.equal(legendReadingOf("loss").value!.listRows()[0]!.value, 1);
  assert.equal(legendReadingOf("constructor").value, null);
  legendReadingOf("loss").value = null;
});
