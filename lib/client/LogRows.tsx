/**
 * Rows of the terminal: a line's number and its text in colours. Text is only ever a text node.
 *
 * @module
 */
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { plainText, type Segment, splitAnsi } from "./ansi.ts";

/** Characters of a line that a row shows; the download has the rest. */
export const ROW_MAX_CHARS = 2_000;

/** What a row shows. */
export interface LogRowProps {
  line: number;
  /** Null while the line is on its way. */
  text: string | null;
  /** Text to mark, lower case; "" = none. */
  search: string;
  isSelected: boolean;
}

/** One row; its text is read again only when what it shows changes. */
export function LogRow({ line, text, search, isSelected }: LogRowProps): JSX.Element {
  const shown = useMemo(
    () => text === null ? <span class="terminal-waiting">…</span> : renderText(text, search),
    [text, search],
  );
  return (
    <div
      class={isSelected ? "terminal-row terminal-row-selected" : "terminal-row"}
      id={`L${line}`}
      data-line={line}
    >
      <a class="terminal-number" href={`#L${line}`} tabIndex={-1} aria-label={`Line ${line}`}>
        {line}
      </a>
      <span class="terminal-text">{shown}</span>
    </div>
  );
}

function renderText(text: string, search: string): (JSX.Element | string)[] {
  const shown = text.length > ROW_MAX_CHARS ? text.slice(0, ROW_MAX_CHARS) : text;
  const segments = markMatches(splitAnsi(shown), search);
  const parts = segments.map((segment, at) => {
    if (segment.isMatch) return <mark key={at} class={segment.className}>{segment.text}</mark>;
    if (segment.className === "") return segment.text;
    return <span key={at} class={segment.className}>{segment.text}</span>;
  });
  if (text.length > shown.length) {
    const more = (text.length - shown.length).toLocaleString("en");
    parts.push(<span key="more" class="terminal-more">{`… ${more} more characters`}</span>);
  }
  return parts;
}

/** A segment, or the part of one that is what the reader searches. */
export interface MarkedSegment extends Segment {
  isMatch: boolean;
}

/** Cuts segments where a match begins or ends; a match may run over several segments. */
export function markMatches(segments: readonly Segment[], search: string): MarkedSegment[] {
  if (search === "") return segments.map((segment) => ({ ...segment, isMatch: false }));
  const whole = segments.map((segment) => segment.text).join("").toLowerCase();
  const marked: MarkedSegment[] = [];
  let start = 0;
  for (const segment of segments) {
    const end = start + segment.text.length;
    for (const [from, to, isMatch] of stretches(whole, search, start, end)) {
      marked.push({
        text: segment.text.slice(from - start, to - start),
        className: segment.className,
        isMatch,
      });
    }
    start = end;
  }
  return marked;
}

/** Stretches of `start` to `end`, each inside or outside of a match. */
function stretches(
  whole: string,
  search: string,
  start: number,
  end: number,
): [number, number, boolean][] {
  const found: [number, number, boolean][] = [];
  let at = start;
  let match = whole.indexOf(search, Math.max(0, start - search.length + 1));
  while (match >= 0 && match < end) {
    if (match > at) found.push([at, match, false]);
    const to = Math.min(end, match + search.length);
    if (to > at) found.push([Math.max(at, match), to, true]);
    at = Math.max(at, to);
    match = whole.indexOf(search, match + search.length);
  }
  if (at < end) found.push([at, end, false]);
  return found;
}

/** True when a line reads as if it had the search in it. `search` is lower case. */
export function matchesSearch(text: string, search: string): boolean {
  return plainText(text).toLowerCase().includes(search);
}
