import assert from "node:assert/strict";
import { readLog, readShort } from "../read_log.ts";

Deno.test("groups of columns side by side are curves of their classes", () => {
  assert.deepEqual(
    readShort(
      "Epoch 2",
      "| category | AP | category | AP |",
      "|:---------|:---|:---------|:---|",
      "| fox | 23.9 | owl | 23.5 |",
      "| hare | 3.5 | | |",
    ),
    ["fox_ap=23.9@2", "owl_ap=23.5@2", "hare_ap=3.5@2"],
  );
});

Deno.test("a table of classes and one metric has a curve for each class", () => {
  assert.deepEqual(
    readShort("Epoch 2", "| class | IoU |", "|---|---|", "| road | 0.5 |", "| sky | nan |"),
    ["road_iou=0.5@2", "sky_iou=NaN@2"],
  );
});

Deno.test("a table of classes whose columns measure nothing is read as any other", () => {
  assert.deepEqual(readLog(["| class | rows | class | rows |", "|---|---|---|---|", "| fox | 3 | owl | 4 |"]), []);
});
