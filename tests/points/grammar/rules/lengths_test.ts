import assert from "node:assert/strict";
import { showPoints } from "../../../support/read_rule.ts";

for (
  const [what, log, points] of [
    [
      "the steps of an episode behind a count with its total",
      "200/900: episode steps: 41, drag: 0.5\n300/900: episode steps: 52, drag: 0.4",
      "drag=0.5@200 drag=0.4@300 episode_steps=41@200 episode_steps=52@300",
    ],
    [
      "the steps behind an episode",
      "Episode 3 | Steps: 41 | drag: 0.5\nEpisode 4 | Steps: 52 | drag: 0.4",
      "drag=0.5@3 drag=0.4@4 steps=41@3 steps=52@4",
    ],
    [
      "the steps behind an episode that other values stand before, unless another counter does",
      "base (tau=0.1) | Episode 30 | drag: 0.5 | Steps: 41\nbase (tau=0.1) | Episode 40 | drag: 0.4 | Steps: 52",
      "drag=0.5@30 drag=0.4@40 steps=41@30 steps=52@40",
    ],
    ["the step behind an update and its episodes", "Update 3 | Episode 30 | Steps: 410 | drag: 0.5", "drag=0.5@410"],
    [
      "no step behind an epoch and settings, nor an epoch that goes back",
      "Epoch 2/4 starts\nEpoch 1 | batch size: 16 | Steps: 41\nmae: 0.5\nEpoch 3/4 starts\nEpoch 2 | batch size: 16 | Steps: 41\nmae: 0.4",
      "mae=0.5@2 mae=0.4@3",
    ],
    [
      "no amount of steps that a line says in two ways",
      "9 rounds (180 total steps)\nmae: 0.5\nmae: 0.4\nmae: 0.3",
      "mae=0.5@0 mae=0.4@1 mae=0.3@2",
    ],
    ["the step behind an epoch and its total", "Epoch 1/3 steps = 30\nmae: 0.5", "mae=0.5@30"],
    [
      "the steps behind an episode in another language",
      "Episodio 3, pasos: 41, deriva: 0.5\nEpisodio 4, pasos: 52, deriva: 0.4",
      "deriva=0.5@3 deriva=0.4@4 pasos=41@3 pasos=52@4",
    ],
    [
      "them behind an episode in English",
      "Episode 3 | drag: 0.5 | Schritte: 41\nEpisode 4 | drag: 0.4 | Schritte: 52",
      "drag=0.5@3 drag=0.4@4 schritte=41@3 schritte=52@4",
    ],
    [
      "them behind the number of an episode",
      "第 3 回合, 奖励: 0.5, 步数: 41\n第 4 回合, 奖励: 0.4, 步数: 52",
      "奖励=0.5@3 奖励=0.4@4 步数=41@3 步数=52@4",
    ],
    [
      "where something happened in an episode",
      "Episode 1 - Truncated at step 900. Reward: 19.5\nEpisode 2 - Truncated at step 410. Reward: 7.5",
      "reward=19.5@1 steps=900@1 steps=410@2 reward=7.5@2",
    ],
    [
      "the same in German",
      "Episode 3: Absturz bei Schritt 41, Belohnung: 0.5\nEpisode 4: Absturz bei Schritt 52, Belohnung: 0.4",
      "belohnung=0.5@3 belohnung=0.4@4 schritt=41@3 schritt=52@4",
    ],
    ["the step behind an episode, where nothing happened", "Episode 3 at step 4100 drag: 0.5", "drag=0.5@4100"],
    ["the step at which a split was measured", "Episode 3: test at step 4100, drag: 0.5", "drag=0.5@4100"],
    ["an average of steps", "iteration 3 | avg steps: 20.25 | drag: 0.5", "avg_steps=20.25@3 drag=0.5@3"],
    ["an average in a script without spaces", "迭代 3 | 平均步数: 20.25", "平均步数=20.25@3"],
    ["no count with its total", "episode steps: 41/900, drag: 0.5", "drag=0.5@41"],
    [
      "how long an episode was that is over",
      "Episode 3 finished after 41 timesteps\nEpisode 4 finished after 52 timesteps",
      "steps=41@3 steps=52@4",
    ],
  ] as const
) {
  Deno.test(`lengths reads ${what}`, () => assert.equal(showPoints(log), points));
}
