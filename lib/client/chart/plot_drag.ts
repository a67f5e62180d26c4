/**
 * Selecting a range of a chart by dragging the mouse. A finger scrolls the page instead, and a short drag counts as a click.
 *
 * @module
 */
import { type Signal, useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";

/** The selected range, CSS pixels from the left edge of the chart. */
export interface Band {
  left: number;
  width: number;
}

/** Listeners for the chart's element, and the range while it is dragged. */
export interface PlotDrag {
  band: Signal<Band | null>;
  onDown(event: PointerEvent): void;
  onMove(event: PointerEvent): void;
  /** Returns true when a range was selected, so that it is no click. */
  onUp(event: PointerEvent): boolean;
}

/** A shorter drag may be a trembling hand. CSS pixels. */
const DRAG_MIN_PX = 8;

/**
 * Handles a drag along the chart.
 *
 * @param onDrawn gets the left and the right end, as `clientX`
 */
export function usePlotDrag(onDrawn: (from: number, to: number) => void): PlotDrag {
  const band = useSignal<Band | null>(null);
  const start = useRef<number | null>(null);

  return {
    band,
    onDown(event) {
      if (event.pointerType === "mouse" && event.button === 0) start.current = event.clientX;
    },
    onMove(event) {
      const from = start.current;
      if (from === null || !(event.buttons & 1)) return;
      if (band.peek() === null && Math.abs(event.clientX - from) < DRAG_MIN_PX) return;
      const plot = event.currentTarget as HTMLElement;
      plot.setPointerCapture(event.pointerId);
      const { left } = plot.getBoundingClientRect();
      band.value = { left: Math.min(from, event.clientX) - left, width: Math.abs(event.clientX - from) };
    },
    onUp(event) {
      const from = start.current;
      start.current = null;
      if (band.peek() === null || from === null) return false;
      band.value = null;
      onDrawn(Math.min(from, event.clientX), Math.max(from, event.clientX));
      return true;
    },
  };
}
