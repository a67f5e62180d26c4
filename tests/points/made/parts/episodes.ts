/**
 * Reinforcement learning: lines of episodes with their reward, their length and the steps of all of them.
 *
 * @module
 */
import type { Draw } from "../draw.ts";
import { lookOf, type Loop, type Part, printLine } from "../loop.ts";
import type { Counter, Quantity, Value } from "../model.ts";

const QUANTITIES: Record<string, (draw: Draw) => Quantity> = {
  reward: (draw) => ({ word: "reward", kind: "score", next: (progress) => draw.real(-20, 200) * (0.2 + progress) }),
  "average reward": (draw) => ({
    word: "average reward",
    kind: "score",
    next: (progress) => draw.real(5, 200) * (0.2 + progress),
  }),
  return: (draw) => ({ word: "return", kind: "score", next: (progress) => draw.real(-200, -20) * (1.2 - progress) }),
  epsilon: (draw) => ({ word: "epsilon", kind: "other", next: (progress) => 1 - 0.9 * progress * draw.real(0.99, 1) }),
  "actor loss": (draw) => ({ word: "actor loss", kind: "loss", next: (progress) => (1 - progress) * draw.real(-1, 1) }),
  "critic loss": (draw) => ({
    word: "critic loss",
    kind: "loss",
    next: (progress) => (1.2 - progress) * draw.real(0.5, 3),
  }),
};

const SETS: Record<string, string[]> = {
  "reward alone": ["reward"],
  "reward and epsilon": ["reward", "epsilon"],
  "average reward": ["average reward"],
  "return and losses": ["return", "actor loss", "critic loss"],
};

/** Counters of an episode's line, by habit. */
const COUNTERS: Record<string, (episode: number, steps: number, of: number) => Counter[]> = {
  "episode": (episode) => [{ role: "episode", at: episode }],
  "episode of all": (episode, _, of) => [{ role: "episode", at: episode, of }],
  "steps": (_, steps) => [{ role: "step", at: steps }],
};

/** A line each few episodes. */
export function episodeLines(loop: Loop): Part {
  const { draw, batches } = loop;
  const quantities = draw.one("episode", SETS).map((name) => QUANTITIES[name]!(draw));
  const counters = draw.one("episode counted by", COUNTERS),
    every = draw.one("episode", { "each": 1, "each tenth": 10 });
  let steps = 0;
  const look = lookOf(loop, "episode", { counters: counters(1, 1, batches) });
  return {
    batch() {
      const episode = loop.epoch * batches + loop.batch + 1, of = loop.epochs * batches;
      steps += draw.int(20, 200);
      if (episode % every !== 0) return;
      const values: Value[] = quantities.map((quantity) => ({
        quantity,
        split: null,
        value: quantity.next(episode / of),
      }));
      printLine(loop, look, { counters: counters(episode, steps, of), split: null, values });
    },
  };
}
