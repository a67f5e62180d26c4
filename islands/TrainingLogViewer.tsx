/**
 * The terminal: a run's output as it was printed. It follows the end while the run is live. The reader can scroll back, search,
 * download, and go from a line to its point and back.
 *
 * @module
 */
import "../lib/client/first_script.ts";
import { type Signal, useSignal, useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { showSelectedRow } from "../lib/client/run/selected_row.ts";
import { ownPath } from "../lib/client/server/own_path.ts";
import { LogBar } from "../lib/client/terminal/LogBar.tsx";
import { createLogFeed, type LogFeed } from "../lib/client/terminal/log_feed.ts";
import { type TerminalRows, useTerminalRows } from "../lib/client/terminal/use_terminal_rows.ts";
import { TerminalEdge } from "../lib/client/terminal/TerminalEdge.tsx";
import { LogRows } from "../lib/client/terminal/LogRows.tsx";
import type { MarkedRange } from "../lib/client/terminal/mark_text.ts";
import type { WireLogs } from "../lib/wire.ts";
import type { WireLogRows } from "../lib/wire/log_rows.ts";
import type { WireMark } from "../lib/wire/marks.ts";

/** The log as the server knows it. */
export interface TrainingLogViewerProps {
  experimentId: string;
  runId: string;
  isLive: boolean;
  /** The end of the log. It is shown before any script runs. */
  initialLines: WireLogs;
  /** The last rows, when cursor movements drew over lines. */
  initialRows?: WireLogRows | null;
  /** What these lines tell of the run itself. */
  initialMarks?: WireMark[];
  /** Number of the log's last line. */
  lastLine: number;
  /** True when the reader of the page may not teach metrics. */
  isReadOnly?: boolean;
  /** True when the log was deleted to save space. */
  isDeleted?: boolean;
  /** False when the reader of the page doesn't get the whole log. */
  mayDownload?: boolean;
}

/** Why there are no lines. */
function describeEmpty(isLive: boolean, { isDeleted }: TrainingLogViewerProps): string {
  if (isDeleted) return "The log of this run was deleted to save space. Its points stay.";
  return isLive ? "No output yet." : "This run printed nothing.";
}

/** The terminal and, below it, the panel of the selected line. */
export default function TrainingLogViewer(props: TrainingLogViewerProps): JSX.Element {
  const { experimentId, runId } = props;
  const feed = useMemo(() => createLogFeed({ ...props, initialLines: props.initialLines.lines }), [runId]);
  const search = useSignal("");
  /** Numbers of the selected line. */
  const numbers = useSignal<readonly MarkedRange[]>([]);
  /** What the bar says. */
  const message = useSignal(""), isWrapped = useSignal(false);
  const last = feed.store.lastLine;
  const terminal = useTerminalRows({
    runId,
    feed,
    initialLines: props.initialLines.lines,
    initialRows: props.initialRows ?? null,
    say: (words) => message.value = words,
  });
  const { scroll, selectedLine, isReady, shown, select } = terminal;

  useEffect(() => feed.start(), [feed]);
  useEffect(showSelectedRow, []);
  const Panel = useLater(() => selectedLine.value !== null, () => import("../lib/client/teach/LinePanel.tsx"));
  const Wrapped = useLater(() => isWrapped.value, () => import("../lib/client/terminal/WrappedRows.tsx"));

  return (
    <div
      class="terminal"
      data-ready={isReady ? "" : undefined}
      data-over={props.isLive ? undefined : ""}
      onKeyDown={terminal.onKeyDown}
    >
      <LogBar
        experimentId={experimentId}
        runId={runId}
        feed={feed}
        search={search}
        message={message}
        isFollowing={scroll.isFollowing}
        isWrapped={isWrapped}
        textHref={props.mayDownload === false || props.isDeleted
          ? null
          : ownPath(`/api/experiments/${experimentId}/runs/${runId}/logs?format=text`)}
        from={terminal.searchFrom}
        onFound={select}
      />
      <div ref={scroll.box} {...BOX} onScroll={scroll.onScroll} onClick={terminal.onClick}>
        {last === 0 && <p class="terminal-empty">{describeEmpty(feed.isLive.value, props)}</p>}
        {isCleared(terminal, feed) && (
          <p class="terminal-empty">The program has cleared its screen. The download has all that it printed.</p>
        )}
        <LogRows
          runId={runId}
          initialMarks={props.initialMarks ?? NO_MARKS}
          feed={feed}
          shown={shown}
          rows={terminal.rows}
          isReady={isReady}
          lastLine={Math.max(props.lastLine, last)}
          search={search.value}
          selectedLine={selectedLine.value}
          litLine={terminal.litLine.value}
          numbers={numbers.value}
        />
        {Wrapped.value && <Wrapped.value.WrappedRows {...terminal} isWrapped={isWrapped.value} />}
      </div>
      {Panel.value && (
        <Panel.value.LinePanel
          experimentId={experimentId}
          runId={runId}
          isReadOnly={props.isReadOnly ?? false}
          isLive={feed.isLive}
          numbers={numbers}
          textOf={(line) => readText(feed, line)}
          onGoTo={select}
        />
      )}
      <TerminalEdge box={scroll.box} />
    </div>
  );
}

/** A line's text; undefined until it has arrived. The caller is drawn again when it does. */
function readText({ version, store }: LogFeed, line: number): string | undefined {
  void version.value;
  return store.texts.get(line);
}

/** True when cursor movements left nothing of a log to be seen. */
function isCleared({ shown, lastRow }: Pick<TerminalRows, "shown" | "lastRow">, feed: LogFeed): boolean {
  if (feed.rows.value === null || lastRow > shown.length) return false;
  return shown.every(({ text, line }) => (text ?? readText(feed, line ?? 0) ?? "?").trim() === "");
}

const NO_MARKS: WireMark[] = [];

/** Attributes of the scrolled box. */
const BOX = {
  class: "terminal-box",
  role: "log",
  "aria-live": "off",
  "aria-label": "Output of the run. Alt and an arrow key select a line. Its numbers follow below.",
  "aria-keyshortcuts": "Alt+ArrowUp Alt+ArrowDown End Escape",
  tabIndex: 0,
} as const;

/** A script that is loaded when it is needed; null until then. */
function useLater<Module>(isNeeded: () => boolean, load: () => Promise<Module>): Signal<Module | null> {
  const loaded = useSignal<Module | null>(null);
  useSignalEffect(() => {
    if (isNeeded() && loaded.peek() === null) void load().then((module) => loaded.value = module);
  });
  return loaded;
}
