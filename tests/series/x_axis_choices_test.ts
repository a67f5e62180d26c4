import assert from "node:assert/strict";
import { createColumns } from "../../lib/series/columns.ts";
import { listXAxes } from "../../lib/series/x_axis_choices.ts";

const columns = () => {
  const made = createColumns(2);
  made.step.set([3, 4]);
  made.globalStep.set([30, 40]);
  made.epoch.set([NaN, NaN]);
  made.time.set([61_000, 62_500]);
  return made;
};

Deno.test("listXAxes() leaves out what no point has, but not what is shown", () => {
  const names = (shown: Parameters<typeof listXAxes>[1]) => listXAxes([columns()], shown).map(([name]) => name);
  assert.deepEqual(names("step"), ["step", "global_step", "elapsed", "time"]);
  assert.deepEqual(names("epoch"), ["step", "global_step", "epoch", "elapsed", "time"]);
});
