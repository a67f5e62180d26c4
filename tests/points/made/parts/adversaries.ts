/**
 * Several lines for one batch: one a network, or the second half of the values without the counter.
 *
 * @module
 */
import { batchCounter, epochCounter, lookOf, type Loop, type Part, printLine, stepsDone } from "../loop.ts";
import type { Counter, Quantity, Said } from "../model.ts";

const of = (draw: Loop["draw"], word: string): Quantity => ({
  word,
  kind: "loss",
  next: (progress) => draw.real(0.4, 1.6) * (1.2 - progress),
});

/** Counters of the lines of a batch, by habit: of the first, and of the others. */
const COUNTERS: Record<string, (loop: Loop) => [Counter[], Counter[]]> = {
  "on each line": (loop) => [[epochCounter(loop), batchCounter(loop)], [epochCounter(loop), batchCounter(loop)]],
  "on the first line": (loop) => [[epochCounter(loop), batchCounter(loop)], []],
  "a step on the first line": (loop) => [[{ role: "step", at: stepsDone(loop) }], []],
};

/** A line for the generator's loss and one for the discriminator's. */
export function linesOfTwo(loop: Loop): Part {
  const { draw, batches } = loop;
  const counters = draw.one("two lines a batch", COUNTERS);
  const names = draw.one("two lines a batch", {
    "G and D": ["G loss", "D loss"],
    "generator": ["generator loss", "discriminator loss"],
  });
  const quantities = names.map((word) => of(draw, word)), every = Math.ceil(batches / draw.int(3, 6));
  const looks = counters(loop).map((own) => lookOf(loop, "batch", { counters: own }));
  return {
    batch() {
      if (loop.batch % every !== 0) return;
      counters(loop).forEach((own, at) => {
        const quantity = quantities[at]!, value = quantity.next(loop.batch / batches);
        const said: Said = { counters: own, split: null, values: [{ quantity, split: null, value }] };
        const place = at > 0 && own.length === 0 ? loop.shown.batch!.place : undefined;
        printLine(loop, looks[at]!, said, place);
      });
    },
  };
}
