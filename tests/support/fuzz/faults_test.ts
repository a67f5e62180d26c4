import assert from "node:assert/strict";
import { findFault } from "./faults.ts";
import { hostileLines } from "./lines.ts";
import { hostileLogs, longJsonLog, mutateLog } from "./logs.ts";
import { makeRandom } from "./random.ts";

const SEEDS = [1, 2, 3, 4];
const encoder = new TextEncoder();

for (const [kind, make] of Object.entries(hostileLogs)) {
  Deno.test(`createPointReader() gives the same points of ${kind}, however it is cut and wherever it resumes`, () => {
    for (const seed of SEEDS) {
      const random = makeRandom(seed);
      assert.equal(findFault(make(random), random), null, `seed ${seed}`);
    }
  });
}

for (const [kind, make] of Object.entries(hostileLines)) {
  Deno.test(`createPointReader() gives the same points of lines of ${kind}, however they are cut`, () => {
    for (const seed of SEEDS) {
      const random = makeRandom(seed), line = make(random);
      const lines = ["Step 1: loss=0.5", line(3000), line(9000), "Step 2: loss=0.4", line(40), "Step 3: loss=0.3", ""];
      assert.equal(findFault(encoder.encode(lines.join("\n")), random), null, `seed ${seed}`);
    }
  });
}

Deno.test("createPointReader() gives the same points of a mutated training, however it is cut", () => {
  const lines = Array.from(
    { length: 300 },
    (_, step) => `Epoch ${step >> 5} step ${step}/300 loss: ${1 / (step + 1)}\n`,
  );
  for (const seed of SEEDS) {
    const random = makeRandom(seed);
    assert.equal(findFault(mutateLog(encoder.encode(lines.join("")), random), random), null, `seed ${seed}`);
  }
});

Deno.test("createPointReader() gives the same points of a line of JSON of 10 MB and what is behind it", () => {
  const random = makeRandom(1);
  assert.equal(findFault(longJsonLog(random), random), null);
});
