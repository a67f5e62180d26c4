/**
 * Marks matches of the search and numbers in the text of a row. Loaded when there is something to mark. Pure.
 *
 * @module
 */
import type { Segment } from "./ansi.ts";

/** A highlighted range of a line's plain text, as character indexes. */
export interface MarkedRange {
  start: number;
  end: number;
  /** CSS class. */
  mark: string;
}

/** Finds all matches of a search (lower case) in a text. "" matches nothing. */
function findRanges(text: string, search: string): MarkedRange[] {
  const found: MarkedRange[] = [];
  if (search === "") return found;
  const whole = text.toLowerCase();
  for (let start = whole.indexOf(search); start >= 0; start = whole.indexOf(search, start + search.length)) {
    found.push({ start, end: start + search.length, mark: "found" });
  }
  return found;
}

/** A segment or a part of one, with the class of its mark. */
export interface MarkedSegment extends Segment {
  mark?: string;
}

/**
 * Cuts segments at the ends of the ranges and marks what is inside. A range may cover several segments. Segments that already have
 * a mark stay as they are. The ranges must be in order and must not overlap.
 */
export function markRanges(segments: readonly MarkedSegment[], ranges: readonly MarkedRange[]): MarkedSegment[] {
  const parts: MarkedSegment[] = [];
  let start = 0;
  for (const segment of segments) {
    const end = start + segment.text.length;
    let at = start;
    const cut = (to: number, mark: string | undefined) => {
      if (to <= at) return;
      parts.push({ ...segment, text: segment.text.slice(at - start, to - start), ...(mark ? { mark } : {}) });
      at = to;
    };
    for (const range of segment.mark ? [] : ranges) {
      if (range.end <= start || range.start >= end) continue;
      cut(range.start, undefined);
      cut(Math.min(end, range.end), range.mark);
    }
    cut(end, segment.mark);
    start = end;
  }
  return parts;
}

/** Marks what a search (lower case) finds, then the numbers. */
export function markText(
  segments: readonly MarkedSegment[],
  { search, numbers }: { search: string; numbers: readonly MarkedRange[] },
): MarkedSegment[] {
  const found = findRanges(segments.map(({ text }) => text).join(""), search);
  return markRanges(markRanges(segments, found), numbers);
}
