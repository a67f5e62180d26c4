import assert from "node:assert/strict";
import { createPointReader } from "../../../lib/points/reader.ts";

function settingsOf(...lines: string[]): Record<string, string> {
  const reader = createPointReader(() => {});
  lines.forEach((text, index) => reader.read(text, index + 1));
  return reader.settings;
}

for (
  const [what, line, settings] of [
    ["argparse's repr", "Namespace(lr=0.1, model='resnet50', amp=True)", {
      learning_rate: "0.1",
      model: "resnet50",
      amp: "True",
    }],
    ["a dictionary", "{'hidden_size': 768, 'dropout': 0.1, 'name': 'gpt2'}", {
      hidden_size: "768",
      dropout: "0.1",
      name: "gpt2",
    }],
    ["YAML", "batch_size: 32", { batch_size: "32" }],
    ["Megatron's dots", "  clip_grad ....................................... 1.0", { clip_grad: "1.0" }],
    ["a row of two cells", "| micro batch size B | 4 |", { micro_batch_size_b: "4" }],
    ["a row in a box", "│ lambda                  1.0 │", { lambda: "1.0" }],
    ["a type's fields behind a value", "ones(1, device='cpu', size=3)", { device: "cpu", size: "3" }],
    ["a logged line", "2024-05-01 12:00:00 INFO seed: 7", { seed: "7" }],
  ] as const
) {
  Deno.test(`settings keeps ${what}`, () => assert.deepEqual(settingsOf(line), settings));
}

Deno.test("settings keeps the first value of a name, and nothing once training began", () => {
  assert.deepEqual(settingsOf("seed: 7", "seed: 8", "step 1 loss 0.5", "dropout: 0.1"), { seed: "7" });
});

Deno.test("settings keeps nothing of prose, of a logger's fields and of metrics", () => {
  assert.deepEqual(settingsOf("Loading the data: this takes a while", "level: info", "Epoch 1: loss: 0.5"), {});
});

Deno.test("settings keeps nothing of devices, addresses and known metrics", () => {
  const lines = ["INFO starting on cuda:0", "listening on localhost:8080", "loss=5", "rank: cuda:1"];
  for (const line of lines) assert.deepEqual(settingsOf(line), {}, line);
});

Deno.test("settings keeps at most 100 names, constructor and __proto__ among them", () => {
  const settings = settingsOf(...Array.from({ length: 200 }, (_, i) => `key_${i}: ${i}`));
  assert.equal(Object.keys(settings).length, 100);
  assert.deepEqual({ ...settingsOf("constructor: 1", "__proto__: 2") }, { constructor: "1", proto: "2" });
});

Deno.test("forgetValues() leaves no row of a block of metrics among the settings, and those above and of lists stay", () => {
  const rule = "-".repeat(30),
    block = [rule, "| drag_mean | 16.9 |", "| fps       | 1816 |", "| steps     | 256  |", rule];
  assert.deepEqual(settingsOf("hull: 12", ...block, ...block), { hull: "12" });
  assert.deepEqual(settingsOf(rule, "| hull | 12 |", "| keel | no |", "| beam | 4 |", rule, "", ...block), {
    hull: "12",
    keel: "no",
    beam: "4",
  });
});

Deno.test("forgetValues() forgets the same when reading goes on from a stored state", () => {
  const rule = "-".repeat(30), lines = ["hull: 12", rule, "| steps | 256  |", "| drag | 16.9 |", rule, "end"];
  for (let cut = 1; cut < lines.length; cut++) {
    const first = createPointReader(() => {});
    lines.slice(0, cut).forEach((text, at) => first.read(text, at + 1));
    const second = createPointReader(() => {}, { state: first.snapshot() });
    lines.slice(cut).forEach((text, at) => second.read(text, cut + at + 1));
    assert.deepEqual(second.settings, { hull: "12" }, `cut behind line ${cut}`);
  }
});
