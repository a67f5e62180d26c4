import assert from "node:assert/strict";
import { type Clues, lookAt, makeClues, mayStand, NO_LOOK } from "../../../lib/points/scan/clues.ts";

/** Which of the clues stand in a text. */
function find(clues: readonly Clues[], text: string): boolean[] {
  const look = lookAt(text);
  return clues.map((each) => mayStand(each, look));
}

Deno.test("lookAt() finds clues of any length, at the start, within and at the end of a line", () => {
  const clues = [makeClues("┊"), makeClues("qz"), makeClues("qzx"), makeClues("xylophone 3")];
  for (const around of ["", "a ", " 0.5 |"]) {
    assert.deepEqual(find(clues, `${around}┊${around}`), [true, false, false, false]);
    assert.deepEqual(find(clues, `${around}qz`), [false, true, false, false]);
    assert.deepEqual(find(clues, `${around}qzx${around}`), [false, true, true, false]);
    assert.deepEqual(find(clues, `${around}a xylophone 3`), [false, false, false, true]);
    assert.deepEqual(find(clues, `${around}xylophone`), [false, false, false, false]);
  }
});

Deno.test("lookAt() finds one of several texts, in any case and with any digits", () => {
  const clues = [makeClues("Ruhe:", "ПОКОЙ 12")];
  assert.deepEqual(find(clues, "RUHE: 1"), [true]);
  assert.deepEqual(find(clues, "покой 90"), [true]);
  assert.deepEqual(find(clues, "покой 9"), [false]);
  assert.deepEqual(find(clues, "ruhe покой"), [false]);
});

Deno.test("lookAt() forgets what stood in the line before", () => {
  const clues = [makeClues("wobble")];
  assert.deepEqual([find(clues, "a wobble"), find(clues, "none"), find(clues, "")], [[true], [false], [false]]);
});

Deno.test("lookAt() finds clues that share their first characters", () => {
  const clues = ["vortex", "vortices", "vor", "vo"].map((text) => makeClues(text));
  assert.deepEqual(find(clues, "two vortices"), [false, true, true, true]);
});

Deno.test("mayStand() is true for a record without clues, and where nobody looked", () => {
  const clues = makeClues("wobble"), look = lookAt("nothing of it");
  assert.deepEqual([mayStand(undefined, look), mayStand(clues), mayStand(clues, NO_LOOK)], [true, true, true]);
  assert.equal(mayStand(clues, look), false);
});

Deno.test("lookAt() takes linear time", () => {
  makeClues("ooooooooh");
  const long = "o".repeat(1_000_000); // each offset begins the clue, and none has it whole
  lookAt(long);
});
