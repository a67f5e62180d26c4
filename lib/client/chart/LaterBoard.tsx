/**
 * The board's place. What the server drew there is enough until somebody does something, an empty panel is in sight, or a live run has news:
 * then the board's script is loaded.
 *
 * @module
 */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { POLL_MS } from "../../limits.ts";
import type { MetricBoardProps } from "./grid/MetricBoard.tsx";
import { laterParts, loadLaterParts } from "./later_parts.ts";

/** The board, or its place. */
export function LaterBoard(props: MetricBoardProps): JSX.Element {
  const place = useRef<HTMLDivElement>(null), Board = laterParts.value?.MetricBoard;
  useEffect(() => laterParts.peek() ? undefined : waitForNeed(place.current!, props.isLive), [props.isLive]);
  return Board ? <Board {...props} /> : <div class="board-place" ref={place} />;
}

/** Loads the script when it is needed. Returns a function that stops waiting. */
function waitForNeed(place: HTMLElement, isLive: boolean): () => void {
  const stop = new AbortController(), options = { signal: stop.signal, passive: true, capture: true };
  for (const type of ["pointermove", "pointerdown", "keydown", "scroll"]) {
    addEventListener(type, loadLaterParts, options);
  }
  const observer = new IntersectionObserver((entries) => {
    if (entries.some(({ isIntersecting }) => isIntersecting)) loadLaterParts();
  });
  const board = document.querySelector(".board[data-from=server]");
  const empty = board ? board.querySelectorAll(".board-plot:not(:has(svg))") : [place];
  for (const each of empty) observer.observe(each);
  const timer = isLive ? setTimeout(loadLaterParts, POLL_MS) : undefined;
  return () => {
    stop.abort();
    observer.disconnect();
    clearTimeout(timer);
  };
}
