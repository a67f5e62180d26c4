/**
 * Lines of batches: which counters they have, and how often they come.
 *
 * @module
 */
import { batchCounter, epochCounter, lookOf, type Loop, measure, type Part, printLine, stepsDone } from "../loop.ts";
import type { Counter, Split } from "../model.ts";

const SAMPLES_IN_BATCH = 64;

const step = (loop: Loop): Counter => ({ role: "step", at: stepsDone(loop) });
const samples = ({ batch, batches }: Loop): Counter => ({
  role: "samples",
  at: batch * SAMPLES_IN_BATCH,
  of: batches * SAMPLES_IN_BATCH,
});

/** Counters of a batch line, by habit. */
const COUNTERS: Record<string, (loop: Loop) => Counter[]> = {
  "epoch and batch": (loop) => [epochCounter(loop), batchCounter(loop)],
  "batch alone": (loop) => [batchCounter(loop)],
  "global step": (loop) => [step(loop)],
  "global step of all": (loop) => [{ ...step(loop), of: loop.epochs * loop.batches }],
  "epoch and global step": (loop) => [epochCounter(loop), step(loop)],
  "epoch and samples": (loop) => [epochCounter(loop), samples(loop)],
  "epoch, samples, percent": (loop) => [
    epochCounter(loop),
    samples(loop),
    { role: "percent", at: 100 * loop.batch / loop.batches },
  ],
};

/** Batches whose line is printed, by habit. */
const MOMENTS: Record<string, (batch: number, every: number) => boolean> = {
  "the first of each ten": (batch, every) => batch % every === 0,
  "the last of each ten": (batch, every) => (batch + 1) % every === 0,
};

/** A line each so many batches. */
export function batchLines(loop: Loop): Part {
  const { draw, batches } = loop;
  const counters = draw.one("batch line", COUNTERS), isMoment = draw.one("batch line", MOMENTS);
  const every = Math.ceil(batches / draw.int(3, 8));
  const split: Split | null = draw.maybe("batch line: tells train", 0.2) ? "train" : null;
  const look = lookOf(loop, "batch", { counters: counters(loop), splits: split ? [split] : [] });
  return {
    batch() {
      if (!isMoment(loop.batch, every)) return;
      const said = { counters: counters(loop), split, values: measure(loop, null) };
      printLine(loop, look, said);
    },
  };
}
