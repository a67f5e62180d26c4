import assert from "node:assert/strict";
import { readShort } from "../read_log.ts";

Deno.test("sklearn_search reads the scores of a search, not its parameters", () => {
  assert.deepEqual(
    readShort(
      "[CV 1/5] END ....C=1, gamma=0.1;, score=0.900 total time=   0.1s",
      "[CV 2/5; 1/9] END ....C=1, gamma=0.1;, score=(train=0.950, test=0.875) total time=   0.2s",
    ),
    ["score=0.9@0", "time=0.1@0~", "score_train=0.95@0", "score_test=0.875@0", "time=0.2@1~"],
  );
});

Deno.test("sklearn_search names the scores of several scorers", () => {
  assert.deepEqual(
    readShort(
      "[CV 1/5] END C=1, gamma=scale; acc: (train=0.950, test=0.875) f1: (train=0.940, test=0.860) total time=   0.2s",
      "[CV 2/5] END C=1, gamma=0.01; neg_log_loss: (test=-0.512) roc_auc: (test=0.905) total time=   0.2s",
    ),
    [
      "acc_train=0.95@0",
      "acc_test=0.875@0",
      "f1_train=0.94@0",
      "f1_test=0.86@0",
      "time=0.2@0~",
      "neg_log_loss=-0.512@0",
      "roc_auc=0.905@0",
      "time=0.2@1~",
    ],
  );
});
