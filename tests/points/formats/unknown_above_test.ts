import assert from "node:assert/strict";
import { readShort } from "../read_log.ts";

Deno.test("unknown_above and name_above read R's values behind their index, below names, texts and elements of lists", () => {
  const of = (name: string) => [1, 2, 3].map((n) => `${name}=${n / 4}@${n}`);
  for (
    const [counter, name, known] of [
      ["iteration = #", "Drag of hull", "drag_of_hull"],
      ["Round #", "drag:", "drag"],
      ["Epoch #", "Loss", "loss"],
      ['[1] "Epoch #"', '[1] "Drag:"', "drag"],
      ['[1] "epoch"\n[1] #', '[1] "cost"', "cost"],
      ["Epoch #", "$loss", "loss"],
    ] as const
  ) {
    const log = [1, 2, 3].map((n) => `${counter.replace("#", String(n))}\n${name}\n[1] ${n / 4}\n`);
    assert.deepEqual(readShort(...log.join("\n").split("\n")), of(known), name);
  }
});

Deno.test("unknown_above reads no vectors of R below unknown names, and nothing below them without its index", () => {
  const log = (...lines: string[]) => readShort("Step 3", ...lines, "Step 4", ...lines);
  assert.deepEqual(log("Gradient:", "[1] 0.5 0.25"), []);
  assert.deepEqual(log("theta:", "0.5", "0.25").filter((point) => point.startsWith("theta")), []);
  assert.deepEqual(log("[1] TRUE", "[1] 0.5"), []);
});

Deno.test("unknown_above leaves lines of words to the formats that begin at them", () => {
  const log = ["Result for Swarm:", "  episode_reward_mean: 22.5", "  timesteps_total: 4000", ""];
  assert.deepEqual(readShort(...log), ["episode_reward_mean=22.5@4000"]);
});

Deno.test("unknown_above gives no value that is printed once behind training", () => {
  assert.deepEqual(readShort("epoch 1 loss 0.5", "epoch 2 loss 0.4", "Girth", "[1] 0.25"), [
    "loss=0.5@1",
    "loss=0.4@2",
  ]);
});
