import assert from "node:assert/strict";
import { readSplitName, type SplitName } from "../../../lib/series/panels/split_name.ts";

Deno.test("readSplitName() finds the split at the beginning or at the end of a name", () => {
  const names: Record<string, SplitName> = {
    "train/loss": { quantity: "loss", split: "train" },
    val_loss: { quantity: "loss", split: "val" },
    "eval/top5/acc": { quantity: "top5/acc", split: "val" },
    "loss.val": { quantity: "loss", split: "val" },
    loss: { quantity: "loss", split: null },
    value: { quantity: "value", split: null },
    validity_check: { quantity: "validity_check", split: null },
    train: { quantity: "train", split: null },
    "/val": { quantity: "/val", split: null },
    constructor_loss: { quantity: "constructor_loss", split: null },
  };
  for (const [name, split] of Object.entries(names)) assert.deepEqual(readSplitName(name), split, name);
});
