import assert from "node:assert/strict";
import { readShort } from "../read_log.ts";

const ROWS = [
  " Average Precision  (AP) @[ IoU=0.50:0.95 | area=   all | maxDets=100 ] = 0.312",
  " Average Precision  (AP) @[ IoU=0.50      | area=   all | maxDets=100 ] = 0.512",
  " Average Recall     (AR) @[ IoU=0.50:0.95 | area= small | maxDets=100 ] = -1.000",
];

Deno.test("coco_summary gives each row its own name, and nothing where nothing was measured", () => {
  assert.deepEqual(
    readShort("epoch 3 loss 0.5", "Accumulating evaluation results...", "DONE (t=0.12s).", "IoU metric: bbox", ...ROWS),
    [
      "loss=0.5@3",
      "average_precision_ap_@_iou_0.50:0.95_area_all_maxdets_100=0.312@3",
      "average_precision_ap_@_iou_0.50_area_all_maxdets_100=0.512@3",
    ],
  );
});

Deno.test("coco_summary gives no curve that mixes rows without their head", () => {
  assert.deepEqual(readShort("epoch 3 loss 0.5", ...ROWS), ["loss=0.5@3"]);
});
