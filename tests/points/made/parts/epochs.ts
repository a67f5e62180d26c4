/**
 * What is printed around an epoch: a title above it, lines at its end.
 *
 * @module
 */
import { epochCounter, lookOf, type Loop, measure, type Part, printLine } from "../loop.ts";
import type { Counter, Split } from "../model.ts";

type Maker = (loop: Loop) => Part;

/** Lines of these splits at the end of each epoch, one a split. */
function linesOf(loop: Loop, splits: (Split | null)[], hasEpoch: boolean): Part {
  const counters = (): Counter[] => hasEpoch ? [epochCounter(loop)] : [];
  const looks = splits.map((split) =>
    lookOf(loop, split === null || split === "train" ? "epoch" : "eval", {
      counters: counters(),
      splits: split ? [split] : [],
    })
  );
  return {
    endEpoch: () =>
      splits.forEach((split, at) =>
        printLine(loop, looks[at]!, {
          counters: counters(),
          split,
          values: measure(loop, null),
          average: split === null,
        })
      ),
  };
}

/** Both splits on one line. */
function lineOfBoth(loop: Loop, splits: [Split | null, Split]): Part {
  const look = lookOf(loop, "epoch", {
    counters: [epochCounter(loop)],
    splits: splits.filter((split) => split !== null),
  });
  return {
    endEpoch() {
      const values = splits.flatMap((split) => measure(loop, split));
      printLine(loop, look, { counters: [epochCounter(loop)], split: null, values, average: true });
    },
  };
}

/** Lines at the end of an epoch, by habit. */
export const EPOCH_ENDS: Record<string, Maker> = {
  "one line": (loop) => linesOf(loop, [null], true),
  "train and val on one line": (loop) => lineOfBoth(loop, ["train", "val"]),
  "loss and val_loss on one line": (loop) => lineOfBoth(loop, [null, "val"]),
  "a train line and a val line": (loop) => linesOf(loop, ["train", "val"], true),
  "a train line and a val line without the epoch": (loop) => linesOf(loop, ["train", "val"], false),
  "a val line": (loop) => linesOf(loop, ["val"], true),
  "three lines": (loop) => linesOf(loop, ["train", "val", "test"], true),
};

/** A title above an epoch. */
export function epochTitle(loop: Loop): Part {
  const look = lookOf(loop, "title", { counters: [epochCounter(loop)] });
  return { startEpoch: () => printLine(loop, look, { counters: [epochCounter(loop)], split: null, values: [] }) };
}
