import assert from "node:assert/strict";
import { fillCharacters, makeCharacters } from "../../../lib/points/scan/characters.ts";
import { type Example, makeExample } from "../../../lib/points/scan/example.ts";
import { stripAnsi } from "../../../lib/points/scan/raw.ts";
import { makeShape, scanCharacters } from "../../../lib/points/scan/shape.ts";

function exampleOf(text: string, bytes = new TextEncoder().encode(text)): Example | null {
  const characters = makeCharacters(), shape = makeShape();
  fillCharacters(stripAnsi(text), characters);
  scanCharacters(characters, shape);
  return makeExample(characters, shape, {
    text,
    shown: text,
    bytes: new DataView(bytes.buffer),
    from: 0,
    length: bytes.length,
    place: 0,
  });
}

Deno.test("makeExample() packs four bytes a word, and masks the digits of numbers", () => {
  const { words } = exampleOf("a1 b 25")!;
  assert.deepEqual(Array.from(words, (word) => word >>> 0), [0x62203161, 0xffffffff, 0x00303020, 0x00f0f0ff]);
});

Deno.test("makeExample() says how much farther than in the text a number stands among the bytes", () => {
  const { length, numbers } = exampleOf("für 1 第3轮 😀 5")!;
  assert.deepEqual([length, numbers.map(({ shift }) => shift)], [21, [1, 3, 7]]);
});

Deno.test("makeExample() says where the digits of a number end, how many stand behind its point, and which value it has", () => {
  const [whole, decimal, exponent, half] = exampleOf("step 3 loss -0.25 lr 1.50e-4 x .5")!.numbers;
  assert.deepEqual([whole!.decimals, whole!.digitsEnd, whole!.value], [0, whole!.end, 3]);
  assert.deepEqual([decimal!.decimals, decimal!.isNegative, decimal!.isZero], [2, true, true]);
  assert.deepEqual([exponent!.decimals, exponent!.end - exponent!.digitsEnd], [2, 3]);
  assert.deepEqual([half!.decimals, half!.zeroAt], [1, -1]);
});

Deno.test("makeExample() says where the text of a coloured line stands between its codes", () => {
  const { shown, numbers } = exampleOf("\x1b[1mloss\x1b[0m 0.5")!;
  assert.deepEqual([shown, numbers[0]!.start, numbers[0]!.shift], [[[4, 8], [12, 16]], 5, 8]);
  assert.equal(exampleOf("loss 0.5")!.shown, null);
});

Deno.test("makeExample() keeps dates and words as they are, and says which number may be a year", () => {
  const { numbers } = exampleOf("12:00:01 nan 2024 1234")!;
  assert.deepEqual(numbers.map(({ isFixed }) => isFixed), [true, true, false, false]);
  assert.deepEqual(numbers.map(({ isYear }) => isYear), [false, false, true, false]);
});

Deno.test("makeExample() makes none of a number that is written in a rare way, of bytes in another encoding, and of too many numbers", () => {
  assert.equal(exampleOf("für 0.5", Uint8Array.from("für 0.5", (letter) => letter.charCodeAt(0))), null);
  const lines = ["epochs 1-100 left", "1_000 steps", "2.#INF", "1 ".repeat(65)];
  assert.deepEqual(lines.map((line) => exampleOf(line)), lines.map(() => null));
  assert.ok(exampleOf("1 ".repeat(64)));
});
