/**
 * Finds where a program's own words begin: behind the prefix of loggers, launchers and terminals. Knows no metrics. In doubt the prefix
 * stays: the grammar can read a line with a logger's name.
 *
 *     2023-10-17 08:52:09,761 semantic_segmentation INFO: Iters: 200/20000
 *     I0828 22:18:30.114858 11510 solver.cpp:195] Iteration 60, loss = 2.4915
 *     [2025-10-22 19:31:48,176] [INFO] [logging.py:107:log_dist] [Rank 0] step=3
 *     2024-05-01 12:00:00.123 | INFO     | __main__:train:42 - step 3 loss 0.5
 *     trainer-1  | [rank1]: loss 3.2
 *     (RayTrainWorker pid=1234) epoch 1 loss 0.3
 *
 * @module
 */
import { type Look, mayStand } from "../scan/clues.ts";
import type { PartPlace, PrefixPart } from "./prefix/prefix_part.ts";
import { PREFIX_PARTS } from "./prefix/prefix_parts.ts";
import { level } from "./prefix/stamps.ts";

/** A line's prefix. */
export interface Prefix {
  /** Offset of the program's own words. */
  end: number;
  /** Offset of the rank's digits; -1 without a rank. */
  rankAt: number;
  /** True when the rank is a bare number, as `srun -l` prints it: it may be the line's step. */
  isBare: boolean;
  /** What the replicas of a service count from; -1 for a rank that is none. */
  replicasFrom: number;
}

/** A prefix has at most this many turns through the parts. */
const TURNS_MAX = 10;

/** What was found of a prefix so far. */
interface Found extends Prefix {
  text: string;
  look: Look | undefined;
  /** True behind any part. */
  hasPart: boolean;
}

/** What one turn through the parts has found. */
interface Turn {
  isFirst: boolean;
  /** True behind any part but a level and what follows it. */
  isStamped: boolean;
  hasRank: boolean;
  hasLevel: boolean;
}

/** Finds a line's prefix: parts in any order. */
export function findPrefix(text: string, at = 0, look?: Look): Prefix {
  const found: Found = {
    text,
    look,
    end: skipSpace(text, at),
    rankAt: -1,
    isBare: false,
    replicasFrom: -1,
    hasPart: false,
  };
  for (let turn = 0; turn < TURNS_MAX; turn++) {
    const from = found.end;
    goThroughParts(found, { isFirst: turn === 0, isStamped: false, hasRank: false, hasLevel: false });
    if (found.end === from) break;
  }
  return found;
}

/** Looks once for each part. */
function goThroughParts(found: Found, turn: Turn): void {
  for (const part of PREFIX_PARTS) {
    if ((part.rank && turn.hasRank) || !mayStand(part.clues, found.look) || !MAY_STAND[part.place](found, turn)) {
      continue;
    }
    const end = part.skip(found.text, found.end);
    if (end === found.end) continue;
    if (part.rank) keepRank(part.rank, found);
    turn.hasRank ||= part.rank !== undefined;
    if (part === level) turn.hasLevel = true;
    else turn.isStamped ||= part.place === "anywhere" || part.place === "start of the line";
    found.end = end;
    found.hasPart = true;
  }
}

/** Whether a part may stand at the end of what was found, by its place. */
const MAY_STAND: Readonly<Record<PartPlace, (found: Found, turn: Turn) => boolean>> = {
  "anywhere": () => true,
  "start of the line": (_, { isFirst }) => isFirst,
  "behind a colon": ({ text, end }, { hasLevel }) => hasLevel && text[end - 1] === ":",
  "behind a part": ({ hasPart }) => hasPart,
  "behind a stamp": (_, { isStamped }) => isStamped,
};

/** Keeps the first rank; one behind a replica is the process's own. */
function keepRank({ digits, isBare, replicasFrom }: NonNullable<PrefixPart["rank"]>, found: Found): void {
  if (found.rankAt >= 0 && found.replicasFrom < 0) return;
  Object.assign(found, { rankAt: digits(found.text, found.end), isBare, replicasFrom });
}

/** Offset behind the spaces, tabs and marks of byte order at an offset. */
export function skipSpace(text: string, at: number): number {
  while (
    at < text.length && (text.charCodeAt(at) <= 32 || text.charCodeAt(at) === 0x3000 || text.charCodeAt(at) === 0xfeff)
  ) at++;
  return at;
}
