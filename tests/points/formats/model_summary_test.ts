import assert from "node:assert/strict";
import { readLog } from "../read_log.ts";

for (
  const row of [
    "0 | net     | Sequential       | 1.2 K  | train | 0",
    "1 | loss_fn | CrossEntropyLoss | 0      | train | 0",
    "│ 1 │ val_acc │ Accuracy │ 0 │ eval │ 3 │",
    "│ 12 │ encoder_variable_selection │ Variable… │ 168 │ train │ 0 │",
  ]
) {
  Deno.test(`a row of a model's summary gives nothing: ${row}`, () =>
    assert.deepEqual(readLog([row, row, row.replace(/\d+/, "13")]), []));
}
