import assert from "node:assert/strict";
import { readShort } from "../read_log.ts";

/** Where the values of a name stand, in lines that are made of numbers. */
function places<T>(numbers: readonly T[], line: (number: T, value: string) => string, name = "drag"): string {
  const read = readShort(...numbers.map((number, at) => line(number, `0.${at + 11}`)));
  return read.filter((point) => point.startsWith(`${name}=`)).map((point) => point.split("@")[1]).join(" ");
}

Deno.test("a number anywhere on its line that goes up steadily is the step where nothing else counts", () => {
  const forms: ((step: number, value: string) => string)[] = [
    (step, value) => `drag: ${value} :: ${step}`,
    (step, value) => `err | ${value} | ${step} | 3.7`,
    (step, value) => `drag ${value} lift 0.25 (${step})`,
    (step, value) => `drag: ${value} <- lap ${step}`,
    (step, value) => `hull 7 seen ${step} drag ${value} lift 0.25`,
    (step, value) => `drag is ${value}, having passed ${step} gates`,
  ];
  for (const form of forms) {
    const line = form(20, "0.5");
    assert.equal(places([20, 40, 60, 80], form, line.startsWith("err") ? "err" : "drag"), "20 40 60 80", line);
  }
  assert.equal(places([20, 40, 60], (step, value) => `[${step}k] drag ${value} lift 0.25`), "20000 40000 60000");
  assert.equal(places([1, 100, 200, 300], (step, value) => `drag: ${value} :: ${step}`), "1 100 200 300");
});

Deno.test("a number that goes up by other amounts, stays or goes down counts nothing", () => {
  for (const numbers of [[20, 40, 50, 60], [7, 7, 7, 7], [40, 30, 20, 10]]) {
    assert.equal(places(numbers, (number, value) => `drag: ${value} :: ${number}`), "0 1 2 3", numbers.join());
  }
});

Deno.test("where the first points had to be given, later ones stand by the number that counts", () => {
  const lines = [20, 40, 60, 80].flatMap((step) => [`err: 0.${step} :: ${step}`, ...Array(9).fill("ok")]);
  assert.deepEqual(readShort(...lines), ["err=0.2@0", "err=0.4@1", "err=0.6@60", "err=0.8@80"]);
});

Deno.test("a number that counts beside an epoch printed above needs four rises, and is a batch", () => {
  const lines = [10, 20, 30, 40, 50, 60].map((step, at) => `drag=0.${at + 11} :: ${step}`);
  assert.deepEqual(readShort("Epoch 1", ...lines).slice(-2), ["drag=0.15@50", "drag=0.16@60"]);
  const rows = [1, 2, 3].flatMap((epoch) => [`Epoch ${epoch}`, "drag=0.5 :: 20", "drag=0.4 :: 40", "drag=0.3 :: 60"]);
  assert.deepEqual(readShort(...rows).slice(-1), ["drag=0.3@3.6666666666666665"]);
});

Deno.test("another counter is the step where the better named one goes back, or stays, as it goes up", () => {
  const game = ([game, step]: readonly number[], value: string) => `Game ${game} step ${step}: drag ${value}`;
  assert.equal(places([[1, 14], [2, 26], [3, 18], [4, 9]], game), "1 2 3 4");
  assert.equal(places([[10, 200], [20, 200], [30, 200]], game), "10 20 30");
  assert.equal(places([[1, 14], [2, 26], [3, 38], [4, 50]], game), "14 26 38 50", "a step that goes on");
  assert.equal(places([[1, 10], [1, 20], [1, 30], [2, 10]], game), "10 20 30 10", "one that counts within the other");
  assert.equal(places([[1, 5], [2, 9], [3, 21], [4, 30], [5, 3]], game), "5 9 21 30 3", "three rises are enough");
});

Deno.test("a number right behind a step that stays counts within it", () => {
  const line = ([outer, inner]: readonly number[], value: string) => `Epoch and iter ${outer} ${inner} drag ${value}`;
  assert.equal(places([[3, 9], [3, 19], [3, 29], [4, 9], [4, 19]], line), "9 19 29 38 48");
  assert.equal(places([[3, 9], [4, 9], [5, 9]], line), "3 4 5");
});

Deno.test("the batch of an epoch counts where a step beside it stays for long", () => {
  const line = (batch: number, value: string) => `Epoch 1, ${batch}/90; drag: ${value}; num updates: 0`;
  assert.equal(places([10, 20, 30, 40, 50, 60, 70], line), "10 20 30 40 50 60 70");
});

Deno.test("lines of the same names with more or fewer spare numbers are read each for itself", () => {
  const points = readShort("nll 0.5 :: 1300", "nll 0.4 :: 1400 :: 3", "nll 0.3 :: 1500 :: 4");
  assert.deepEqual(points.map((point) => point.replace(/@.*/, "")), ["nll=0.5", "nll=0.4", "nll=0.3"]);
});
