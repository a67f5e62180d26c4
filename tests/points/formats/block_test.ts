import assert from "node:assert/strict";
import { readLog, readShort } from "../read_log.ts";

Deno.test("read() gives a block the step that it prints last", () => {
  const points = readLog([
    "----------------------------------",
    "| rollout/            |          |",
    "|    ep_rew_mean      | 12.3     |",
    "| time/               |          |",
    "|    total_timesteps  | 2048     |",
    "----------------------------------",
  ]);
  assert.deepEqual(points, [
    { metric: "rollout/ep_rew_mean", value: 12.3, step: 2048, epoch: null, globalStep: 2048, line: 3, kind: "metric" },
  ]);
});

Deno.test("read() reads a block that is open when the log ends", () => {
  const points = readLog(["-----------------", "| loss/policy | 0.5 |", "| Epoch | 3 |"]);
  assert.deepEqual(points.map(({ metric, step, epoch }) => [metric, step, epoch]), [["loss/policy", 3, 3]]);
});

Deno.test("read() charts nothing of a rule without rows below", () => {
  assert.deepEqual(readLog(["-----------------", "some words", "loss"]), []);
});

Deno.test("read() reads a block whose columns have rules and no borders", () => {
  const points = readLog([
    "------------------------  --------",
    "Evaluation/AverageReturn  -180.5",
    "Evaluation/StdReturn       143.25",
    "TotalEnvSteps             4085",
    "------------------------  --------",
  ]);
  assert.deepEqual(points.map(({ metric, value, step }) => [metric, value, step]), [
    ["evaluation/averagereturn", -180.5, 4085],
    ["evaluation/stdreturn", 143.25, 4085],
  ]);
});

Deno.test("begin() leaves a box whose first line is a header of metrics to the tables", () => {
  const points = readLog([
    "+-------+-------+",
    "| Round | mse   |",
    "+-------+-------+",
    "|   5   | 0.25  |",
    "|  10   | 0.2   |",
  ]);
  assert.deepEqual(points.map(({ metric, value, step }) => [metric, value, step]), [["mse", 0.25, 5], [
    "mse",
    0.2,
    10,
  ]]);
});

Deno.test("read() reads a block with a rule below each row", () => {
  const rule = "+------+-------+", rows = ["| loss | 0.5 |", "| kl | 0.25 |", "| fid | 18.5 |"];
  const points = readLog([
    "Epoch 3",
    rule,
    "| metric | value |",
    rule,
    ...rows.flatMap((row) => [row, rule]),
    "",
    "Epoch 4",
  ]);
  assert.deepEqual(points.map(({ metric, value, step }) => [metric, value, step]), [
    ["loss", 0.5, 3],
    ["kl", 0.25, 3],
    ["fid", 18.5, 3],
  ]);
});

Deno.test("begin() reads a block whose first section has a name that every program knows", () => {
  const rule = "---------------------------";
  const points = readLog([
    rule,
    "| eval/         |         |",
    "|    mean_score | -1.5e+3 |",
    "| time/         |         |",
    "|    env_steps  | 300     |",
    "| train/        |         |",
    "|    actor_loss | 0.25    |",
    "|    coef       | 0.97    |",
    rule,
  ]);
  assert.deepEqual(points.map(({ metric, value, step }) => [metric, value, step]), [
    ["eval/mean_score", -1500, 300],
    ["train/actor_loss", 0.25, 300],
    ["train/coef", 0.97, 300],
  ]);
});

Deno.test("read() reads a block whose rows have a border between their cells alone", () => {
  const rule = "-".repeat(30),
    blockOf = (step: number, reward: number) => [
      ...[rule, `  timestep   |  ${step}`, `  mean drag  |  ${reward}`, rule],
    ];
  assert.deepEqual(readShort(...blockOf(57, 0.5), ...blockOf(2426, 0.25), ...blockOf(4971, 0.125)), [
    ...["mean_drag=0.5@57", "mean_drag=0.25@2426", "mean_drag=0.125@4971"],
  ]);
});

Deno.test("read() leaves lines between rules that begin with a counter to the grammar", () => {
  const rule = "-".repeat(30);
  assert.deepEqual(readShort(rule, "Epoch 1 | loss: 0.5", "Epoch 2 | loss: 0.25", rule), ["loss=0.5@1", "loss=0.25@2"]);
  assert.deepEqual(
    readShort(rule, "epoch 1 | 0.5", "epoch 2 | 0.25", rule),
    readShort("epoch 1 | 0.5", "epoch 2 | 0.25"),
  );
});
