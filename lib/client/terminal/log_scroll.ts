/**
 * The scroll position of the terminal. It follows the end, stays at a line, or shows a line for a moment and then goes back.
 *
 * @module
 */
import { type Signal, useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { isAtEnd, isRowVisible, scrollTopFor, type Viewport } from "./line_window.ts";

/** Height of the terminal before it is measured, CSS pixels. */
const HEIGHT_GUESS_PX = 400;

type SeenRows = Omit<Viewport, "lastLine">;

/** The scrolled box and the functions that scroll it. */
export interface LogScroll {
  box: RefObject<HTMLDivElement>;
  /** The visible part of the box, CSS pixels, and how high its rows are. */
  view: Signal<SeenRows>;
  isFollowing: Signal<boolean>;
  /** True once the box was measured. Before that, the rows from the server are shown. */
  isReady: Signal<boolean>;
  /** Scrolls to a row and keeps it visible, also when the box becomes smaller. */
  goTo(row: number): void;
  /** Keeps a row visible that is visible now. */
  stayAt(row: number): void;
  /** Shows a row for a moment; null goes back. */
  glanceAt(row: number | null): void;
  /** The box's handler of scroll events. */
  onScroll(): void;
  /** Scrolls to the row that `goTo` or `stayAt` named, unless the reader has scrolled since. Returns false for none. */
  goToKept(): boolean;
}

/** What the functions of `LogScroll` share. */
interface ScrollState extends Pick<LogScroll, "box" | "view" | "isFollowing"> {
  /** The position before a glance; null while there is none. */
  before: { scrollTop: number; wasFollowing: boolean } | null;
  /** The line that stays visible until the reader scrolls. */
  keptLine: number | null;
  /** The position that `scrollTo` set last. A scroll event at this position isn't the reader's. */
  sentTo: number;
  lastLine(): number;
}

/** A box that follows the end of `lastLine()` rows until it is sent elsewhere. `change` must differ after each new row. */
export function useLogScroll(lastLine: () => number, change: string): LogScroll {
  const box = useRef<HTMLDivElement>(null);
  const isReady = useSignal(false);
  const isFollowing = useSignal(true);
  const view = useSignal<SeenRows>({ scrollTop: 0, height: HEIGHT_GUESS_PX });
  const state = useRef<ScrollState>({ box, view, isFollowing, before: null, keptLine: null, sentTo: -1, lastLine })
    .current;
  state.lastLine = lastLine;

  useLayoutEffect(() => {
    view.value = viewOfEnd(state);
    isReady.value = true;
    const observer = new ResizeObserver(() => measureBox(state));
    observer.observe(box.current!);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    if (isFollowing.value) box.current!.scrollTop = box.current!.scrollHeight;
  }, [change, isReady.value, isFollowing.value, view.value.height, view.value.extra]);

  const stayAt = (line: number) => {
    state.before = null;
    state.keptLine = line;
    isFollowing.value = false;
  };
  return {
    box,
    view,
    isFollowing,
    isReady,
    goTo(line) {
      stayAt(line);
      scrollTo(state, line);
    },
    stayAt,
    glanceAt: (line) => line === null ? endGlance(state) : glance(state, line),
    onScroll: () => noteScroll(state),
    goToKept: () => goToKept(state),
  };
}

/** What will be seen at the end. Without it the first rows would be asked for before the box is scrolled. */
function viewOfEnd({ box, lastLine }: ScrollState): SeenRows {
  const { clientHeight: height } = box.current!, end = lastLine();
  return { height, scrollTop: scrollTopFor(end, { height, lastLine: end }) };
}

function measureBox(state: ScrollState): void {
  const { view, keptLine, lastLine } = state;
  const { scrollTop, clientHeight: height } = state.box.current!;
  view.value = { ...view.peek(), scrollTop, height };
  if (keptLine !== null && !isRowVisible(keptLine, { ...view.peek(), lastLine: lastLine() })) scrollTo(state, keptLine);
}

function goToKept(state: ScrollState): boolean {
  if (state.keptLine !== null && state.before === null) scrollTo(state, state.keptLine);
  return state.keptLine !== null;
}

function scrollTo(state: ScrollState, line: number): void {
  const box = state.box.current!;
  state.isFollowing.value = false;
  box.scrollTop = scrollTopFor(line, { ...state.view.peek(), lastLine: state.lastLine() });
  state.sentTo = box.scrollTop;
}

function glance(state: ScrollState, line: number): void {
  state.before ??= { scrollTop: state.box.current!.scrollTop, wasFollowing: state.isFollowing.peek() };
  scrollTo(state, line);
}

function endGlance(state: ScrollState): void {
  if (!state.before) return;
  const { scrollTop, wasFollowing } = state.before;
  state.before = null;
  state.box.current!.scrollTop = scrollTop;
  state.isFollowing.value = wasFollowing;
}

function noteScroll(state: ScrollState): void {
  const { scrollTop, clientHeight, scrollHeight } = state.box.current!;
  // A box that is resized scrolls without the reader.
  const isResized = clientHeight !== state.view.peek().height;
  const isReaders = !isResized && state.before === null && scrollTop !== state.sentTo;
  if (isReaders) {
    state.keptLine = null;
    state.isFollowing.value = isAtEnd(scrollTop, clientHeight, scrollHeight);
  }
  state.view.value = { ...state.view.peek(), scrollTop, height: clientHeight };
}
