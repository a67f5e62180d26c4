/**
 * The board's place. Its script is loaded when the place comes near the window, or at the first touch of the chart.
 *
 * @module
 */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { MetricBoardProps } from "./grid/MetricBoard.tsx";
import { laterParts, loadLaterParts } from "./later_parts.ts";

/** The board, or its place. */
export function LaterBoard(props: MetricBoardProps): JSX.Element {
  const place = useRef<HTMLDivElement>(null), Board = laterParts.value?.MetricBoard;
  useEffect(() => {
    if (laterParts.peek()) return;
    const frame = place.current!.closest(".chart-frame")!;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) loadLaterParts();
    });
    observer.observe(frame.querySelector(".board") ?? place.current!);
    return () => observer.disconnect();
  }, []);
  return Board ? <Board {...props} /> : <div class="board-place" ref={place} />;
}
