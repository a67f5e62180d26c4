/**
 * Moves the cursor of a chart with the mouse or a finger. A click or a lifted finger chooses a point, a drag a range of steps.
 *
 * @module
 */
import type { Signal } from "@preact/signals";
import type { RefObject } from "preact";
import { useRef } from "preact/hooks";
import type { LineChart } from "./line_chart.ts";
import { findCursorAt, type PlotCursor, stepOf } from "./plot_cursor.ts";
import { usePlotDrag } from "./plot_drag.ts";
import type { PlottedRun } from "./plotted_run.ts";

/** The chart that the pointer is over, and the callbacks. */
export interface PlotPointerOptions {
  canvas: RefObject<HTMLCanvasElement>;
  chart: RefObject<LineChart>;
  runs: readonly PlottedRun[];
  cursor: Signal<PlotCursor | null>;
  /** Set to false: what the pointer is over is not read out. */
  isSpoken: Signal<boolean>;
  /** Where the cursor goes when the mouse leaves the chart. */
  pinned: PlotCursor | null;
  /** The pointer is over a point; null when it is over none. */
  onGlance(cursor: PlotCursor | null): void;
  onChoose(cursor: PlotCursor): void;
  /** Inclusive steps; null = all. */
  onRange(minStep: number | null, maxStep: number | null): void;
}

/** Listeners for the chart's element, and the range while it is dragged. */
export function usePlotPointer(options: PlotPointerOptions) {
  const { canvas, chart, runs, cursor, isSpoken, pinned, onGlance, onChoose, onRange } = options;
  const wasDragged = useRef(false);
  const drag = usePlotDrag((from, to) => {
    const [first, last] = [from, to].map((clientX) => stepOf(runs, cursorAt({ clientX, clientY: 0 })));
    if (first !== last) onRange(first ?? null, last ?? null);
  });

  function cursorAt({ clientX, clientY }: { clientX: number; clientY: number }): PlotCursor | null {
    const { left, top } = canvas.current!.getBoundingClientRect();
    return chart.current && findCursorAt(runs, { x: clientX - left, y: clientY - top }, chart.current.pixelOf);
  }

  function onPointer(event: PointerEvent): void {
    if (event.type === "pointerdown") drag.onDown(event);
    else drag.onMove(event);
    isSpoken.value = false;
    cursor.value = cursorAt(event);
    onGlance(cursor.peek());
  }

  const listeners = {
    onPointerMove: onPointer,
    onPointerDown: onPointer,
    onPointerLeave(event: PointerEvent): void {
      if (event.pointerType === "mouse") cursor.value = pinned;
      onGlance(null);
    },
    onPointerUp(event: PointerEvent): void {
      wasDragged.current = drag.onUp(event);
      if (event.pointerType !== "mouse" && cursor.peek()) onChoose(cursor.peek()!);
    },
    onClick(event: MouseEvent): void {
      const chosen = wasDragged.current ? null : cursorAt(event);
      if (chosen) onChoose(chosen);
    },
    onDblClick: () => onRange(null, null),
  };
  return { band: drag.band, listeners };
}
