/**
 * What is remembered of that which isn't charted. Holds no rule.
 *
 * @module
 */

/** Why a name is not charted. `unread.ts` has the words. */
export type UnreadReason = "setting" | "record" | "unchanged" | "counter" | "alone";

/** A name that is not charted. */
export interface UnreadTrack {
  count: number;
  /** Line that printed it first. */
  line: number;
  reason: UnreadReason;
}

/** What the reader left out, apart from names. */
export interface LeftOut {
  /** Points of metric names that were too many. */
  names: number;
  /** Points of higher ranks. */
  ranks: number;
  /** Lines of which only the beginning was read. */
  cut: number;
  /** Names, tables and settings that were forgotten, because too much was remembered. */
  forgotten: number;
  /** Values of metrics that are no numbers, and the first of them. */
  values: number;
  firstValue: { text: string; line: number } | null;
}
