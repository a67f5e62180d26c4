/**
 * Drawing a range on a chart with the mouse. A finger scrolls the page, and a press that hardly moves is a press.
 *
 * @module
 */
import { type Signal, useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";

/** The stretch that is being drawn, CSS pixels from the left of the chart. */
export interface Band {
  left: number;
  width: number;
}

/** What the chart's element listens with. */
export interface PlotDrag {
  band: Signal<Band | null>;
  onDown(event: PointerEvent): void;
  onMove(event: PointerEvent): void;
  /** True when a range was drawn: it was no press then. */
  onUp(event: PointerEvent): boolean;
}

/** A way shorter than this is the trembling of a hand, CSS pixels. */
const WAY_LEAST_PX = 8;

/**
 * A drag along the chart.
 *
 * @param onDrawn gets where it began and ended, `clientX` of both
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
      if (band.peek() === null && Math.abs(event.clientX - from) < WAY_LEAST_PX) return;
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
