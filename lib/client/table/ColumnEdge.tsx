/**
 * The right edge of a column's head: pulling it, or the arrow keys on it, makes the column wider or narrower. A double press gives its own
 * width back. No column is narrower than what stands in it.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";

/** By how many pixels a key changes the width. */
const KEY_PX: Readonly<Record<string, number>> = { ArrowRight: 16, ArrowLeft: -16 };
/** Narrowest and widest column, CSS pixels. */
export const COLUMN_MIN_PX = 48, COLUMN_MAX_PX = 1_200;

/** The edge of the head in which it stands. */
export function ColumnEdge(
  { title, width, onWiden }: { title: string; width: number | undefined; onWiden: (px: number | null) => void },
): JSX.Element {
  const pulled = useSignal<{ x: number; width: number } | null>(null), shown = useSignal(width ?? COLUMN_MIN_PX);
  const widthOf = (edge: Element) => Math.round(edge.closest("th")!.getBoundingClientRect().width);
  function widen(px: number): void {
    shown.value = Math.min(COLUMN_MAX_PX, Math.max(COLUMN_MIN_PX, Math.round(px)));
    onWiden(shown.value);
  }
  return (
    <span
      class="column-edge"
      role="separator"
      aria-orientation="vertical"
      aria-label={`Width of ${title} in pixels`}
      aria-valuemin={COLUMN_MIN_PX}
      aria-valuemax={COLUMN_MAX_PX}
      aria-valuenow={shown.value}
      tabIndex={0}
      onFocus={(event) => shown.value = widthOf(event.currentTarget)}
      onMouseDown={(event) => event.preventDefault()} // else the browser drags the head's link, and the pull ends
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        pulled.value = { x: event.clientX, width: widthOf(event.currentTarget) };
      }}
      onPointerMove={(event) => {
        const from = pulled.peek();
        if (from) widen(from.width + event.clientX - from.x);
      }}
      onLostPointerCapture={() => pulled.value = null}
      onDblClick={() => onWiden(null)}
      onKeyDown={(event) => {
        const by = KEY_PX[event.key];
        if (by === undefined && event.key !== "Home") return;
        event.preventDefault();
        if (by === undefined) onWiden(null);
        else widen(widthOf(event.currentTarget) + by);
      }}
    />
  );
}
