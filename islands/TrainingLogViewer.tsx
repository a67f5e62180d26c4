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
import type { LinePanel } from "../lib/client/teach/LinePanel.tsx";
import { LogBar } from "../lib/client/terminal/LogBar.tsx";
import { createLogFeed } from "../lib/client/terminal/log_feed.ts";
import { useTerminalRows } from "../lib/client/terminal/use_terminal_rows.ts";
import { TerminalEdge } from "../lib/client/terminal/TerminalEdge.tsx";
import { LogRows, type MarkedRange } from "../lib/client/terminal/LogRows.tsx";
import type { WireLogs } from "../lib/wire.ts";
import type { WireLogRows } from "../lib/wire/log_rows.ts";

/** The log as the server knows it. */
export interface TrainingLogViewerProps {
  experimentId: string;
  runId: string;
  isLive: boolean;
  /** The end of the log. It is shown before any script runs. */
  initialLines: WireLogs;
  /** The last rows, when cursor movements drew over lines. */
  initialRows?: WireLogRows | null;
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
  const last = feed.store.lastLine;
  const { scroll, selectedLine, litLine, isReady, shown, rows, searchFrom, select, onClick, onKeyDown } =
    useTerminalRows(
      {
        runId,
        feed,
        initialLines: props.initialLines.lines,
        initialRows: props.initialRows ?? null,
      },
    );

  useEffect(() => feed.start(), [feed]);
  useEffect(showSelectedRow, []);
  const Panel = useLinePanel(selectedLine);

  /** A line's text; undefined until it has arrived. The caller is drawn again when it does. */
  function textOf(line: number): string | undefined {
    void feed.version.value;
    return feed.store.texts.get(line);
  }

  return (
    <div
      class="terminal"
      data-ready={isReady ? "" : undefined}
      data-over={props.isLive ? undefined : ""}
      onKeyDown={onKeyDown}
    >
      <LogBar
        experimentId={experimentId}
        runId={runId}
        feed={feed}
        search={search}
        isFollowing={scroll.isFollowing}
        textHref={props.mayDownload === false || props.isDeleted
          ? null
          : ownPath(`/api/experiments/${experimentId}/runs/${runId}/logs?format=text`)}
        from={searchFrom}
        onFound={select}
      />
      <div ref={scroll.box} {...BOX} onScroll={scroll.onScroll} onClick={onClick}>
        {last === 0 && <p class="terminal-empty">{describeEmpty(feed.isLive.value, props)}</p>}
        <LogRows
          runId={runId}
          feed={feed}
          shown={shown}
          rows={rows}
          isReady={isReady}
          lastLine={Math.max(props.lastLine, last)}
          search={search.value}
          selectedLine={selectedLine.value}
          litLine={litLine.value}
          numbers={numbers.value}
        />
      </div>
      {Panel.value && (
        <Panel.value
          experimentId={experimentId}
          runId={runId}
          isReadOnly={props.isReadOnly ?? false}
          isLive={feed.isLive}
          numbers={numbers}
          textOf={textOf}
          onGoTo={select}
        />
      )}
      <TerminalEdge box={scroll.box} />
    </div>
  );
}

/** Attributes of the scrolled box. */
const BOX = {
  class: "terminal-box",
  role: "log",
  "aria-live": "off",
  "aria-label": "Output of the run. Alt and an arrow key select a line. Its numbers follow below.",
  "aria-keyshortcuts": "Alt+ArrowUp Alt+ArrowDown End Escape",
  tabIndex: 0,
} as const;

/** The panel of the selected line; its script is loaded when a line is selected. */
function useLinePanel(selectedLine: Signal<number | null>): Signal<typeof LinePanel | null> {
  const Panel = useSignal<typeof LinePanel | null>(null);
  useSignalEffect(() => {
    if (selectedLine.value === null || Panel.peek() !== null) return;
    void import("../lib/client/teach/LinePanel.tsx").then(({ LinePanel }) => Panel.value = LinePanel);
  });
  return Panel;
}
