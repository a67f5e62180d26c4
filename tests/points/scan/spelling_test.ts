import assert from "node:assert/strict";
import { plainNumbers, usesDecimalComma } from "../../../lib/points/scan/spelling.ts";

for (
  const [line, before, uses] of [
    ["loss=0,863 acc=0,51", false, true],
    ["loss=1,25", false, true],
    ["loss=1,250", false, false],
    ["der Fehler beträgt 1,7255.", false, true],
    ["loss 0,5.5", false, false],
    ["loss=1,250", true, true],
    ["loss=0.5 tokens=1,048,576", true, false],
    ["step=[0,50]", false, false],
    ["perte = 0,52 ; exactitude = 0,70", false, true],
    ["loss=1,2,3", false, false],
    ["|  3 |   1,512 |  66,5 % |", false, false],
    ["|  3 |   0,512 |  66,5 % |", false, true],
    ["|  3 |   0,512 |  66,52 % |", false, true],
    ["3    1,0625    2,1250   ", false, true],
    ["conv   3,64   0.5 ", false, false],
    ["pool   3,64   64,10,10", false, false],
    ["step=2.100/60.000 loss=1,93", false, true],
    ["step=2.100 acc=0.52 loss=1,93", false, false],
    ["MSE 1.234,56", false, true],
    ["loss: 1.234.567,8 acc 0,51", false, true],
    ["box=1.234,5.678", false, false],
    ["a=1.234,567", false, false],
  ] as const
) {
  Deno.test(`usesDecimalComma() is ${uses} after ${line}, ${before} before`, () => {
    assert.equal(usesDecimalComma(line, before), uses);
  });
}

for (
  const [line, comma, plain] of [
    ["loss=0,863 lr=1,0e-04", true, "loss=0.863 lr=1.0e-04"],
    ["step=[0,50] a=1,2,3", true, "step=[0,50] a=1,2,3"],
    ["beträgt 1,7255.", true, "beträgt 1.7255."],
    ["a, b: (0,5; 1,25)", true, "a, b: (0.5; 1.25)"],
    ["loss=1,200", false, "loss=1,200"],
    ["[31,5 Bilder/s] (4,25 s) (7,5%) (3,32)", true, "[31.5 Bilder/s] (4.25 s) (7.5%) (3,32)"],
    ["step=2.100/60.000 loss=1,93", true, "step=2_100/60_000 loss=1.93"],
    ["loss=-1.234,56 top 1.234.567,8 a 1.234,5.6", true, "loss=-1_234.56 top 1_234_567.8 a 1.234,5.6"],
    ["step 1 000 / 50 000  loss 1", false, "step 1_000 / 50_000  loss 1"],
    ["epoch 1 200 of 300", false, "epoch 1 200 of 300"],
    ["Итерация 12 500 из 100 000 | ", false, "Итерация 12_500 из 100_000 | "],
    ["Paso 2 000 : coste", false, "Paso 2_000 : coste"],
    ["[900/25 000] nll", false, "[900/25_000] nll"],
    ["[1 2/3 4] mse 0 100", false, "[1 2/3 4] mse 0 100"],
    ["lr 1 000: 5", false, "lr 1 000: 5"],
    ["tokens 1\u202f048\u202f576", false, "tokens 1_048_576"],
    ["seen 1'000", false, "seen 1_000"],
  ] as const
) {
  Deno.test(`plainNumbers() writes ${line} as ${plain}`, () => assert.equal(plainNumbers(line, comma), plain));
}

Deno.test("usesDecimalComma() takes the seconds of a clock time for no decimal point", () => {
  assert.equal(usesDecimalComma("took 00:41:12.118 to finish. cost = 88,904239", true), true);
  assert.equal(usesDecimalComma("took 00:41:12.118 to finish. cost = 88.904239", true), false);
  assert.equal(usesDecimalComma("step 3: 0.5", true), false);
});
