import assert from "node:assert/strict";
import { NOWHERE } from "../../../lib/points/curves/standing.ts";
import { initialReaderState } from "../../../lib/points/curves/state.ts";
import { giveTaught } from "../../../lib/points/curves/taught.ts";
import { compilePattern } from "../../../lib/points/taught/pattern.ts";

/** Points that a pattern gives on line 5 of a log, as `metric=value@step`; those of the reader itself with `!`. */
function teach(pattern: string, text: string, { metric = "energy", placed = 5 } = {}): string[] {
  const points: string[] = [];
  giveTaught(compilePattern({ id: "1", metric, pattern }), { text, line: 5 }, {
    state: { ...initialReaderState(), step: 30 },
    onPoint: (point) => points.push(`!${point.metric}`),
    onTaught: (point) => points.push(`${point.metric}=${point.value}@${point.step}`),
    taught: new Set(),
    place: { ...NOWHERE, step: 7, epoch: 1, stepped: true, own: true, epochOnly: false },
    placed,
    redrawn: true,
    isStart: true,
    isEnd: false,
    roundSteps: NaN,
    isBar: true,
    isDrawn: false,
    isFresh: false,
  });
  return points;
}

Deno.test("giveTaught() uses the step that the pattern reads, else its epoch", () => {
  assert.deepEqual(teach("t(?P<step>\\d+) E(?P<value>\\d+)", "t3 E9"), ["energy=9@3"]);
  assert.deepEqual(teach("e(?P<epoch>\\d+) E(?P<value>\\d+)", "e2 E9"), ["energy=9@2"]);
});

Deno.test("giveTaught() uses the line's place, and the last step for a line that was not placed", () => {
  assert.deepEqual(teach("E(?P<value>\\d+)", "E9"), ["energy=9@7"]);
  assert.deepEqual(teach("E(?P<value>\\d+)", "E9", { placed: 4 }), ["energy=9@30"]);
});

Deno.test("giveTaught() calls a metric value when the pattern has no usable name for it", () => {
  assert.deepEqual(teach("E(?P<value>\\d+)", "E9", { metric: "--" }), ["value=9@7"]);
});

Deno.test("giveTaught() gives every value that the pattern reads in a line", () => {
  assert.deepEqual(teach("t(?P<step>\\d+) E(?P<value>\\d+)", "t1 E9 t2 E8"), ["energy=9@1", "energy=8@2"]);
});
