import assert from "node:assert/strict";
import { createPointReader } from "../../../lib/points/reader.ts";
import { readLog, readShort } from "../read_log.ts";

const RESULT = [
  "Result for PPO_CartPole-v0_5a3f1_00000:",
  "  episode_reward_mean: 22.5",
  "  info:",
  "    policy_loss: -0.25",
  "  num_workers: 2",
  "  hostname: node7",
];

Deno.test("rllib gives a result's values the step that it prints last", () => {
  const points = readLog([...RESULT, "  timesteps_total: 4000", "  training_iteration: 1", "Result for B:"]);
  assert.deepEqual(points.map(({ metric, value, step, line }) => [metric, value, step, line]), [
    ["episode_reward_mean", 22.5, 4000, 2],
    ["policy_loss", -0.25, 4000, 4],
  ]);
});

Deno.test("rllib uses the iteration where a result has no count of steps", () => {
  assert.deepEqual(readShort(...RESULT, "  training_iteration: 7"), [
    "episode_reward_mean=22.5@7",
    "policy_loss=-0.25@7",
  ]);
});

Deno.test("rllib reads results that were printed by hand, without a head", () => {
  const result = (mean: number, step: number) => [
    "custom_metrics: {}",
    `episode_reward_mean: ${mean}`,
    "sampler_perf:",
    `  mean_env_wait_ms: 0.${step}`,
    `timesteps_total: ${step}`,
    "training_iteration: 1",
    "",
  ];
  const points = readShort(...result(22.5, 4000), ...result(23.5, 8000));
  assert.deepEqual(points.filter((point) => point.startsWith("episode")), [
    "episode_reward_mean=22.5@4000",
    "episode_reward_mean=23.5@8000",
  ]);
});

Deno.test("rllib reads on behind three lines of other writers, and ends a result after four", () => {
  const readBehind = (count: number) =>
    readShort(...RESULT, ...Array.from({ length: count }, () => "some other words"), "  reading: 9.5")
      .filter((point) => point.startsWith("reading"));
  assert.deepEqual([readBehind(3), readBehind(4)], [["reading=9.5@0"], []]);
});

Deno.test("rllib gives a result whose step was printed when the log pauses, and reads the next one", () => {
  const points: string[] = [], lines = [...RESULT, "  timesteps_total: 4000", "  trial_id: 5a3f1"];
  const reader = createPointReader(({ metric, value, step }) => points.push(`${metric}=${value}@${step}`));
  [...lines, ...lines.map((line) => line.replace("22.5", "23.5").replace("4000", "8000"))].forEach((line, at) => {
    reader.read(line, at + 1);
    if (at === lines.length - 1) {
      reader.pause();
      assert.deepEqual(points, ["episode_reward_mean=22.5@4000", "policy_loss=-0.25@4000"]);
    }
  });
  reader.finish();
  assert.deepEqual(points.slice(2), ["episode_reward_mean=23.5@8000", "policy_loss=-0.25@8000"]);
});
