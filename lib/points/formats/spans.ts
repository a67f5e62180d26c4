/**
 * The spans that are open while a log is read: tables, blocks, results. Feeds them lines and collects what they say; charts nothing.
 *
 * @module
 */
import type { LineFacts } from "../grammar/statement.ts";
import type { Source } from "../scan/source.ts";
import { sizeOf, sizeOfText } from "../size.ts";
import { formats } from "./all.gen.ts";

/** What each open span remembers, by the name of its format. */
export type OpenSpans = Map<string, unknown>;

/** What the open spans made of a line. */
export interface SpanReading {
  /** True when a span read the line: nobody else reads it. */
  taken: boolean;
  /** What spans said, in order. */
  rows: LineFacts[];
  /** True where the names of the rows must prove themselves. */
  isUnsure?: true;
  /** Bytes that the spans remember of the line, at most. */
  grown: number;
}

/** True when no span is open. */
export function hasNoSpans(spans: OpenSpans): boolean {
  return spans.size === 0;
}

/**
 * Opens the span of a format at a line that begins it. The line's shape does, but its own numbers or lengths may not fit. Gives the bytes that
 * the span remembers.
 */
export function openSpan(name: string, source: Source, spans: OpenSpans): number {
  const begun = formats[name]!.span!.begin(source);
  if (begun === null) return 0;
  spans.set(name, begun);
  return sizeOf(begun) + sizeOfText(name);
}

/** Lets the open spans read a line, until one of them does. Closes those that are over. */
export function proceedSpans(source: Source, line: number, spans: OpenSpans): SpanReading {
  const rows: LineFacts[] = [];
  let grown = 0;
  for (const [name, remembered] of spans) {
    const step = formats[name]?.span?.proceed(source, remembered, line);
    if (!step || step.over) spans.delete(name);
    if (step?.facts) rows.push(step.facts);
    if (step?.taken && !step.facts) grown += step.kept ?? sizeOf(remembered);
    if (step?.taken) return { taken: true, rows, grown, ...(step.isUnsure && { isUnsure: true }) };
  }
  return { taken: false, rows, grown };
}

/** What spans have whole, when nothing was printed for a while. They stay open. */
export function restSpans(spans: OpenSpans): LineFacts[] {
  const rows: LineFacts[] = [];
  for (const [name, remembered] of spans) {
    const facts = formats[name]?.span?.rest?.(remembered);
    if (facts) rows.push(facts);
  }
  return rows;
}

/** Closes all spans at the end of the log. */
export function closeSpans(spans: OpenSpans): LineFacts[] {
  const rows: LineFacts[] = [];
  for (const [name, remembered] of spans) {
    const facts = formats[name]?.span?.close?.(remembered);
    if (facts) rows.push(facts);
  }
  spans.clear();
  return rows;
}
