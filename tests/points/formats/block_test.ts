import assert from "node:assert/strict";
import { readLog } from "../read_log.ts";

Deno.test("read() reads a block with the step that it prints last", () => {
  const points = readLog([
    "----------------------------------",
    "| rollout/            |          |",
    "|    ep_rew_mean      | 12.3     |",
    "| time/               |          |",
    "|    total_timesteps  | 2048     |",
    "----------------------------------",
  ]);
  assert.deepEqual(points, [
    { metric: "rollout/ep_rew_mean", value: 12.3, step: 2048, epoch: null, line: 3, kind: "metric" },
  ]);
});
