import assert from "node:assert/strict";
import { createDrawQueue } from "../../../../lib/client/chart/grid/draw_queue.ts";

/** A queue whose frames and clock the test moves. */
function createGround() {
  const frames: (() => void)[] = [], drawn: string[] = [];
  let now = 0;
  const queue = createDrawQueue({ requestFrame: (task) => frames.push(task), now: () => now });
  const draw = (name: string, ms: number) => () => {
    drawn.push(name);
    now += ms;
  };
  return { queue, frames, drawn, draw };
}

Deno.test("a queue draws as many charts in a frame as there is time for, and the others in the next", () => {
  const { queue, frames, drawn, draw } = createGround(), keys = [{}, {}, {}, {}];
  for (const [at, key] of keys.entries()) queue.add(key, draw(`${at}`, 3));
  assert.equal(frames.length, 1, "one frame is asked for, not four");
  frames.shift()!();
  assert.deepEqual(drawn, ["0", "1"]);
  frames.shift()!();
  assert.deepEqual(drawn, ["0", "1", "2", "3"]);
  assert.equal(frames.length, 0);
});

Deno.test("a queue draws a chart once, as it was added last, and not after it was removed", () => {
  const { queue, frames, drawn, draw } = createGround(), key = {}, gone = {};
  queue.add(key, draw("old", 1));
  queue.add(key, draw("new", 1));
  queue.add(gone, draw("gone", 1));
  queue.remove(gone);
  frames.shift()!();
  assert.deepEqual(drawn, ["new"]);
});

Deno.test("a queue goes on after a chart that could not be drawn", () => {
  const { queue, frames, drawn, draw } = createGround();
  queue.add({}, () => {
    throw new Error("no canvas");
  });
  queue.add({}, draw("other", 1));
  assert.throws(() => frames.shift()!(), /no canvas/);
  frames.shift()!();
  assert.deepEqual(drawn, ["other"]);
});

Deno.test("drawAll() draws all that waits at once, however long it takes, and leaves nothing for a later frame", () => {
  const { queue, frames, drawn, draw } = createGround();
  for (const name of ["0", "1", "2"]) queue.add({}, draw(name, 30));
  queue.drawAll();
  assert.deepEqual(drawn, ["0", "1", "2"]);
  frames.shift()!();
  assert.deepEqual(drawn, ["0", "1", "2"]);
});

Deno.test("a queue draws more charts in a frame while one of them shows nothing yet", () => {
  const { queue, frames, drawn, draw } = createGround();
  for (const name of ["0", "1", "2", "3"]) queue.addFirst({}, draw(name, 7));
  queue.add({}, draw("again", 7));
  frames.shift()!();
  assert.deepEqual(drawn, ["0", "1", "2", "3"]);
  frames.shift()!();
  assert.deepEqual(drawn, ["0", "1", "2", "3", "again"]);
  queue.add({}, draw("late", 7));
  queue.add({}, draw("later", 7));
  frames.shift()!();
  assert.equal(drawn.at(-1), "late");
});
