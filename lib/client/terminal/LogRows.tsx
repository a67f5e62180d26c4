/**
 * Rows of the terminal: a line's number and its coloured text. Text only becomes text nodes.
 *
 * @module
 */
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { splitAnsi } from "./ansi.ts";
import type { MarkedRange, MarkedSegment } from "./mark_text.ts";
import type { LineWindow } from "./line_window.ts";
import type { WireMark } from "../../wire/marks.ts";
import { runMarks } from "../run/run_marks.ts";
import type { LogFeed } from "./log_feed.ts";
import type { ShownRow } from "./row_map.ts";

/** Most characters of a line that a row shows. The download has all of them. */
export const ROW_MAX_CHARS = 2_000;

/** What a row shows. */
export interface LogRowProps {
  /** Null until it is known. */
  line: number | null;
  /** False for a row below another one of the same line. */
  hasId: boolean;
  /** Null until the line has arrived. */
  text: string | null;
  /** Text to mark, in lower case; "" for none. */
  search: string;
  /** Numbers of the line that can be pressed. */
  numbers: readonly MarkedRange[];
  /** `selected` for the selected line, `lit` for the line of the point under the chart's cursor. */
  light: "selected" | "lit" | null;
  /** What the line tells of the run itself; null for most. */
  mark: WireMark | null;
}

/** The script that marks matches and numbers; null until there is something to mark. */
const marking = signal<typeof import("./mark_text.ts") | null>(null);

let isMarkerAsked = false;

/** Loads it, once: every row asks. */
export async function loadMarker(): Promise<void> {
  if (isMarkerAsked) return;
  isMarkerAsked = true;
  marking.value = await import("./mark_text.ts");
}

/** One row. Its text is rendered again only when it changes. */
export function LogRow({ line, hasId, text, search, numbers, light, mark }: LogRowProps): JSX.Element {
  const marker = marking.value;
  if (!marker && (search !== "" || numbers.length > 0)) void loadMarker();
  const shown = useMemo(
    () => text === null ? <span class="terminal-waiting">…</span> : renderText(text, { search, numbers, marker }),
    [text, search, numbers, marker],
  );
  return (
    <div
      class={light === null ? "terminal-row" : `terminal-row terminal-row-${light}`}
      id={hasId && line !== null ? `L${line}` : undefined}
      data-line={line ?? undefined}
      {...(mark ? { "data-mark": mark.kind, title: `${mark.kind.replaceAll("_", " ")}: ${mark.text}` } : {})}
    >
      <a class="terminal-number" href={`#L${line ?? ""}`} tabIndex={-1} aria-label={`Line ${line ?? ""}`}>
        {line}
      </a>
      <span class="terminal-text">{shown}</span>
    </div>
  );
}

/** The rows of a log that are drawn. */
export interface LogRowsProps {
  runId: string;
  /** Marks of the page's first lines, until the page has requested all. */
  initialMarks: readonly WireMark[];
  feed: LogFeed;
  /** The rows to draw. */
  shown: readonly ShownRow[];
  /** The empty space around them; it is left out until the box is measured. */
  rows: Pick<LineWindow, "above" | "below">;
  isReady: boolean;
  /** Number of the log's last line, for the width of the line numbers. */
  lastLine: number;
  search: string;
  selectedLine: number | null;
  litLine: number | null;
  /** Numbers of the selected line. */
  numbers: readonly MarkedRange[];
}

/** The drawn rows, between two empty boxes that are as high as the rows that aren't drawn. */
export function LogRows(props: LogRowsProps): JSX.Element {
  const { feed, shown, rows, isReady, selectedLine, litLine } = props;
  const known = runMarks.value.get(props.runId) ?? props.initialMarks,
    marks = useMemo(() => marksByLine(known), [known]);
  const space = (height: number) => <div style={isReady ? { height: `${height}px` } : undefined} />;
  return (
    <div class="terminal-rows" data-digits={String(props.lastLine).length}>
      {space(rows.above)}
      {shown.map(({ row, line, text }, at) => (
        <LogRow
          key={row}
          line={line}
          hasId={shown[at - 1]?.line !== line}
          text={text ?? (line === null ? null : feed.store.texts.get(line) ?? null)}
          search={props.search}
          numbers={line !== null && line === selectedLine ? props.numbers : NO_NUMBERS}
          light={line === null ? null : line === selectedLine ? "selected" : line === litLine ? "lit" : null}
          mark={line === null ? null : marks.get(line) ?? null}
        />
      ))}
      {space(rows.below)}
    </div>
  );
}

const marksByLine = (marks: readonly WireMark[]) =>
  new Map(marks.filter(({ line }) => line > 0).map((mark) => [mark.line, mark]));

/** One array for all rows, so that they aren't drawn again. */
const NO_NUMBERS: readonly MarkedRange[] = [];

function renderText(
  printed: string,
  { search, numbers, marker }: Pick<LogRowProps, "search" | "numbers"> & { marker: typeof marking.value },
): (JSX.Element | string)[] {
  const text = printed.replaceAll("\0", ""); // a log that was truncated while its program wrote has a hole of NULs
  const shown = text.length > ROW_MAX_CHARS ? text.slice(0, ROW_MAX_CHARS) : text;
  const segments: MarkedSegment[] = splitAnsi(shown);
  const marked = marker ? marker.markText(segments, { search, numbers }) : segments;
  const parts = marked.map(({ text, className, mark }, at) => {
    if (mark === "found") return <mark key={at} class={className}>{text}</mark>;
    const classes = [className, mark].filter(Boolean).join(" ");
    return classes === "" ? text : <span key={at} class={classes}>{text}</span>;
  });
  if (text.length > shown.length) {
    const more = (text.length - shown.length).toLocaleString("en");
    parts.push(<span key="more" class="terminal-more">{`… ${more} more characters`}</span>);
  }
  return parts;
}
