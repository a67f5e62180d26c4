import assert from "node:assert/strict";
import { readLog } from "../read_log.ts";

Deno.test("rows of a model's summary give nothing, whatever their borders", () => {
  assert.deepEqual(
    readLog(["0 | net     | Sequential       | 1.2 K  | train | 0", "│ 1 │ val_acc │ Accuracy │ 0 │ eval │ 3 │"]),
    [],
  );
});
