import assert from "node:assert/strict";
import fc from "fast-check";
import { keepExample, scanAlike } from "../../../lib/points/scan/alike.ts";
import { type Characters, fillCharacters, makeCharacters } from "../../../lib/points/scan/characters.ts";
import type { BytesOfLine } from "../../../lib/points/scan/example.ts";
import { stripAnsi } from "../../../lib/points/scan/raw.ts";
import { makeShape, scanCharacters, scanShape, type Shape } from "../../../lib/points/scan/shape.ts";

/** A line among bytes, with bytes of other lines around it. */
function bytesOf(text: string, behind = "\nnext\n"): BytesOfLine {
  const [own, bytes] = [text, `before\n${text}${behind}`].map((each) => new TextEncoder().encode(each));
  return { text, shown: text, bytes: new DataView(bytes!.buffer), from: 7, length: own!.length, place: -1 };
}

/** Makes a line an example, whatever stood at its place. */
function learn(text: string): void {
  const characters = makeCharacters(), shape = makeShape();
  fillCharacters(stripAnsi(text), characters);
  scanCharacters(characters, shape);
  for (let i = 0; i < 16; i++) keepAfterLook(text, characters, shape);
}

function keepAfterLook(text: string, characters: Characters, shape: Shape): void {
  const line = bytesOf(text);
  scanAlike(line, makeShape());
  keepExample(line, characters, shape);
}

function numbersOf({ count, start, end, form, value, key, low, isSpelled }: Shape) {
  const numbers = Array.from({ length: count }, (_, at) => [start[at], end[at], form[at], value[at]]);
  return { numbers, key, low, isSpelled };
}

function scanned(text: string): Shape {
  const shape = makeShape();
  scanShape(text, shape);
  return shape;
}

/** What a line alike gives; null for another one. */
function alike(text: string, behind?: string): Shape | null {
  const shape = makeShape();
  return scanAlike(bytesOf(text, behind), shape) ? shape : null;
}

const LINES = [
  "Step 100: loss=1.2345, lr=1.00e-04",
  "2026-01-28 12:00:01,123 - trainer - INFO - step 5/100 | loss 0.5 | norm -0.25 | tokens/s 51234",
  "Epoch 3/10 [100:391] acc@1 45.5% top 5 0.75 (last 100) nan took 12:30",
  "e1 b100/500 loss0.231 acc98.2 eta 0:12:34 conv2 layer.3 mAP@0.5 0.4 mAP (0.5) 0.41",
  "year 2024 seen 1234 .5 -.25 +3 1e5 2E-3 7. of 1_000 v1.2.3 10.0.0.1:8080 1-100 05/15 03:33:41",
  "{'loss': 0.5123, 'top 5 acc': 0.9, 'lr': 2e-05, 'epoch': 1.5}",
  "#012 3rd epoch 1st place #5 <s1> 1.#INF 123456789012345678 0.1234567890123456",
  "no number",
  "Verlust für 0.5, 第3轮 损失 1.25 😀 12 à 3",
  "{'loss': 0.6931471805599453, 'lr': 1.0000000000000001e-05, 'scale': 1e-30}",
];

Deno.test("scanAlike() gives what scanning a line gives, whatever its digits are", () => {
  const digits = fc.array(fc.constantFrom(..."0123456789"), { minLength: 99, maxLength: 99 });
  let found = 0;
  fc.assert(
    fc.property(fc.constantFrom(...LINES), digits, fc.integer({ min: 1, max: 9 }), (line, others, every) => {
      learn(line);
      let at = 0;
      const text = line.replace(/\d/g, (digit) => ++at % every === 0 ? others[at]! : digit), shape = alike(text);
      if (shape === null) return;
      found++;
      assert.deepEqual(numbersOf(shape), numbersOf(scanned(text)), text);
    }),
    { numRuns: 1500 },
  );
  assert.ok(found > 300, `only ${found} lines were alike`);
});

Deno.test("scanAlike() finds a line with other digits alike, and none with another character", () => {
  learn("Step 100: loss=1.2345, lr=1.00e-04");
  assert.deepEqual(Array.from(alike("Step 276: loss=2.9871, lr=9.37e-12")!.value.slice(0, 3)), [276, 2.9871, 9.37e-12]);
  for (
    const other of ["Step 100: loss=1.2345, lr=1.00e-0:", "Step 100: loss=1.2345, lr=1.00e+04", "Step 1000: loss=1.23"]
  ) {
    assert.equal(alike(other), null, other);
  }
});

Deno.test("scanAlike() looks at no byte behind the last one", () => {
  learn("loss 0.5");
  learn("loss 0.51");
  assert.deepEqual([alike("loss 0.7", "")?.value[0], alike("loss 0.71", "\n")], [0.7, null]);
});

Deno.test("scanAlike() finds numbers behind letters of more than one byte, and of more digits than a sum holds", () => {
  for (const line of ["[rank0]: für 0.5, 第3轮 12", "loss 0.6931471805599453 lr 1.5e-300"]) {
    learn(line);
    assert.deepEqual(numbersOf(alike(line)!), numbersOf(scanned(line)));
  }
});

Deno.test("scanAlike() gives the text and the numbers of a coloured line without its escape codes", () => {
  learn("\x1b[34m\x1b[1mtrain ü: \x1b[0mloss \x1b[32m0.51\x1b[0m");
  const line = bytesOf("\x1b[34m\x1b[1mtrain ü: \x1b[0mloss \x1b[32m0.72\x1b[0m"), shape = makeShape();
  assert.ok(scanAlike(line, shape));
  assert.equal(line.shown, "train ü: loss 0.72");
  assert.deepEqual(numbersOf(shape), numbersOf(scanned("train ü: loss 0.72")));
  assert.equal(alike("\x1b[34m\x1b[1mtrain ü: \x1b[0mloss \x1b[31m0.72\x1b[0m"), null);
});

Deno.test("keepExample() keeps no line with a code within a number, and none of which backspaces erase a part", () => {
  for (const line of ["loss \x1b[1m0.\x1b[0m51", "loss 0.6\b7 lr 0.1"]) {
    learn(line);
    assert.equal(alike(line), null, line);
  }
});

Deno.test("keepExample() keeps no line with syslog's tab, another spelling or other digits", () => {
  for (const line of ["#011loss 0.5", "loss: 0,523 lr 1", "loss ٢٫٥ 1", "loss \u22120.5"]) {
    learn(line);
    assert.equal(alike(line), null, line);
  }
});

Deno.test("keepExample() keeps an example until sixteen lines in a row were not like it", () => {
  const line = (name: string) => `${name} 1 ${"of what is the same in both ".repeat(2)}`, characters = makeCharacters();
  const keep = (text: string, times: number) => {
    const shape = makeShape();
    fillCharacters(text, characters);
    scanCharacters(characters, shape);
    for (let i = 0; i < times; i++) keepAfterLook(text, characters, shape);
  };
  learn(line("abc"));
  assert.ok(alike(line("abc")));
  keep(line("abd"), 15);
  assert.ok(alike(line("abc")));
  keep(line("abd"), 16);
  assert.deepEqual([alike(line("abc")), alike(line("abd"))?.count], [null, 1]);
});
