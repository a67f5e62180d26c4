/**
 * The selected line of the terminal: set by clicks, keys, the address's hash and the chart. The address shows it.
 *
 * @module
 */
import { type ReadonlySignal, useComputed, useSignalEffect } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { writeAddress } from "../run/address.ts";
import { copyLineLink } from "../run/copy_link.ts";
import { glance, selection } from "../run/selection.ts";
import { lineOfHash, readKey } from "./line_keys.ts";
import type { LogScroll } from "./log_scroll.ts";
import type { RowMap } from "./row_map.ts";
import { textOffsetAt } from "./text_offset.ts";

/** The pointer stays this long on a point before the terminal scrolls. Crossing the chart must not make it flicker. */
const GLANCE_AFTER_MS = 60;

/** The terminal of one run. */
export interface SelectionOptions {
  runId: string;
  scroll: LogScroll;
  /** Which line stands in which row, without the selected line where it was drawn over. */
  rows: ReadonlySignal<RowMap | null>;
  /** Number of the log's last line. */
  lastLine(): number;
  /** Shows words to the reader of the page. */
  say(words: string): void;
}

/** The selected line and the handlers that change it. */
export interface LineSelection {
  /** The selected line of this run; null for none. */
  selectedLine: ReadonlySignal<number | null>;
  /** The line of the point under the chart's cursor; null for none. */
  litLine: ReadonlySignal<number | null>;
  /** Which line stands in which row; the selected line has one. */
  shownRows: ReadonlySignal<RowMap | null>;
  /** Selects a line and scrolls to it. */
  select(line: number): void;
  onClick(event: MouseEvent): void;
  onKeyDown(event: KeyboardEvent): void;
}

/** Connects the terminal with the page's selection. */
export function useLineSelection({ runId, scroll, rows, lastLine, say }: SelectionOptions): LineSelection {
  const lineOf = (at: { runId: string; line: number } | null) => at?.runId === runId ? at.line : null;
  const selectedLine = useComputed(() => lineOf(selection.value));
  const litLine = useComputed(() => lineOf(glance.value));
  const shownRows = useComputed(() =>
    selectedLine.value === null ? rows.value : rows.value?.withLine(selectedLine.value) ?? null
  );
  const rowOf = (line: number) => shownRows.peek()?.rowOf(line) ?? line;

  function select(line: number): void {
    const existing = Math.min(line, lastLine());
    if (existing < 1) return;
    selection.value = { runId, line: existing, point: null, from: "terminal" };
    scroll.goTo(rowOf(existing));
  }

  function onKeyDown(event: KeyboardEvent): void {
    const action = event.target instanceof HTMLInputElement ? null : readKey(event);
    if (action === "clear") {
      selection.value = null;
      scroll.box.current!.focus();
    } else if (action === "follow") {
      if (event.target === scroll.box.current) scroll.isFollowing.value = true;
    } else if (action !== null) {
      event.preventDefault();
      const from = selectedLine.peek() ?? lastLine() + 1, map = shownRows.peek();
      select((map ? map.beside(from, action) : from + action) ?? from);
    }
  }

  useHashLine(selectedLine, select);
  useChartLines({ runId, scroll, litLine, rowOf });
  const onClick = (event: MouseEvent) =>
    selectClicked(event, { runId, say, stayAt: (line) => scroll.stayAt(rowOf(line)) });
  return { selectedLine, litLine, shownRows, select, onClick, onKeyDown };
}

/** Selects the clicked row, unless the reader selects text or opens a link in a new tab. A press on its number copies the link to it. */
function selectClicked(
  event: MouseEvent,
  { runId, say, stayAt }: Pick<SelectionOptions, "runId" | "say"> & { stayAt(line: number): void },
): void {
  const pressed = event.target instanceof Element ? event.target : null, row = pressed?.closest("[data-line]");
  if (!row || event.ctrlKey || event.metaKey || getSelection()?.type === "Range") return;
  event.preventDefault();
  const line = Number(row.getAttribute("data-line"));
  stayAt(line);
  const pressedAt = textOffsetAt(row, event);
  selection.value = { runId, line, point: null, from: "terminal", ...(pressedAt === null ? {} : { pressedAt }) };
  if (pressed!.closest("a")) void copyLineLink(line).then(say);
}

/** Selects the line that the hash names, and writes the selected line to the hash. */
function useHashLine(selectedLine: ReadonlySignal<number | null>, select: (line: number) => void): void {
  useLayoutEffect(() => {
    const goToHash = () => {
      const line = lineOfHash(location.hash);
      if (line !== null && line !== selectedLine.peek()) select(line);
    };
    addEventListener("hashchange", goToHash);
    requestAnimationFrame(goToHash);
    return () => removeEventListener("hashchange", goToHash);
  }, []);
  const wasSelected = useRef(false);
  useSignalEffect(() => {
    // The hash of a page that was just opened is read first.
    if (selectedLine.value === null && !wasSelected.current) return;
    wasSelected.current = true;
    writeAddress(({ search }) => selectedLine.peek() === null ? search : `${search}#L${selectedLine.peek()}`);
  });
}

/**
 * Scrolls to the line of a point that is selected in the chart, and for a moment to the line of the point under its cursor. The terminal
 * scrolls inside itself: the page stays where the reader looks.
 */
function useChartLines(
  { runId, scroll, litLine, rowOf }: Pick<SelectionOptions, "runId" | "scroll"> & Pick<LineSelection, "litLine"> & {
    rowOf(line: number): number;
  },
): void {
  useSignalEffect(() => {
    if (selection.value?.from !== "chart" || selection.value.runId !== runId) return;
    scroll.goTo(rowOf(selection.value.line));
  });
  useSignalEffect(() => {
    const line = litLine.value;
    if (line === null) return scroll.glanceAt(null);
    const timer = setTimeout(scroll.glanceAt, GLANCE_AFTER_MS, rowOf(line));
    return () => clearTimeout(timer);
  });
}
