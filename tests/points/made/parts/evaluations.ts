/**
 * Evaluations at other moments than an epoch's end: before training, each few epochs, within an epoch, at the end of all.
 *
 * @module
 */
import { DRAWINGS } from "./bars.ts";
import { epochCounter, lookOf, type Loop, measure, type Part, placeOf, printLine, stepsDone } from "../loop.ts";
import type { Counter, Split } from "../model.ts";
import { NOWHERE } from "../writer.ts";

type Maker = (loop: Loop) => Part;

/** An evaluation before the first epoch. Before a further training nothing tells its place. */
function sanityCheck(loop: Loop): Part {
  const look = lookOf(loop, "eval", { counters: [], splits: ["val"] });
  // Names that come no more may be settings.
  const said = () => ({ counters: [], split: "val" as const, values: measure(loop, null), optional: true });
  return { begin: () => printLine(loop, look, said(), NOWHERE) };
}

/** A test each few epochs. */
function testEachFew(loop: Loop): Part {
  const look = lookOf(loop, "eval", { counters: [epochCounter(loop)], splits: ["test"] }), every = loop.draw.int(2, 3);
  return {
    endEpoch() {
      if ((loop.epoch + 1) % every !== 0) return;
      printLine(loop, look, { counters: [epochCounter(loop)], split: "test", values: measure(loop, null) });
    },
  };
}

/** What is printed near its end can't be told from the epoch's own. */
const WITHIN_SHARE = 0.7;

/** A line behind every few lines of batches. */
function withinEpochs(loop: Loop, counters: () => Counter[]): Part {
  const look = lookOf(loop, "eval", { counters: counters(), splits: ["val"] });
  let before = 0, lines = 0;
  return {
    batch() {
      const { batch } = loop.shown;
      if (batch === null || batch.done !== stepsDone(loop) || batch.done === before) return;
      if (++lines % 3 !== 0 || loop.batch > WITHIN_SHARE * loop.batches) return;
      before = batch.done;
      const place = loop.shown.bar ? placeOf(loop) : batch.place;
      printLine(loop, look, { counters: counters(), split: "val", values: measure(loop, null) }, place);
    },
  };
}

/** The test at the end of all. */
function finalTest(loop: Loop): Part {
  const split: Split = "test", look = lookOf(loop, "final", { counters: [], splits: [split] });
  return {
    end: () =>
      // It may be the last epoch's again, and a name that comes once may be a setting.
      printLine(loop, look, {
        counters: [],
        split,
        values: measure(loop, null),
        optional: true,
      }, NOWHERE),
  };
}

/** A bar of the evaluation, before its line. */
function evaluationBar(loop: Loop): Part {
  const { draw, log } = loop;
  const drawing = draw.one("evaluation's bar", DRAWINGS),
    title = draw.one("evaluation's bar", { none: "", word: "Validating" });
  const isLeft = draw.maybe("evaluation's bar: stays", 0.5), of = draw.int(10, 60);
  return {
    endEpoch() {
      const states = [0, Math.floor(of / 3), Math.floor(of / 2), of].map((at) =>
        drawing({ title, at, of, values: "" })
      );
      for (const state of states) log.write(`\r${state}`);
      log.write(isLeft ? "\n" : `\r${" ".repeat(states.at(-1)!.length)}\r`);
    },
  };
}

/** More evaluations, by habit. */
export const EVALUATIONS: Record<string, Maker> = {
  "before training": sanityCheck,
  "a test each few epochs": testEachFew,
  "within epochs, without a counter": (loop) => withinEpochs(loop, () => []),
  "a test at the end": finalTest,
};

export { evaluationBar };
