/**
 * Lines about the learning rate, and the best value so far: they tell of a number that has a curve, or only repeat one.
 *
 * @module
 */
import { epochCounter, type Loop, type Part, placeOf } from "../loop.ts";

const RATE = "learning_rate", ALSO = ["lr", "current_learning_rate", "group_0_learning_rate", "group_0_lr"];

/** A line about the learning rate at the end of an epoch, by habit. */
const LINES: Record<string, (rate: string) => string> = {
  "name and colon": (rate) => `lr: ${rate}`,
  "learning rate": (rate) => `learning rate = ${rate}`,
  "current": (rate) => `Current learning rate: ${rate}`,
  "sentence": (rate) => `Adjusting learning rate of group 0 to ${rate}.`,
};

/** A line about the learning rate, which goes down. */
export function rateLines(loop: Loop): Part {
  const { draw, log } = loop, line = draw.one("learning rate", LINES);
  return {
    endEpoch() {
      const rate = (1e-3 * 0.5 ** loop.epoch).toExponential(4);
      log.print(line(rate), [{ metric: RATE, also: ALSO, value: Number(rate) }], placeOf(loop));
    },
  };
}

/** What repeats the best value, by habit. */
const BEST: Record<string, (value: string, epoch: number) => string> = {
  "so far": (value) => `Best val acc so far: ${value}`,
  "new best": (value) => `New best model saved! val_acc: ${value}`,
  "improved": (value, epoch) => `Validation accuracy improved to ${value} at epoch ${epoch}, saving model`,
  "best at": (value, epoch) => `Best accuracy: ${value} (epoch ${epoch})`,
};

/** A line that repeats the best value so far. */
export function bestLines(loop: Loop): Part {
  const { draw, log } = loop, line = draw.one("best so far", BEST);
  return {
    endEpoch() {
      const value = (0.5 + 0.08 * Math.floor(loop.epoch / 2)).toFixed(4);
      log.print(
        line(value, epochCounter(loop).at),
        [{ metric: "best", value: Number(value), optional: true }],
        placeOf(loop),
      );
    },
  };
}
