/**
 * The terminal: a run's output as it was printed, following the end while the run is live. The reader scrolls back,
 * searches, downloads, and goes between a line and the point it printed.
 *
 * @module
 */
import { useComputed, useSignal, useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { isAtEnd, scrollTopFor, windowOf } from "../lib/client/line_window.ts";
import { LogBar } from "../lib/client/LogBar.tsx";
import { createLogFeed, type LogAnswer } from "../lib/client/log_feed.ts";
import { LogRow } from "../lib/client/LogRows.tsx";
import type { LinePanel } from "../lib/client/LinePanel.tsx";
import { selection } from "../lib/client/selection.ts";

/** What the server knows of the log. */
export interface TrainingLogViewerProps {
  experimentId: string;
  runId: string;
  isLive: boolean;
  /** The end of the log, so that it reads before any script runs. */
  initialLines: LogAnswer;
  /** Number of the log's last line. */
  lastLine: number;
}

/** Height of the terminal before it is measured, CSS pixels. */
const HEIGHT_GUESS_PX = 400;

/** The terminal. */
export default function TrainingLogViewer(props: TrainingLogViewerProps): JSX.Element {
  const { experimentId, runId, lastLine } = props;
  const feed = useMemo(
    () => createLogFeed({ ...props, initialLines: props.initialLines.lines }),
    [runId],
  );
  const box = useRef<HTMLDivElement>(null);
  const isReady = useSignal(false);
  const isFollowing = useSignal(true);
  const search = useSignal("");
  const view = useSignal({ scrollTop: 0, height: HEIGHT_GUESS_PX });
  const chosenLine = useComputed(() => selection.value?.runId === runId ? selection.value.line : null);
  const Panel = useSignal<typeof LinePanel | null>(null);
  const version = feed.version.value;
  const last = feed.store.lastLine;
  const rows = isReady.value
    ? windowOf({ ...view.value, lastLine: last })
    : { first: props.initialLines.lines[0]?.line ?? 1, last, above: 0, below: 0 };

  useEffect(() => feed.start(), [feed]);
  useEffect(() => feed.want(rows.first, rows.last), [version, rows.first, rows.last]);

  useLayoutEffect(() => {
    const scrolled = box.current!;
    isReady.value = true;
    const measure = () => {
      view.value = { scrollTop: scrolled.scrollTop, height: scrolled.clientHeight };
    };
    const observer = new ResizeObserver(measure);
    observer.observe(scrolled);
    const goToHash = () => {
      const line = Number(/^#L(\d+)$/.exec(location.hash)?.[1]);
      if (line >= 1) choose(line);
    };
    addEventListener("hashchange", goToHash);
    requestAnimationFrame(goToHash);
    return () => {
      observer.disconnect();
      removeEventListener("hashchange", goToHash);
    };
  }, []);

  useLayoutEffect(() => {
    if (isFollowing.value) box.current!.scrollTop = box.current!.scrollHeight;
  }, [version, last, isReady.value, isFollowing.value, view.value.height]);

  useSignalEffect(() => {
    if (chosenLine.value !== null && Panel.peek() === null) void loadPanel();
  });
  useSignalEffect(() => {
    if (selection.value?.from === "chart" && selection.value.runId === runId) {
      goTo(selection.value.line);
    }
  });

  /** The panel's script is not sent before a line is chosen. */
  async function loadPanel(): Promise<void> {
    const loaded = await import("../lib/client/LinePanel.tsx");
    Panel.value = loaded.LinePanel;
  }

  function goTo(line: number): void {
    isFollowing.value = false;
    const { height } = view.peek();
    box.current!.scrollTop = scrollTopFor(line, { height, lastLine: feed.store.lastLine });
  }

  function choose(line: number): void {
    const known = Math.min(line, feed.store.lastLine);
    if (known < 1) return;
    selection.value = { runId, line: known, point: null, from: "terminal" };
    goTo(known);
  }

  function onScroll(): void {
    const { scrollTop, clientHeight, scrollHeight } = box.current!;
    isFollowing.value = isAtEnd(scrollTop, clientHeight, scrollHeight);
    view.value = { scrollTop, height: clientHeight };
  }

  function onClick(event: MouseEvent): void {
    const row = event.target instanceof Element ? event.target.closest("[data-line]") : null;
    if (!row || getSelection()?.type === "Range") return;
    const line = Number(row.getAttribute("data-line"));
    const pressedAt = textOffsetAt(row, event);
    selection.value = {
      runId,
      line,
      point: null,
      from: "terminal",
      ...(pressedAt === null ? {} : { pressedAt }),
    };
  }

  /** Arrow keys scroll as ever; with Alt they choose the line above or below. */
  function onKeyDown(event: KeyboardEvent): void {
    const step = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined;
    if (step !== undefined) {
      event.preventDefault();
      choose((chosenLine.peek() ?? feed.store.lastLine + 1) + step);
    } else if (event.key === "Escape") {
      selection.value = null;
    } else if (event.key === "End" && !event.shiftKey) {
      isFollowing.value = true;
    }
  }

  return (
    <div class="terminal" data-ready={isReady.value ? "" : undefined}>
      <LogBar
        feed={feed}
        search={search}
        isFollowing={isFollowing}
        textHref={`/api/experiments/${experimentId}/runs/${runId}/logs?format=text`}
        from={() => chosenLine.peek() ?? feed.store.lastLine + 1}
        onFound={choose}
      />
      <div
        ref={box}
        class="terminal-box"
        role="log"
        aria-live="off"
        aria-label="Output of the run"
        tabIndex={0}
        onScroll={onScroll}
        onClick={onClick}
        onKeyDown={onKeyDown}
      >
        {last === 0 && (
          <p class="terminal-empty">
            {feed.isLive.value ? "Nothing was printed yet." : "This run printed nothing."}
          </p>
        )}
        <div class="terminal-rows" data-digits={String(Math.max(lastLine, last)).length}>
          <div style={isReady.value ? { height: `${rows.above}px` } : undefined} />
          {numbers(rows.first, rows.last).map((line) => (
            <LogRow
              key={line}
              line={line}
              text={feed.store.texts.get(line) ?? null}
              search={search.value}
              isSelected={chosenLine.value === line}
            />
          ))}
          <div style={isReady.value ? { height: `${rows.below}px` } : undefined} />
        </div>
      </div>
      {Panel.value && (
        <Panel.value
          experimentId={experimentId}
          runId={runId}
          textOf={(line) => feed.store.texts.get(line)}
        />
      )}
    </div>
  );
}

/** Characters of a row's text before the place that was pressed; null where the browser can't tell. */
function textOffsetAt(row: Element, { clientX, clientY }: MouseEvent): number | null {
  const text = row.querySelector(".terminal-text");
  const caret = document.caretPositionFromPoint?.(clientX, clientY);
  if (!text || !caret || !text.contains(caret.offsetNode)) return null;
  const range = document.createRange();
  range.setStart(text, 0);
  range.setEnd(caret.offsetNode, caret.offset);
  return range.toString().length;
}

function numbers(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
}
