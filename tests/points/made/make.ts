/**
 * Makes the log of a training from a seed, with its truth. Everything that differs between two logs is a habit that the seed drew.
 *
 * @module
 */
import { makeDraw } from "./draw.ts";
import { drawAuthor } from "./lines/author.ts";
import { drawCounting, type Loop, type Part, runLoop } from "./loop.ts";
import type { MadeLog } from "./model.ts";
import { batchLines } from "./parts/batches.ts";
import { EPOCH_ENDS, epochTitle } from "./parts/epochs.ts";
import { LogWriter } from "./writer.ts";

function drawLoop(seed: number): Loop {
  const draw = makeDraw(seed);
  return {
    draw,
    author: drawAuthor(draw),
    log: new LogWriter(),
    epochs: draw.int(3, 7),
    batches: draw.int(20, 400),
    count: drawCounting(draw),
    firstEpoch: 0,
    epoch: 0,
    batch: 0,
    shown: { epoch: false, step: null, byBatch: new Set() },
  };
}

function drawParts(loop: Loop): Part[] {
  const { draw } = loop;
  const parts: Part[] = [];
  if (draw.maybe("a title above each epoch", 0.3)) parts.push(epochTitle(loop));
  if (draw.maybe("lines of batches", 0.6)) parts.push(batchLines(loop));
  parts.push(draw.one("end of an epoch", EPOCH_ENDS)(loop));
  return parts;
}

/** The log of a seed. */
export function makeLog(seed: number): MadeLog {
  const loop = drawLoop(seed);
  runLoop(loop, drawParts(loop));
  return { seed, habits: [...loop.draw.habits], text: loop.log.text, truth: loop.log.truth };
}
