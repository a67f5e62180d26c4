/**
 * Makes the log of a training from a seed, with its truth. Everything that differs between two logs is a habit that the seed drew.
 *
 * @module
 */
import { makeDraw } from "./draw.ts";
import { drawAuthor } from "./lines/author.ts";
import { drawCounting, type Loop, type Part, runLoop } from "./loop.ts";
import type { MadeLog } from "./model.ts";
import { linesOfTwo } from "./parts/adversaries.ts";
import { classLines } from "./parts/classes.ts";
import { nestedBars } from "./parts/nested.ts";
import { bestLines, rateLines } from "./parts/rates.ts";
import { redrawnLine } from "./parts/redrawn.ts";
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
import { uncountedLines } from "./parts/uncounted.ts";
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

/** The same of programs that print little else, by habit. */
const WITHIN_ALONE: Record<string, Maker> = {
  "a bar inside the bar of epochs": (loop) => [nestedBars(loop)],
  "two lines a batch": (loop) => [linesOfTwo(loop)],
  "a redrawn line": (loop) => [redrawnLine(loop)],
};

/** What is printed at the end of an epoch, by habit. */
const ENDS: Record<string, Maker> = {
  "lines": (loop) => [loop.draw.one("end of an epoch", EPOCH_ENDS)(loop)],
  "lines again": (loop) => [loop.draw.one("end of an epoch", EPOCH_ENDS)(loop)],
  "a row of a table": (loop) => [tableRows(loop)],
  "a block": (loop) => [valueLines(loop)],
};

function drawParts(loop: Loop): Part[] {
  const { draw, log } = loop, has = (habit: string) => draw.habits.includes(habit);
  const some = (habit: string, share: number, make: () => Part) => draw.maybe(habit, share) ? [make()] : [];
  const chatter = () => draw.one("chatter", CHATTER)(loop);
  if (draw.maybe("reinforcement learning", 0.08)) return [episodeLines(loop), ...some("chatter first", 0.2, chatter)];
  if (draw.maybe("keras", 0.08)) return [kerasEpochs(loop), ...some("chatter last", 0.3, chatter)];
  const isAround = draw.maybe("a bar around the epochs", 0.06);
  const ends = draw.one("ends with", ENDS)(loop), isTable = has("ends with: a row of a table");
  // Little stands between the rows of a table, and one process prints it.
  if (isTable) log.prefixes.splice(1);
  const within = isAround ? [] : draw.one("within an epoch", isTable ? BESIDE_TABLE : WITHIN)(loop);
  const parts = [
    ...some("a title above each epoch", 0.3, () => epochTitle(loop)),
    ...within,
    ...some("chatter first", 0.2, chatter),
    ...some("another evaluation", 0.2, () => draw.one("evaluation", EVALUATIONS)(loop)),
    ...some("a bar of the evaluation", 0.1, () => evaluationBar(loop)),
    ...ends,
    ...some("chatter last", 0.3, chatter),
    ...isAround ? [epochBar(loop, { isGlued: !isTable && draw.maybe("lines glued to the bar of epochs", 0.5) })] : [],
  ];
  return has("another evaluation") || isTable || isAround
    ? parts
    : [...drawWithin(loop, within), ...parts, ...drawBehind(loop)];
}

/** More of what is printed within an epoch, where nothing else is. */
function drawWithin(loop: Loop, within: readonly Part[]): Part[] {
  const isAlone = within.length === 0 && !loop.draw.habits.includes("a title above each epoch") &&
    loop.draw.maybe("more within an epoch", 0.5);
  return isAlone ? loop.draw.one("within an epoch", WITHIN_ALONE)(loop) : [];
}

/** What tells of rates, best values and classes behind the end of an epoch. */
function drawBehind(loop: Loop): Part[] {
  const { draw, log, author } = loop, hasRate = author.quantities.some(({ kind }) => kind === "lr");
  if (!hasRate && draw.maybe("learning rate", 0.08)) return [rateLines(loop)];
  if (draw.maybe("best so far", 0.08)) return [bestLines(loop)];
  const hasBar = draw.habits.some((habit) => habit.startsWith("bar"));
  return log.prefixes.length === 1 && !hasBar && draw.maybe("classes", 0.05) ? [classLines(loop)] : [];
}

/** Each log of so many has a counter that no word names, and nothing else. */
const UNCOUNTED_EVERY = 12;

/** The log of a seed. */
export function makeLog(seed: number): MadeLog {
  const loop = drawLoop(seed);
  if (seed % UNCOUNTED_EVERY === 0) {
    uncountedLines(loop).begin!();
    return { seed, habits: [...loop.draw.habits], text: loop.log.text, truth: loop.log.truth };
  }
  drawPrefixes(loop);
  const runs = drawRuns(loop), parts = drawParts(loop);
  for (const [run, { begin }] of runs.entries()) {
    loop.run = run;
    begin();
    runLoop(loop, parts);
  }
  return { seed, habits: [...loop.draw.habits], text: loop.log.text, truth: loop.log.truth };
}
