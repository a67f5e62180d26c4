/**
 * The JSON of a run's marks. Types only.
 *
 * @module
 */
import type { RunMark } from "../model.ts";

/** Something that happened to a run. */
export interface WireMark extends Omit<RunMark, "time"> {
  /** Of a user's note; null for the others. */
  id: string | null;
  timestamp: string;
}

/** What happened to a run. */
export interface WireMarks {
  marks: WireMark[];
  /** True when the log has more marks than are kept. */
  is_cut: boolean;
}
