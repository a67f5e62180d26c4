/**
 * Reads the points of a log, and stores nothing.
 *
 * @module
 */
import { splitLines } from "../lines/split.ts";
import type { Pattern, Point } from "../model.ts";
import { createPointReader, type PointReader } from "../points/reader.ts";
import { sliceByTurns } from "./turns.ts";

/** How to read. */
export interface ExtractOptions {
  /** Patterns that the user has taught. */
  patterns?: readonly Pattern[];
  /** True to read only the points of the patterns. */
  onlyPatterns?: boolean;
}

/** Calls `onPoint` with every point of a log, in order. The reader that it returns has the settings, the progress and the warnings. */
export async function extractPoints(
  pieces: AsyncIterable<Uint8Array>,
  onPoint: (point: Point) => void,
  options: ExtractOptions = {},
): Promise<PointReader> {
  const reader = createPointReader(onPoint, options);
  const splitter = splitLines(reader.read);
  for await (const piece of sliceByTurns(pieces)) splitter.push(piece);
  splitter.finish();
  reader.finish();
  return reader;
}
