/**
 * The rows of the terminal: where the box is scrolled to, which line is selected, and which rows are drawn.
 *
 * @module
 */
import type { WireLogRows } from "../../wire/log_rows.ts";
import type { ReadonlySignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type LineSelection, useLineSelection } from "./line_selection.ts";
import type { LogLine } from "./line_store.ts";
import { searchStart, windowOf } from "./line_window.ts";
import type { LineStretch, LogFeed } from "./log_feed.ts";
import { type LogScroll, useLogScroll } from "./log_scroll.ts";
import { rowsAtEnd, type ShownRow, shownRow } from "./row_map.ts";

/** The log of one run. */
export interface TerminalRowsOptions {
  runId: string;
  feed: LogFeed;
  /** The lines that the page came with. */
  initialLines: readonly LogLine[];
  /** Its rows, when cursor movements drew over lines. */
  initialRows: WireLogRows | null;
  /** Shows words to the reader of the page. */
  say(words: string): void;
}

/** The rows, and the functions that change what is selected. */
export interface TerminalRows extends Omit<LineSelection, "shownRows"> {
  scroll: LogScroll;
  /** True once the box was measured. */
  isReady: boolean;
  /** The rows to draw. */
  shown: readonly ShownRow[];
  /** Number of the last row. */
  lastRow: number;
  /** Empty space above and below them, CSS pixels. */
  rows: { above: number; below: number };
  /** The line from which the next match is looked for. */
  searchFrom(direction: "older" | "newer"): number;
}

/** Connects the box of a log with its rows. */
export function useTerminalRows({ runId, feed, initialLines, initialRows, say }: TerminalRowsOptions): TerminalRows {
  const lastRow = () => shownRows.peek()?.lastRow ?? feed.store.lastLine;
  const scroll = useLogScroll(lastRow, `${feed.version.value} ${feed.rows.value?.lastRow}`);
  const { shownRows, ...lines } = useLineSelection({
    runId,
    scroll,
    rows: feed.rows,
    lastLine: () => feed.store.lastLine,
    say,
  });
  const map = shownRows.value, isReady = scroll.isReady.value && (map !== null || initialRows === null);
  const last = map?.lastRow ?? feed.store.lastLine;
  const { first, last: end, ...rows } = isReady
    ? windowOf({ ...scroll.view.value, lastLine: last })
    : { first: initialLines[0]?.line ?? 1, last, above: 0, below: 0 };
  const shown = initialRows !== null && !isReady
    ? rowsAtEnd(initialRows, initialLines)
    : Array.from({ length: Math.max(0, end - first + 1) }, (_, at) => shownRow(map, first + at));
  useEffect(() => feed.want(stretchesOf(shown)), [feed.version.value, map, first, end]);
  useKeptLine({ feed, scroll, selectedLine: lines.selectedLine });

  function searchFrom(direction: "older" | "newer"): number {
    const selected = lines.selectedLine.peek(), map = shownRows.peek();
    const selectedRow = selected === null ? null : map?.rowOf(selected) ?? selected;
    const row = searchStart(selectedRow, { ...scroll.view.peek(), lastLine: lastRow() }, direction);
    return row < 1 ? 0 : shownRow(map, row).line ?? feed.store.lastLine + 1;
  }
  return { ...lines, scroll, isReady, shown, rows, lastRow: last, searchFrom };
}

/** The lines whose texts some rows need, in stretches. */
function stretchesOf(rows: readonly ShownRow[]): LineStretch[] {
  const stretches: LineStretch[] = [];
  for (const { line, text } of rows) {
    const before = stretches.at(-1);
    if (line === null || text !== null) continue;
    if (before?.last === line - 1) before.last = line;
    else stretches.push({ first: line, last: line });
  }
  return stretches;
}

/** Keeps the selected line in sight when the page learns which lines were drawn over. */
function useKeptLine(
  { feed, scroll, selectedLine }: Pick<TerminalRowsOptions, "feed"> & Pick<TerminalRows, "scroll"> & {
    selectedLine: ReadonlySignal<number | null>;
  },
): void {
  const firstRow = feed.rows.value?.firstRow ?? 0;
  useEffect(() => {
    const line = selectedLine.peek();
    if (line !== null && !scroll.isFollowing.peek()) scroll.goTo(feed.rows.peek()?.rowOf(line) ?? line);
  }, [firstRow]);
}
