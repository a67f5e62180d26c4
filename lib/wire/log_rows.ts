/**
 * The JSON of a log's rows as a terminal leaves them. Types only.
 *
 * @module
 */

/** Rows that follow one another. */
export interface WireRowSpan {
  /** The line of the log that drew on the first row last. The next rows are the next lines. */
  line: number;
  /** Number of rows. */
  count: number;
  /** What the row shows, with escape codes for its colours; null for rows that show their lines as they are. With a text it is one row. */
  text: string | null;
}

/** The rows behind the one that was asked for. */
export interface WireLogRows {
  /** Number of the first row of `spans`, from 1. */
  first_row: number;
  spans: WireRowSpan[];
  /** Number of the last row. */
  last_row: number;
  /** Rows up to this one never change again. */
  fixed_rows: number;
}
