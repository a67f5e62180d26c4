/**
 * Makes the log of a training from a seed, with its truth. Everything that differs between two logs is a habit that the seed drew.
 *
 * @module
 */
import { makeDraw } from "./draw.ts";
import { drawAuthor } from "./lines/author.ts";
import { drawCounting, type Loop, type Part, runLoop } from "./loop.ts";
import type { MadeLog } from "./model.ts";
import { batchBar } from "./parts/bars.ts";
import { batchLines } from "./parts/batches.ts";
import { CHATTER } from "./parts/chatter.ts";
import { EPOCH_ENDS, epochTitle } from "./parts/epochs.ts";
import { evaluationBar, EVALUATIONS } from "./parts/evaluations.ts";
import { drawPrefixes } from "./parts/prefixes.ts";
import { LogWriter } from "./writer.ts";

function drawLoop(seed: number): Loop {
  const draw = makeDraw(seed), isShort = draw.maybe("few batches", 0.2);
  return {
    draw,
    author: drawAuthor(draw),
    log: new LogWriter(),
    epochs: draw.int(3, 7),
    batches: isShort ? draw.int(3, 12) : draw.int(20, 400),
    count: drawCounting(draw),
    firstEpoch: 0,
    epoch: 0,
    batch: 0,
    shown: { epoch: false, bar: false, batch: null, splits: new Set(), byBatch: new Set() },
  };
}

type Maker = (loop: Loop) => Part[];

/** What is printed while an epoch goes on, by habit. */
const WITHIN: Record<string, Maker> = {
  "nothing": () => [],
  "lines of batches": (loop) => [batchLines(loop)],
  "a bar": (loop) => [batchBar(loop, { hasValues: false })],
  "a bar with values": (loop) => [batchBar(loop, { hasValues: true })],
  "lines beside a bar": (loop) => [batchBar(loop, { hasValues: false }), batchLines(loop)],
};

function drawParts(loop: Loop): Part[] {
  const { draw } = loop;
  const some = (habit: string, share: number, make: () => Part) => draw.maybe(habit, share) ? [make()] : [];
  const chatter = () => draw.one("chatter", CHATTER)(loop);
  return [
    ...some("a title above each epoch", 0.3, () => epochTitle(loop)),
    ...draw.one("within an epoch", WITHIN)(loop),
    ...some("chatter first", 0.2, chatter),
    ...some("another evaluation", 0.2, () => draw.one("evaluation", EVALUATIONS)(loop)),
    ...some("a bar of the evaluation", 0.1, () => evaluationBar(loop)),
    draw.one("end of an epoch", EPOCH_ENDS)(loop),
    ...some("chatter last", 0.3, chatter),
  ];
}

/** The log of a seed. */
export function makeLog(seed: number): MadeLog {
  const loop = drawLoop(seed);
  drawPrefixes(loop);
  runLoop(loop, drawParts(loop));
  return { seed, habits: [...loop.draw.habits], text: loop.log.text, truth: loop.log.truth };
}
