/**
 * Requests the rows of a log whose program moves the cursor. Loaded with the first such log: each line of another is a row.
 *
 * @module
 */
import "../first_script.ts";
import type { Signal } from "@preact/signals";
import type { WireLogRows } from "../../wire/log_rows.ts";
import { readJson } from "../server/read.ts";
import type { RowMap } from "./row_map.ts";
import { createRowMap } from "./span_map.ts";

/** Which log, and what the page already has of its rows. */
export interface RowFeedOptions {
  /** Address of the rows. */
  path: string;
  /** The rows that the page came with; null for none. */
  initial: WireLogRows | null;
  /** Set to the rows that the page knows. */
  map: Signal<RowMap | null>;
  /** Ends the requests. */
  signal(): AbortSignal;
  onFail(error: unknown): void;
}

/** Requests all rows that the page came without. The result requests those that may have changed since. */
export function createRowFeed({ path, initial, map, signal, onFail }: RowFeedOptions): () => void {
  let isWhole = initial?.first_row === 1, isAsking = false, isDue = false;
  if (initial) map.value = createRowMap(initial.spans, initial);

  async function request(): Promise<void> {
    isDue = true;
    if (isAsking) return;
    isAsking = true;
    try {
      while (isDue) {
        isDue = false;
        const before = map.peek(), after = isWhole ? before?.fixedRows ?? 0 : 0;
        const answer = await readJson<WireLogRows>(path, { after_row: after }, signal());
        map.value = before?.add(answer) ?? createRowMap(answer.spans, answer);
        isWhole = true;
      }
    } catch (error) {
      onFail(error);
    } finally {
      isAsking = false;
    }
  }
  if (!isWhole) void request();
  return () => void request();
}
