import assert from "node:assert/strict";
import {
  betterOf,
  chooseColumns,
  durationOf,
  findColumns,
  listColumns,
  metricOf,
  shareOf,
} from "../../../lib/series/table/table_columns.ts";
import { rowOf } from "./rows.ts";

const NAMES = { metrics: ["loss", "zorp"], settings: ["lr"] };

Deno.test("listColumns() has the best value of a metric only where its sense is known", () => {
  const ids = listColumns(NAMES).map(({ id }) => id);
  assert.deepEqual(ids.slice(-4), ["setting(lr)", "last(loss)", "best(loss)", "last(zorp)"]);
});

Deno.test("findColumns() gives columns in the order of their ids, and leaves out what no run has", () => {
  const found = findColumns(["best(loss)", "setting(seed)", "status"], NAMES);
  assert.deepEqual(found.map(({ id }) => id), ["best(loss)", "status"]);
});

Deno.test("findColumns() takes a name as a filter does: a synonym, letters of either case; the exact one first", () => {
  const names = { metrics: ["val_loss", "learning_rate"], settings: ["learning_rate", "LR"] };
  const ids = (...wanted: string[]) => findColumns(wanted, names).map(({ id }) => id);
  assert.deepEqual(ids("setting(lr)", "last(lr)", "best(Val Loss)"), [
    "setting(learning_rate)",
    "last(learning_rate)",
    "best(val_loss)",
  ]);
  assert.deepEqual(ids("setting(LR)", "setting(zorp)", "lr"), ["setting(LR)"]);
});

Deno.test("chooseColumns() shows tags and progress only where a run has them", () => {
  const kinds = (row: Parameters<typeof rowOf>[0]) => chooseColumns([rowOf(row)], NAMES).map(({ kind }) => kind);
  assert.deepEqual(kinds({}).slice(0, 5), ["curve", "status", "time", "duration", "setting"]);
  assert.deepEqual(kinds({ tags: ["a"], ended_at: null }).slice(4, 6), ["progress", "tags"]);
});

Deno.test("chooseColumns() shows the metrics by which runs are judged before others", () => {
  const names = { metrics: ["loss", "learning_rate", "grad_norm", "val_loss", "val_accuracy"], settings: [] };
  const ids = chooseColumns([], names).map(({ id }) => id);
  assert.deepEqual(ids.slice(-4), ["last(loss)", "best(loss)", "best(val_loss)", "best(val_accuracy)"]);
});

Deno.test("metricOf() gives the last value, or the best by the metric's sense, with its step", () => {
  const row = rowOf({ metrics: { loss: [3, 1, 5], accuracy: [0.3, 0.1, 0.5] } });
  assert.deepEqual(metricOf(row, { name: "loss", stat: "last" }), { value: 3, step: 9 });
  assert.deepEqual(metricOf(row, { name: "loss", stat: "best" }), { value: 1, step: 1 });
  assert.deepEqual(metricOf(row, { name: "accuracy", stat: "best" }), { value: 0.5, step: 2 });
  assert.equal(metricOf(row, { name: "constructor", stat: "last" }), null);
});

Deno.test("shareOf() and durationOf() say how far a run is", () => {
  const progress = { ...rowOf({}).progress, epoch: 1, epoch_total: 4 };
  assert.equal(shareOf({ progress }), 0.25);
  assert.equal(shareOf({ progress: { ...progress, step: 5, total: 10 } }), 0.5);
  assert.equal(shareOf(rowOf({})), null);
  assert.equal(durationOf(rowOf({}), 0), 60_000);
  assert.equal(durationOf(rowOf({ ended_at: null }), Date.parse("2026-01-01T00:00:05Z")), 5_000);
});

Deno.test("betterOf() judges by the name, and gives null when it shows neither or both", () => {
  const names = [
    "loss",
    "val/perplexity",
    "eval_accuracy",
    "rollout/ep_rew_mean_reward",
    "learning_rate",
    "error_score",
  ];
  assert.deepEqual(names.map(betterOf), ["lower", "lower", "higher", "higher", null, null]);
});

Deno.test("betterOf() goes by whole words of a name", () => {
  const none = ["remap_ms", "accumulated_steps", "confidence", "gpu_power", "certainty", "answer_len"];
  assert.deepEqual(none.map(betterOf), none.map(() => null));
  assert.deepEqual(["val_mape", "mae", "rmse", "val/err", "wer"].map(betterOf), Array(5).fill("lower"));
  assert.deepEqual(
    ["mAP".toLowerCase(), "val_acc", "episode_return", "miou", "top1_acc"].map(betterOf),
    Array(5).fill("higher"),
  );
});
