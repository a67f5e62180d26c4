import assert from "node:assert/strict";
import { fillCharacters, makeCharacters } from "../../../lib/points/scan/characters.ts";
import { type Example, makeExample } from "../../../lib/points/scan/example.ts";
import { makeShape, scanCharacters } from "../../../lib/points/scan/shape.ts";

function exampleOf(text: string): Example | null {
  const characters = makeCharacters(), shape = makeShape();
  fillCharacters(text, characters);
  scanCharacters(characters, shape);
  return makeExample(characters, shape);
}

Deno.test("makeExample() packs four characters a word, and masks the digits of numbers", () => {
  const { words, masks, sums } = exampleOf("a1 b 25")!;
  assert.deepEqual(Array.from(words), [0x62203161, 0x00303020]);
  assert.deepEqual(Array.from(masks, (mask) => mask >>> 0), [0xffffffff, 0x00f0f0ff]);
  assert.deepEqual(Array.from(sums), [0, 0x00060600]);
});

Deno.test("makeExample() says where the digits of a number end, how many stand behind its point, and which value it has", () => {
  const [whole, decimal, exponent, half] = exampleOf("step 3 loss -0.25 lr 1.50e-4 x .5")!.numbers;
  assert.deepEqual([whole!.decimals, whole!.digitsEnd, whole!.value], [0, whole!.end, 3]);
  assert.deepEqual([decimal!.decimals, decimal!.isNegative, decimal!.isZero], [2, true, true]);
  assert.deepEqual([exponent!.decimals, exponent!.end - exponent!.digitsEnd], [2, 3]);
  assert.deepEqual([half!.decimals, half!.zeroAt], [1, -1]);
});

Deno.test("makeExample() keeps dates and words as they are, and says which number may be a year", () => {
  const { numbers } = exampleOf("12:00:01 nan 2024 1234")!;
  assert.deepEqual(numbers.map(({ isFixed }) => isFixed), [true, true, false, false]);
  assert.deepEqual(numbers.map(({ isYear }) => isYear), [false, false, true, false]);
});

Deno.test("makeExample() makes none of a number that is written in a rare way, of other letters than ASCII, and of too many numbers", () => {
  const lines = ["epochs 1-100 left", "1_000 steps", "loss 0.1234567890123456", "für 0.5", "2.#INF", "1 ".repeat(65)];
  assert.deepEqual(lines.map(exampleOf), lines.map(() => null));
  assert.ok(exampleOf("1 ".repeat(64)));
});
