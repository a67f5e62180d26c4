/**
 * What may be wrong with how an input is read: the reader throws, the points depend on how the bytes were cut or where it resumed, the
 * time for a line grows faster than the line.
 *
 * @module
 */
import { splitLines } from "../../../lib/lines/split.ts";
import type { Point } from "../../../lib/model.ts";
import { createPointReader } from "../../../lib/points/reader.ts";
import type { HostileLine } from "./lines.ts";
import type { Random } from "./random.ts";

const TRIES = 7;
/** Lines of these lengths are compared: half of what is read of a line, and all of it. */
const SHORT_CHARS = 2000, LONG_CHARS = 4000;
/** A line of twice the length takes twice the time; more than this is not linear. A quadratic reader takes 4 times as long. */
const RATIO_MAX = 3.2;
/** What takes less is not compared: it is too short to be measured. */
const SHORTEST_MS = 1;

function readCut(bytes: Uint8Array, cuts: readonly number[], resumes: boolean): Point[] {
  const points: Point[] = [];
  let reader = createPointReader((point) => points.push(point));
  const splitter = splitLines((text, line, redrawn) => reader.read(text, line, redrawn));
  let from = 0;
  for (const to of [...cuts, bytes.length]) {
    splitter.push(bytes.subarray(from, to));
    if (resumes) {
      reader = createPointReader((point) => points.push(point), { state: structuredClone(reader.snapshot()) });
    }
    from = to;
  }
  splitter.finish();
  reader.finish();
  return points;
}

/** What goes wrong when these bytes are read; null for nothing. */
export function findFault(bytes: Uint8Array, { whole }: Random): string | null {
  const cuts = Array.from({ length: 5 }, () => whole(bytes.length)).sort((a, b) => a - b);
  try {
    const points = JSON.stringify(readCut(bytes, [], false));
    if (JSON.stringify(readCut(bytes, cuts, false)) !== points) return `other points when the bytes are cut at ${cuts}`;
    if (JSON.stringify(readCut(bytes, cuts, true)) !== points) return `other points when the reader resumes at ${cuts}`;
    return null;
  } catch (error) {
    return (error as Error).stack ?? String(error);
  }
}

/** The least milliseconds of several readings, each by a new reader. */
function measureLine(text: string): number {
  let best = Infinity;
  for (let i = 0; i < TRIES; i++) {
    const reader = createPointReader(() => {});
    reader.read("epoch  loss  acc", 1); // a table is open: its rows are searched too
    const began = performance.now();
    reader.read(text, 2);
    best = Math.min(best, performance.now() - began);
  }
  return best;
}

/** Says so when the time for a line grows faster than its length; null when it doesn't. */
export function findSlowness(line: HostileLine): string | null {
  for (let tries = 0;; tries++) {
    const long = measureLine(line(LONG_CHARS)), short = measureLine(line(SHORT_CHARS));
    if (long < SHORTEST_MS || long <= RATIO_MAX * short) return null;
    if (tries === TRIES) {
      return `${short.toFixed(2)} ms for ${SHORT_CHARS} characters, ${long.toFixed(2)} ms for ${LONG_CHARS}`;
    }
  }
}
