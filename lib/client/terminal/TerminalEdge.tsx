/**
 * The lower edge of the terminal: pulling it, or the arrow keys on it, makes the terminal higher or lower. A double press gives its first
 * size back.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { JSX, RefObject } from "preact";
import { chooseRows, clampRows, rowsOf, TERMINAL_ROWS_MAX, TERMINAL_ROWS_MIN } from "../frame/terminal_size.ts";

/** By how many rows a key changes the height. */
const KEY_ROWS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 5, PageUp: -5 };

/** The edge of the box with the rows. */
export function TerminalEdge({ box }: { box: RefObject<HTMLDivElement> }): JSX.Element {
  const rows = useSignal(TERMINAL_ROWS_MIN);
  const pulled = useSignal<{ y: number; height: number } | null>(null);
  const heightNow = () => box.current!.clientHeight;

  function change(next: number | null): void {
    chooseRows(next);
    rows.value = rowsOf(heightNow());
  }

  return (
    <div
      class="terminal-edge"
      role="separator"
      aria-orientation="horizontal"
      aria-label="Height of the terminal in lines"
      aria-valuemin={TERMINAL_ROWS_MIN}
      aria-valuemax={TERMINAL_ROWS_MAX}
      aria-valuenow={rows.value}
      tabIndex={0}
      onFocus={() => rows.value = rowsOf(heightNow())}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        pulled.value = { y: event.clientY, height: heightNow() };
      }}
      onPointerMove={(event) => {
        const from = pulled.peek();
        if (from) change(rowsOf(from.height + event.clientY - from.y));
      }}
      onLostPointerCapture={() => pulled.value = null}
      onDblClick={() => change(null)}
      onKeyDown={(event) => {
        const by = KEY_ROWS[event.key];
        if (by === undefined && event.key !== "Home") return;
        event.preventDefault();
        change(by === undefined ? null : clampRows(rowsOf(heightNow()) + by));
      }}
    />
  );
}
