import assert from "node:assert/strict";
import { readShort } from "../read_log.ts";

Deno.test("vowpal_wabbit reads rows under a header of two lines", () => {
  assert.deepEqual(
    readShort(
      "average  since         example        example        current        current  current",
      "loss     last          counter         weight          label        predict features",
      "1.000000 1.000000            1            1.0         1.0000         0.0000        5",
      "0.581525 0.163049            2            2.0         0.0000         0.4038        5",
    ),
    ["average_loss=1@1", "loss_since_last=1@1", "average_loss=0.581525@2", "loss_since_last=0.163049@2"],
  );
});
