import assert from "node:assert/strict";
import { isUp, newMoves, noteMove } from "../../../lib/points/curves/lead_state.ts";

/** What a number does on each line, and what is remembered of that. */
function follow(first: number, ...values: number[]) {
  const moves = newMoves(first);
  return { seen: values.map((value) => noteMove(value, moves)).join(" "), moves };
}

Deno.test("noteMove() says whether a number goes up by the amount of the last time, by another one, stays or goes back", () => {
  assert.equal(follow(10, 20, 30, 30, 40, 45, 5).seen, "up up stay up uneven back");
  assert.equal(follow(10, 20, 5, 15).seen, "up back up");
});

Deno.test("noteMove() takes a first print that is one short for the others' pace", () => {
  assert.equal(follow(1, 100, 200, 300).seen, "up up up");
  assert.equal(follow(0, 99, 199).seen, "up up");
  assert.equal(follow(1, 2, 4).seen, "up uneven");
  assert.equal(follow(1, 100, 200, 301).seen, "up up uneven");
});

Deno.test("noteMove() counts what a number did", () => {
  assert.deepEqual(follow(10, 20, 30, 30, 45, 5).moves, { last: 5, rise: 15, rises: 3, stays: 1, backs: 1 });
});

Deno.test("isUp() is true for a number that went up by any amount", () => {
  assert.deepEqual((["up", "uneven", "stay", "back"] as const).map(isUp), [true, true, false, false]);
});
