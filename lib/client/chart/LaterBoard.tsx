/**
 * The board's place. What the server drew there is enough until somebody does something, the view changes, a panel that lacks lines is in
 * sight, or a live run has news: then the board's script is loaded.
 *
 * @module
 */
import type { JSX } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { POLL_MS } from "../../limits.ts";
import type { MetricBoardProps } from "./grid/MetricBoard.tsx";
import { writeView } from "../../series/chart_view.ts";
import { laterParts, loadLaterParts } from "./later_parts.ts";

/** The board, or its place. */
export function LaterBoard(props: MetricBoardProps): JSX.Element {
  const place = useRef<HTMLDivElement>(null), Board = laterParts.value?.MetricBoard;
  const view = writeView("", { ...props.view, metric: null, beside: null }), drawn = useRef(view);
  useMemo(loadForLacking, []);
  useEffect(() => laterParts.peek() ? undefined : waitForNeed(place.current!, props.isLive), [props.isLive]);
  useEffect(() => void ((view !== drawn.current || props.isChanged) && loadLaterParts()), [view, props.isChanged]);
  return Board ? <Board {...props} /> : <div class="board-place" ref={place} />;
}

const SERVER_BOARD = ".board[data-from=server]";
/** Panels that the server has not drawn, or not with all runs. */
const listLacking = () => [...document.querySelectorAll(`${SERVER_BOARD} .board-panel[data-lacks]`)];

/** Loads the script before the large chart is drawn, when such a panel is in sight from the first: drawing holds up what comes later. */
function loadForLacking(): void {
  if (typeof document === "undefined") return;
  if (listLacking().some((each) => each.getBoundingClientRect().top < innerHeight)) loadLaterParts();
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
  for (const each of document.querySelector(SERVER_BOARD) ? listLacking() : [place]) observer.observe(each);
  const timer = isLive ? setTimeout(loadLaterParts, POLL_MS) : undefined;
  return () => {
    stop.abort();
    observer.disconnect();
    clearTimeout(timer);
  };
}
