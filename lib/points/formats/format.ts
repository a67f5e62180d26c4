/**
 * What a format is: a family of log lines that the general grammar would misread. One file in `formats/` each; `deno task build` lists
 * them in `all.gen.ts`, and nothing else names them.
 *
 * @module
 */
import type { Source } from "../scan/source.ts";
import type { LineFacts, Statement } from "../grammar/statement.ts";

/** What a line within a span is. */
export interface SpanStep {
  /** The line is of the span; else it is read as any other. */
  taken: boolean;
  /** What the line, or the span that it ends, says. */
  facts: LineFacts | null;
  /** The span is over. */
  over: boolean;
}

/** Reads several lines that say something together: rows under a header, a block between rules. */
export interface Span<Memory> {
  /** What to remember of a line that begins a span; null for any other line. Must follow from all but the line's digits. */
  begin(source: Source): Memory | null;
  /** Reads the next line, or a part of it, and changes the memory: plain data that is stored with each commit. */
  proceed(source: Source, memory: Memory, line: number): SpanStep;
  /** The log ends within the span. */
  close?(memory: Memory): LineFacts | null;
}

/** A family of lines: of lines that say all by themselves, of spans, or of both. */
export interface Format {
  /**
   * What a line of the family says; null for any other line. Must follow from the line's shape, that is from all but its numbers' digits:
   * it is asked once a shape.
   */
  read?(source: Source): Statement | null;
  // deno-lint-ignore no-explicit-any -- each span knows its own memory alone
  span?: Span<any>;
}

/** The line is none of the span's. */
export const NOT_TAKEN: SpanStep = { taken: false, facts: null, over: false };
