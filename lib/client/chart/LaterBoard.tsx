/**
 * The board's place. What the server drew there is enough until somebody does something, a panel that lacks lines or is to be shown in another
 * way is in sight, or a live run has news: then the board's script is loaded.
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
  const isPlain = writeView("", { ...props.view, metric: null, beside: null }) === "";
  useMemo(() => loadForLacking(isPlain), []);
  useEffect(() => laterParts.peek() ? undefined : waitForNeed(place.current!, { isPlain, isLive: props.isLive }), [
    isPlain,
    props.isLive,
  ]);
  return Board ? <Board {...props} /> : <div class="board-place" ref={place} />;
}

const SERVER_BOARD = ".board[data-from=server]";
/** Panels that the server has not drawn as they are to be shown: it draws the plain view. */
const listLacking = (isPlain: boolean) => [
  ...document.querySelectorAll(`${SERVER_BOARD} .board-panel${isPlain ? "[data-lacks]" : ""}`),
];

/** Loads the script before the large chart is drawn, when such a panel is in sight from the first: drawing holds up what comes later. */
function loadForLacking(isPlain: boolean): void {
  if (typeof document === "undefined") return;
  if (listLacking(isPlain).some((each) => each.getBoundingClientRect().top < innerHeight)) loadLaterParts();
}

/** Loads the script when it is needed. Returns a function that stops waiting. */
function waitForNeed(
  place: HTMLElement,
  { isPlain, isLive }: { isPlain: boolean; isLive: boolean },
): () => void {
  const stop = new AbortController(), options = { signal: stop.signal, passive: true, capture: true };
  for (const type of ["pointermove", "pointerdown", "keydown", "scroll"]) {
    addEventListener(type, loadLaterParts, options);
  }
  const observer = new IntersectionObserver((entries) => {
    if (entries.some(({ isIntersecting }) => isIntersecting)) loadLaterParts();
  });
  const lacking = listLacking(isPlain);
  for (const each of document.querySelector(SERVER_BOARD) ? lacking : [place]) observer.observe(each);
  const timer = isLive ? setTimeout(loadLaterParts, POLL_MS) : undefined;
  return () => {
    stop.abort();
    observer.disconnect();
    clearTimeout(timer);
  };
}
