/**
 * The terminal: a run's output as it was printed, following the end while the run is live. The reader scrolls back,
 * searches, downloads, and goes between a line and the point it printed.
 *
 * @module
 */
import { useComputed, useSignal, useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useMemo } from "preact/hooks";
import { writeAddress } from "../lib/client/run/address.ts";
import { windowOf } from "../lib/client/terminal/line_window.ts";
import { LogBar } from "../lib/client/terminal/LogBar.tsx";
import { createLogFeed } from "../lib/client/terminal/log_feed.ts";
import { useLogScroll } from "../lib/client/terminal/log_scroll.ts";
import { LogRow, type MarkedRange } from "../lib/client/terminal/LogRows.tsx";
import type { WireLogs } from "../lib/wire.ts";
import type { LinePanel } from "../lib/client/teach/LinePanel.tsx";
import { glance, selection } from "../lib/client/run/selection.ts";

/** What the server knows of the log. */
export interface TrainingLogViewerProps {
  experimentId: string;
  runId: string;
  isLive: boolean;
  /** The end of the log, so that it reads before any script runs. */
  initialLines: WireLogs;
  /** Number of the log's last line. */
  lastLine: number;
}

/** The pointer rests so long on a point before the terminal moves, so that crossing the chart doesn't make it flicker. */
const GLANCE_AFTER_MS = 60;

/** The terminal. */
export default function TrainingLogViewer(props: TrainingLogViewerProps): JSX.Element {
  const { experimentId, runId, lastLine } = props;
  const feed = useMemo(
    () => createLogFeed({ ...props, initialLines: props.initialLines.lines }),
    [runId],
  );
  const search = useSignal("");
  const lineOf = (at: { runId: string; line: number } | null) => at?.runId === runId ? at.line : null;
  const chosenLine = useComputed(() => lineOf(selection.value));
  const litLine = useComputed(() => lineOf(glance.value));
  /** Numbers of the chosen line. */
  const numbers = useSignal<readonly MarkedRange[]>([]);
  const Panel = useSignal<typeof LinePanel | null>(null);
  const version = feed.version.value;
  const last = feed.store.lastLine;
  const { box, view, isFollowing, isReady, goTo, stayAt, glanceAt, onScroll } = useLogScroll(
    () => feed.store.lastLine,
    version,
  );
  const rows = isReady.value
    ? windowOf({ ...view.value, lastLine: last })
    : { first: props.initialLines.lines[0]?.line ?? 1, last, above: 0, below: 0 };

  useEffect(() => feed.start(), [feed]);
  useEffect(() => feed.want(rows.first, rows.last), [version, rows.first, rows.last]);

  useLayoutEffect(() => {
    const goToHash = () => {
      const line = Number(/^#L(\d+)$/.exec(location.hash)?.[1]);
      if (line >= 1 && line !== chosenLine.peek()) choose(line);
    };
    addEventListener("hashchange", goToHash);
    requestAnimationFrame(goToHash);
    return () => removeEventListener("hashchange", goToHash);
  }, []);

  useSignalEffect(() => {
    if (chosenLine.value === null && Panel.peek() === null) return;
    if (Panel.peek() === null) void loadPanel();
    writeAddress(({ search }) => chosenLine.peek() === null ? search : `${search}#L${chosenLine.peek()}`);
  });
  useSignalEffect(() => {
    if (selection.value?.from !== "chart" || selection.value.runId !== runId) return;
    goTo(selection.value.line);
    box.current!.scrollIntoView({ block: "nearest" });
  });
  useSignalEffect(() => {
    const line = litLine.value;
    if (line === null) return glanceAt(null);
    const timer = setTimeout(glanceAt, GLANCE_AFTER_MS, line);
    return () => clearTimeout(timer);
  });

  /** The panel's script is not sent before a line is chosen. */
  async function loadPanel(): Promise<void> {
    const loaded = await import("../lib/client/teach/LinePanel.tsx");
    Panel.value = loaded.LinePanel;
  }

  function choose(line: number): void {
    const known = Math.min(line, feed.store.lastLine);
    if (known < 1) return;
    selection.value = { runId, line: known, point: null, from: "terminal" };
    goTo(known);
  }

  function onClick(event: MouseEvent): void {
    const row = event.target instanceof Element ? event.target.closest("[data-line]") : null;
    if (!row || event.ctrlKey || event.metaKey || getSelection()?.type === "Range") return;
    event.preventDefault();
    const line = Number(row.getAttribute("data-line"));
    stayAt(line);
    const pressedAt = textOffsetAt(row, event);
    const pressed = pressedAt === null ? {} : { pressedAt };
    selection.value = { runId, line, point: null, from: "terminal", ...pressed };
  }

  /** Arrow keys scroll as ever; with Alt they choose the line above or below. */
  function onKeyDown(event: KeyboardEvent): void {
    if (event.target instanceof HTMLInputElement) return;
    const step = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined;
    if (step !== undefined) {
      event.preventDefault();
      choose((chosenLine.peek() ?? feed.store.lastLine + 1) + step);
    } else if (event.key === "Escape") {
      selection.value = null;
      box.current!.focus();
    } else if (event.key === "End" && !event.shiftKey && event.target === box.current) {
      isFollowing.value = true;
    }
  }

  /** A line's text; who asks hears of it when it comes later. */
  function textOf(line: number): string | undefined {
    void feed.version.value;
    return feed.store.texts.get(line);
  }

  return (
    <div
      class="terminal"
      data-ready={isReady.value ? "" : undefined}
      data-over={props.isLive ? undefined : ""}
      onKeyDown={onKeyDown}
    >
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
        aria-label="Output of the run. With Alt, the arrow keys choose a line; its numbers follow after it."
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown End Escape"
        tabIndex={0}
        onScroll={onScroll}
        onClick={onClick}
      >
        {last === 0 && (
          <p class="terminal-empty">
            {feed.isLive.value ? "Nothing was printed yet." : "This run printed nothing."}
          </p>
        )}
        <div class="terminal-rows" data-digits={String(Math.max(lastLine, last)).length}>
          <div style={isReady.value ? { height: `${rows.above}px` } : undefined} />
          {linesBetween(rows.first, rows.last).map((line) => (
            <LogRow
              key={line}
              line={line}
              text={feed.store.texts.get(line) ?? null}
              search={search.value}
              numbers={line === chosenLine.value ? numbers.value : NO_NUMBERS}
              light={line === chosenLine.value ? "selected" : line === litLine.value ? "lit" : null}
            />
          ))}
          <div style={isReady.value ? { height: `${rows.below}px` } : undefined} />
        </div>
      </div>
      {Panel.value && (
        <Panel.value
          experimentId={experimentId}
          runId={runId}
          numbers={numbers}
          textOf={textOf}
          onGoTo={choose}
        />
      )}
    </div>
  );
}

const NO_NUMBERS: readonly MarkedRange[] = [];

/** Characters of a row's text before the place that was pressed; null where the browser can't tell. */
function textOffsetAt(row: Element, { clientX, clientY }: MouseEvent): number | null {
  const text = row.querySelector(".terminal-text");
  const caret = document.caretPositionFromPoint?.(clientX, clientY);
  if (!text || !caret || !text.contains(caret.offsetNode)) return null;
  const before = new Range();
  before.setStart(text, 0);
  before.setEnd(caret.offsetNode, caret.offset);
  return before.toString().length;
}

function linesBetween(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
}
