/**
 * The board's place. What the server drew there is enough until somebody does something, an empty panel is in sight, or a live run has news:
 * then the board's script is loaded.
 *
 * @module
 */
import type { JSX } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { POLL_MS } from "../../limits.ts";
import type { MetricBoardProps } from "./grid/MetricBoard.tsx";
import { laterParts, loadLaterParts } from "./later_parts.ts";

/** The board, or its place. */
export function LaterBoard(props: MetricBoardProps): JSX.Element {
  const place = useRef<HTMLDivElement>(null), Board = laterParts.value?.MetricBoard;
  useMemo(loadForEmpty, []);
  useEffect(() => laterParts.peek() ? undefined : waitForNeed(place.current!, props.isLive), [props.isLive]);
  return Board ? <Board {...props} /> : <div class="board-place" ref={place} />;
}

const SERVER_BOARD = ".board[data-from=server]";
/** Panels that the server has not drawn. */
const listEmpty = () => [...document.querySelectorAll(`${SERVER_BOARD} .board-plot:not(:has(svg))`)];

/** Loads the script before the large chart is drawn, when an empty panel is in sight from the first: drawing holds up what comes later. */
function loadForEmpty(): void {
  if (typeof document === "undefined") return;
  if (listEmpty().some((each) => each.getBoundingClientRect().top < innerHeight)) loadLaterParts();
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
  const empty = listEmpty();
  for (const each of document.querySelector(SERVER_BOARD) ? empty : [place]) observer.observe(each);
  const timer = isLive ? setTimeout(loadLaterParts, POLL_MS) : undefined;
  return () => {
    stop.abort();
    observer.disconnect();
    clearTimeout(timer);
  };
}
