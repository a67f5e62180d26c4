import assert from "node:assert/strict";
import { createKeeper } from "../../../lib/store/points/kept_answers.ts";

const answerOf = (...points: (number | null)[]) => ({
  generation: 1,
  rev: 1,
  metrics: new Map(points.map((count, at) => [`m${at}`, count])),
});
const keep = (pointsMax: number) => createKeeper<number>(pointsMax, (count) => count);

Deno.test("createKeeper() gives up the answer that was put longest ago when there is no room", () => {
  const keeper = keep(30), first = answerOf(10), second = answerOf(10);
  keeper.put("first", first);
  keeper.put("second", second);
  keeper.put("first", first);
  keeper.put("third", answerOf(10));
  assert.deepEqual([keeper.find("first"), keeper.find("second")], [first, undefined]);
});

Deno.test("createKeeper() counts an answer once, however often it is put, and a metric that is missing as a name", () => {
  const keeper = keep(30), kept = answerOf(10);
  for (let time = 0; time < 9; time++) keeper.put("first", kept);
  keeper.put("none", answerOf(null, null));
  assert.deepEqual([keeper.find("first"), keeper.find("none")!.metrics.size], [kept, 2]);
  keeper.put("more", answerOf(null, null, null));
  assert.equal(keeper.find("first"), undefined);
});

Deno.test("createKeeper() keeps nothing that is larger than all its room", () => {
  const keeper = keep(5);
  keeper.put("large", answerOf(6));
  assert.equal(keeper.find("large"), undefined);
});
