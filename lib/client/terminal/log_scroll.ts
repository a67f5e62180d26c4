/**
 * Where the terminal stands: following the end, at a line, or only glancing at one and then back to where it was.
 *
 * @module
 */
import { type Signal, useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { isAtEnd, ROW_HEIGHT_PX, scrollTopFor } from "./line_window.ts";

/** Height of the terminal before it is measured, CSS pixels. */
const HEIGHT_GUESS_PX = 400;

/** The scrolled box and what moves it. */
export interface LogScroll {
  box: RefObject<HTMLDivElement>;
  /** What is in sight, CSS pixels. */
  view: Signal<{ scrollTop: number; height: number }>;
  isFollowing: Signal<boolean>;
  /** True once the box was measured; until then the rows that the server rendered are shown. */
  isReady: Signal<boolean>;
  /** Goes to a line and stays there, also when the box becomes smaller. */
  goTo(line: number): void;
  /** Stays at a line that is in sight. */
  stayAt(line: number): void;
  /** Shows a line for a while; null goes back. */
  glanceAt(line: number | null): void;
  /** To be called when the box was scrolled. */
  onScroll(): void;
}

/** A box that follows the end of a log of `lastLine()` lines until it is sent elsewhere. `change` differs after every new line. */
export function useLogScroll(lastLine: () => number, change: number): LogScroll {
  const box = useRef<HTMLDivElement>(null);
  const isReady = useSignal(false);
  const isFollowing = useSignal(true);
  const view = useSignal({ scrollTop: 0, height: HEIGHT_GUESS_PX });
  const before = useRef<{ scrollTop: number; wasFollowing: boolean } | null>(null);
  /** The line that is to stay in sight until the reader scrolls. */
  const kept = useRef<number | null>(null);
  /** Where we scrolled to ourselves: an event of just that place is not the reader's. */
  const sentTo = useRef(-1);

  useLayoutEffect(() => {
    const scrolled = box.current!;
    isReady.value = true;
    const measure = () => {
      view.value = { scrollTop: scrolled.scrollTop, height: scrolled.clientHeight };
      if (kept.current !== null && !isInSight(kept.current)) scrollTo(kept.current);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(scrolled);
    return () => observer.disconnect();
  }, []);

  useLayoutEffect(() => {
    if (isFollowing.value) box.current!.scrollTop = box.current!.scrollHeight;
  }, [change, isReady.value, isFollowing.value, view.value.height]);

  function isInSight(line: number): boolean {
    const { scrollTop, height } = view.peek();
    const top = scrollTopFor(line, { height: ROW_HEIGHT_PX, lastLine: lastLine() });
    return top >= scrollTop && top + ROW_HEIGHT_PX <= scrollTop + height;
  }

  function scrollTo(line: number): void {
    isFollowing.value = false;
    const { height } = view.peek();
    box.current!.scrollTop = scrollTopFor(line, { height, lastLine: lastLine() });
    sentTo.current = box.current!.scrollTop;
  }

  return {
    box,
    view,
    isFollowing,
    isReady,
    goTo(line) {
      before.current = null;
      kept.current = line;
      scrollTo(line);
    },
    stayAt(line) {
      before.current = null;
      kept.current = line;
      isFollowing.value = false;
    },
    glanceAt(line) {
      if (line !== null) {
        before.current ??= { scrollTop: box.current!.scrollTop, wasFollowing: isFollowing.peek() };
        scrollTo(line);
      } else if (before.current) {
        const { scrollTop, wasFollowing } = before.current;
        before.current = null;
        box.current!.scrollTop = scrollTop;
        isFollowing.value = wasFollowing;
      }
    },
    onScroll() {
      const { scrollTop, clientHeight, scrollHeight } = box.current!;
      // A box that becomes larger or smaller scrolls by itself.
      const isResized = clientHeight !== view.peek().height;
      const isOurs = isResized || before.current !== null || scrollTop === sentTo.current;
      if (!isOurs) {
        kept.current = null;
        isFollowing.value = isAtEnd(scrollTop, clientHeight, scrollHeight);
      }
      view.value = { scrollTop, height: clientHeight };
    },
  };
}
