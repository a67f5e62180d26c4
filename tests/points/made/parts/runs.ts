/**
 * Several trainings in one log: folds, seeds, models; and one that goes on where it was interrupted.
 *
 * @module
 */
import { epochCounter, type Loop } from "../loop.ts";

/** A title before each training, by habit. */
const TITLES: Record<string, (run: number, runs: number) => string> = {
  "fold": (run) => `Fold ${run + 1}`,
  "fold of all, framed": (run, runs) => `===== Fold ${run + 1}/${runs} =====`,
  "fold from 0": (run) => `fold: ${run}`,
  "seed": (run) => `Seed ${42 + run}`,
  "seed, framed": (run) => `--- seed = ${run} ---`,
  "run": (run, runs) => `Run ${run + 1} of ${runs}`,
  "the program again": (run) => `Using device: cuda:0\nStarting training at 2026-03-${14 + run}`,
};

/** What is done for each training. */
export interface Run {
  begin(): void;
}

/** The trainings of a log, one after the other. */
export function drawRuns(loop: Loop): Run[] {
  const { draw, log } = loop;
  if (draw.maybe("several trainings", 0.1)) {
    const title = draw.one("training", TITLES), runs = draw.int(2, 3);
    return Array.from({ length: runs }, (_, run) => ({ begin: () => log.print(title(run, runs)) }));
  }
  if (draw.maybe("goes on from a checkpoint", 0.06)) {
    loop.firstEpoch = draw.int(1, loop.epochs - 2);
    loop.epoch = loop.firstEpoch - 1;
    const at = epochCounter(loop).at;
    const words = draw.one("goes on", {
      "resuming": `Resuming from checkpoint runs/exp/last.pt (epoch ${at})`,
      "loaded": `=> loaded checkpoint 'ckpt/model_${at}.pth' (epoch ${at})`,
    });
    return [{ begin: () => log.print(words) }];
  }
  return [{ begin: () => {} }];
}
