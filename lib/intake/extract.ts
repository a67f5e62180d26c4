/**
 * Reads a log for its points and stores nothing.
 *
 * @module
 */
import { splitLines } from "../lines/split.ts";
import type { Pattern, Point } from "../model.ts";
import { createPointReader, type PointReader } from "../points/reader.ts";

/** How to read. */
export interface ExtractOptions {
  /** A user's own patterns. */
  patterns?: readonly Pattern[];
  /** Nothing but what the patterns read. */
  onlyPatterns?: boolean;
}

/** Gives every point of a log, in order of reading, to `onPoint`; the reader then tells settings, progress and warnings. */
export async function extractPoints(
  pieces: AsyncIterable<Uint8Array>,
  onPoint: (point: Point) => void,
  options: ExtractOptions = {},
): Promise<PointReader> {
  const reader = createPointReader(onPoint, options);
  const splitter = splitLines((text, line, redrawn) => reader.read(text, line, redrawn));
  for await (const piece of pieces) splitter.push(piece);
  splitter.finish();
  reader.finish();
  return reader;
}
