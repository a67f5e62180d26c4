import assert from "node:assert/strict";
import { readLog, readShort } from "../read_log.ts";

Deno.test("read() reads fixed-width rows under their header", () => {
  assert.deepEqual(
    readShort(
      "  epoch    train_loss    valid_loss",
      "-------  ------------  ------------",
      "      1        0.8387        0.4174",
      "      2        0.4332        0.3133",
    ),
    ["train_loss=0.8387@1", "valid_loss=0.4174@1", "train_loss=0.4332@2", "valid_loss=0.3133@2"],
  );
});

Deno.test("read() reads piped rows under their header", () => {
  assert.deepEqual(
    readShort("| Epoch | Train Loss | Val Acc |", "|     1 |      0.500 |   0.910 |"),
    ["train_loss=0.5@1", "val_acc=0.91@1"],
  );
});

Deno.test("read() gives nothing for numbers without a header", () => {
  assert.deepEqual(readLog(["      1        0.8387        0.4174"]), []);
});
