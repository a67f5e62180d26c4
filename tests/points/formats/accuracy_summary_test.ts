import assert from "node:assert/strict";
import format from "../../../lib/points/formats/accuracy_summary.ts";
import { makeSource } from "../make_source.ts";
import { readShort } from "../read_log.ts";

Deno.test("accuracy_summary reads the line that ends a validation, at the epoch and as the validation's", () => {
  assert.deepEqual(
    readShort("Epoch: [1][4/5] Loss 1.5 Acc@1 70.0", " * Acc@1 76.130 Acc@5 92.862"),
    ["loss=1.5@4", "acc@1=70@4", "val_acc@1=76.13@4", "acc@5=92.862@4"],
  );
});

Deno.test("accuracy_summary reads no other line with a star", () => {
  for (const line of ["* loss 0.5", "** Acc@1 76.1", "Acc@1 76.1", "* Saved 3 files"]) {
    assert.equal(format.read(makeSource(line)), null, line);
  }
});
