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
import { tableRows, valueLines } from "./parts/blocks.ts";
import { batchLines } from "./parts/batches.ts";
import { CHATTER } from "./parts/chatter.ts";
import { EPOCH_ENDS, epochTitle } from "./parts/epochs.ts";
import { evaluationBar, EVALUATIONS } from "./parts/evaluations.ts";
import { episodeLines } from "./parts/episodes.ts";
import { kerasEpochs } from "./parts/keras.ts";
import { epochBar } from "./parts/outer.ts";
import { drawRuns } from "./parts/runs.ts";
import { drawPrefixes } from "./parts/prefixes.ts";
import { LogWriter } from "./writer.ts";

function drawLoop(seed: number): Loop {
  const draw = makeDraw(seed), author = drawAuthor(draw), log = new LogWriter();
  const isShort = draw.maybe("few batches", 0.2);
  return {
    draw,
    author,
    log,
    epochs: draw.int(3, 7),
    batches: isShort ? draw.int(3, 12) : draw.int(20, 400),
    count: drawCounting(draw),
    firstEpoch: 0,
    epoch: 0,
    batch: 0,
    run: 0,
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

const BESIDE_TABLE = { "nothing": WITHIN["nothing"]! };

/** What is printed at the end of an epoch, by habit. */
const ENDS: Record<string, Maker> = {
  "lines": (loop) => [loop.draw.one("end of an epoch", EPOCH_ENDS)(loop)],
  "lines again": (loop) => [loop.draw.one("end of an epoch", EPOCH_ENDS)(loop)],
  "a row of a table": (loop) => [tableRows(loop)],
  "a block": (loop) => [valueLines(loop)],
};

function drawParts(loop: Loop): Part[] {
  const { draw } = loop;
  const some = (habit: string, share: number, make: () => Part) => draw.maybe(habit, share) ? [make()] : [];
  const chatter = () => draw.one("chatter", CHATTER)(loop);
  if (draw.maybe("reinforcement learning", 0.08)) return [episodeLines(loop), ...some("chatter first", 0.2, chatter)];
  if (draw.maybe("keras", 0.08)) return [kerasEpochs(loop), ...some("chatter last", 0.3, chatter)];
  const isAround = draw.maybe("a bar around the epochs", 0.06);
  const ends = draw.one("ends with", ENDS)(loop), isTable = draw.habits.includes("ends with: a row of a table");
  // Little stands between the rows of a table, and one process prints it.
  if (isTable) loop.log.prefixes.splice(1);
  const within = isAround ? [] : draw.one("within an epoch", isTable ? BESIDE_TABLE : WITHIN)(loop);
  return [
    ...some("a title above each epoch", 0.3, () => epochTitle(loop)),
    ...within,
    ...some("chatter first", 0.2, chatter),
    ...some("another evaluation", 0.2, () => draw.one("evaluation", EVALUATIONS)(loop)),
    ...some("a bar of the evaluation", 0.1, () => evaluationBar(loop)),
    ...ends,
    ...some("chatter last", 0.3, chatter),
    ...isAround ? [epochBar(loop, { isGlued: !isTable && draw.maybe("lines glued to the bar of epochs", 0.5) })] : [],
  ];
}

/** The log of a seed. */
export function makeLog(seed: number): MadeLog {
  const loop = drawLoop(seed);
  drawPrefixes(loop);
  const runs = drawRuns(loop), parts = drawParts(loop);
  for (const [run, { begin }] of runs.entries()) {
    loop.run = run;
    begin();
    runLoop(loop, parts);
  }
  return { seed, habits: [...loop.draw.habits], text: loop.log.text, truth: loop.log.truth };
}
