/**
 * The JSON of what was read from single lines. Types only.
 *
 * @module
 */
import type { WirePoint } from "./points.ts";

/** A point that a pattern would read, with the text of its line. */
export type WireMatch = Pick<WireLinePoint, "line" | "metric" | "value" | "step" | "epoch"> & { text: string };

/** What a pattern would read in a log. */
export interface WirePreview {
  /** Number of all matches. */
  total: number;
  /** The first of them. */
  matches: WireMatch[];
}

/** A point and its metric. */
export type WireLinePoint = WirePoint & { metric: string };

/** What one number of a line was taken for. */
export interface WireLineNumber {
  /** As printed. */
  text: string;
  /** Character indexes in the line without escape codes. */
  start: number;
  end: number;
  /** The name that was found for it; empty without one. */
  name: string;
  /** The metric whose point it is; empty for a number that isn't charted. */
  metric: string;
  /** In words: "loss = 0.5 at step 3", "the step", "not charted". */
  taken: string;
  /** The rule, format or pattern that took it; empty where none did. */
  rule: string;
  /** Why it isn't charted, and what would make it so; empty for the others. */
  why: string;
}

/** The points of one line, and what each of its numbers was taken for. */
export interface WireLinePoints {
  line: number;
  points: WireLinePoint[];
  numbers: WireLineNumber[];
}

/** The lines of a log that match a search. */
export interface WireMatches {
  /** Number of matching lines among those that were searched. */
  total: number;
  /** How many of them come before the first of `lines`. */
  before: number;
  /** Numbers of the matching lines nearest to the asked one, in order. */
  lines: number[];
  /** What was searched: all of the log, or of a very long one the part around the asked line. */
  first_line: number;
  last_line: number;
}
