/**
 * Measures the rows of wrapped lines, and keeps what the reader sees where it is while rows get their heights. Loaded when somebody wraps
 * lines: without it all rows have one height. Draws nothing.
 *
 * @module
 */
import "../first_script.ts";
import { useLayoutEffect, useRef } from "preact/hooks";
import { rowAt } from "./line_window.ts";
import { createRowHeights, type RowHeights } from "./row_heights.ts";
import type { TerminalRows } from "./use_terminal_rows.ts";

/** The terminal, and what it draws. */
export interface WrappedRowsProps extends Pick<TerminalRows, "scroll" | "shown" | "lastRow"> {
  isWrapped: boolean;
}

/** What is known of the rows of one terminal. */
interface Measured {
  heights: RowHeights;
  /** The box's width when they were measured. */
  width: number;
  /** How far the rows above the seen ones have grown since the last rendering, CSS pixels. */
  grown: number;
}

/** Measures after each rendering of the rows. */
export function WrappedRows(props: WrappedRowsProps): null {
  const { scroll, isWrapped, shown, lastRow } = props, { extra } = scroll.view.value;
  const measured = useRef<Measured>({ heights: createRowHeights(), width: 0, grown: 0 }).current;

  useLayoutEffect(() => {
    const box = scroll.box.current!;
    if (!scroll.isFollowing.peek() && !scroll.goToKept() && measured.grown !== 0) box.scrollTop += measured.grown;
    measured.grown = 0;
  }, [extra]);
  useLayoutEffect(() => {
    const box = scroll.box.current!, view = { ...scroll.view.peek(), lastLine: lastRow };
    if (!isWrapped && view.extra === undefined) return;
    if (box.clientWidth !== measured.width || !isWrapped) measured.heights = createRowHeights();
    measured.width = box.clientWidth;
    const isChanged = isWrapped && measured.heights.note(shown.map(({ row }) => row), listHeights(box));
    if (!isChanged && isWrapped && view.extra === measured.heights.before) return;
    const next = isWrapped ? measured.heights.before : undefined, seen = rowAt(view.scrollTop, view);
    measured.grown += (next?.(seen) ?? 0) - (view.extra?.(seen) ?? 0);
    scroll.view.value = { ...scroll.view.peek(), extra: next };
  });
  return null;
}

const listHeights = (box: HTMLElement) =>
  Array.from(box.querySelectorAll<HTMLElement>(".terminal-row"), ({ offsetHeight }) => offsetHeight);
