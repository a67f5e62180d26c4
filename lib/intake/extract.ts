/**
 * Reads the points of a log, and stores nothing.
 *
 * @module
 */
import { splitLines } from "../lines/split.ts";
import type { Pattern, Point } from "../model.ts";
import { createPointReader } from "../points/reader.ts";
import { loadPatterns } from "../points/taught/load_patterns.ts";
import { type Described, describeReading } from "./describe_reading.ts";
import { sliceByTurns } from "./turns.ts";

/** How to read. */
export interface ExtractOptions {
  /** Patterns that the user has taught. */
  patterns?: readonly Pattern[];
  /** True to read only the points of the patterns. */
  onlyPatterns?: boolean;
}

/** What was read beside the points. */
export type Extracted = Pick<Described, "settings" | "progress" | "warnings" | "unread">;

/** Calls `onPoint` with every point of a log, in order. */
export async function extractPoints(
  pieces: AsyncIterable<Uint8Array>,
  onPoint: (point: Point) => void,
  { patterns = [], onlyPatterns }: ExtractOptions = {},
): Promise<Extracted> {
  const reader = createPointReader(onPoint, { patterns: await loadPatterns(patterns), onlyPatterns });
  const splitter = splitLines(reader.read);
  for await (const piece of sliceByTurns(pieces)) splitter.push(piece);
  splitter.finish();
  reader.finish();
  return describeReading(splitter, reader);
}
