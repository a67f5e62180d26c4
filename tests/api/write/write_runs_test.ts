import assert from "node:assert/strict";
import { blankLines } from "../../../lib/api/write/write_runs.ts";
import { importText, inApi } from "../ground.ts";

Deno.test("blankLines() blanks secrets, and lets the event loop turn on a long log", async () => {
  let turns = 0;
  const timer = setInterval(() => turns++, 0);
  const text = `password: hunter2 ${"x".repeat(60_000)}`;
  const found = await blankLines({
    lines: Array.from({ length: 40 }, (_, at) => ({ line: at + 1, timestamp: 0, text })),
    lastLine: 40,
  });
  clearInterval(timer);
  assert.equal(found.lastLine, 40);
  for (const each of found.lines) assert.ok(each.text.startsWith("password: ••• x"));
  assert.ok(turns > 0);
});

Deno.test("a run's record has where each extreme stands, the exact mean, and the names that aren't charted", () =>
  inApi(async ({ store, get }) => {
    const losses = [4, 0.1, 0.2, 9, 0.3];
    const lines = losses.map((loss, at) => `step ${at + 1}: loss=${loss}, level=3\n`).join("") +
      "step 6: loss=nan, level=3\n";
    const { path } = await importText(store, lines);
    const { metrics: { loss }, unread } = await (await get(path)).json();
    const { min, min_step, max, max_step, mean, last, last_step } = loss;
    assert.deepEqual({ min, min_step, max, max_step, last, last_step }, {
      min: 0.1,
      min_step: 2,
      max: 9,
      max_step: 4,
      last: "NaN",
      last_step: 6,
    });
    assert.ok(Math.abs(mean / 2.72 - 1) <= 1e-12, `${mean}`);
    const reason = "it has not changed yet; it is charted once it changes";
    assert.deepEqual(unread, [{ name: "level", count: 6, line: 1, reason }]);
  }));

Deno.test("every point has the training step that the run had reached, in JSON, columns and CSV", () =>
  inApi(async ({ store, get }) => {
    const { path } = await importText(
      store,
      "epoch 1 step 10: loss=0.5\nepoch 1: val_acc=0.75\nepoch 2 step 20: loss=0.25\nepoch 2: val_acc=0.8\n",
    );
    const ask = async (format: string) => await get(`${path}/metrics?metric_type=val_acc&format=${format}`);
    const { metrics: { val_acc: points } } = await (await ask("json")).json();
    assert.deepEqual(points.map((each: { step: number; global_step: number }) => [each.step, each.global_step]), [[
      1,
      10,
    ], [2, 20]]);
    assert.deepEqual((await (await ask("columns")).json()).metrics.val_acc.global_step, [10, 20]);
    const rows = (await (await ask("csv")).text()).trim().split("\n").map((row) => row.split(","));
    assert.deepEqual(rows.map((row) => [row[1], row[6]]), [["step", "global_step"], ["1", "10"], ["2", "20"]]);
  }));
