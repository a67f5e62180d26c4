/**
 * What a format is: it reads a family of log lines that the general grammar would misread. Each has one file in this directory.
 * `deno task build` lists them in `all.gen.ts`; nothing else names them.
 *
 * @module
 */
import type { Clues } from "../scan/clues.ts";
import type { Source } from "../scan/source.ts";
import type { LineFacts, Statement } from "../grammar/statement.ts";

/** What an open span made of a line. */
export interface SpanStep {
  /** True when the line belongs to the span. Else it is read as any other line. */
  taken: boolean;
  /** What the line says, or the span that it ends; null for nothing. */
  facts: LineFacts | null;
  /** True when the span is over. */
  over: boolean;
  /** True where nothing yet shows that the names are metrics': they prove themselves as those of any other line. */
  isUnsure?: boolean;
  /** Bytes of what the span remembers of the line, at most, where it knows that. Else all that it remembers is counted. */
  kept?: number;
}

/** Reads lines that say something together: rows under a header, a block between rules. */
export interface Span<Memory> {
  /** What stands in each line that begins a span, as with `Format`. */
  clues?: Clues;
  /** What to remember of a line that begins a span; null for any other line. Must not depend on the digits of numbers. */
  begin(source: Source): Memory | null;
  /** Reads the next line or a part of it, and updates the memory, which is plain and stored with each commit. */
  proceed(source: Source, memory: Memory, line: number): SpanStep;
  /** What the span has whole when nothing is printed for a while; it forgets that and stays open. Null for nothing. */
  rest?(memory: Memory): LineFacts | null;
  /** What the span says when the log ends within it; null for nothing. */
  close?(memory: Memory): LineFacts | null;
}

/** Reads a family of lines: single lines, spans, or both. */
export interface Format {
  /** What stands in each line of the family: `read` is asked of no other line. Of any line where they are left out. */
  clues?: Clues;
  /** What a line of the family says; null for any other line. Called once a shape: must not depend on the digits of numbers. */
  read?(source: Source): Statement | null;
  // deno-lint-ignore no-explicit-any -- each span knows its own memory alone
  span?: Span<any>;
}

/** Bytes that a row takes which is remembered with its name and its number: of a line of so many characters, at most. */
export const bytesOfRow = (chars: number): number => 100 + 3 * chars;

/** The line doesn't belong to the span, which stays open. */
export const NOT_TAKEN: SpanStep = { taken: false, facts: null, over: false };
