/**
 * From the coverage of a bundled script, as V8 reports it, to lines and branches of the sources that it was bundled from.
 *
 * @module
 */
import { decodedMappings, TraceMap } from "@jridgewell/trace-mapping";
import { addBranch, addLine, type Coverage, fileOf } from "./file_coverage.ts";

/** A stretch of a script and how often it ran; positions are UTF-16 code units. */
export interface CountedRange {
  startOffset: number;
  endOffset: number;
  count: number;
}

/** One script as a page ran it. Of each function the first range is all of it, the others are its branches. */
export interface ScriptCoverage {
  url: string;
  functions: { ranges: CountedRange[] }[];
}

/** A bundled script with its source map. */
export interface MappedScript {
  text: string;
  /** The source map as JSON. */
  map: string;
}

/** How often each position of a script ran, in all pages together. An inner range counts instead of the outer one. */
function countRuns(length: number, pages: readonly ScriptCoverage[]): Float64Array {
  const total = new Float64Array(length);
  for (const { functions } of pages) {
    const counts = new Float64Array(length);
    const ranges = functions.flatMap(({ ranges }) => ranges);
    ranges.sort((a, b) => a.startOffset - b.startOffset || b.endOffset - a.endOffset);
    for (const { startOffset, endOffset, count } of ranges) counts.fill(count, startOffset, endOffset);
    for (let i = 0; i < length; i++) total[i]! += counts[i]!;
  }
  return total;
}

/** Positions in a script at which a source line begins or goes on, in order. */
function* listPositions({ text, map }: MappedScript): Generator<{ offset: number; source: string; line: number }> {
  const traced = new TraceMap(map);
  let lineStart = 0;
  for (const segments of decodedMappings(traced)) {
    for (const [column, source, line] of segments) {
      if (source === undefined) continue;
      yield { offset: lineStart + column, source: traced.sources[source] ?? "", line: line! + 1 };
    }
    lineStart = text.indexOf("\n", lineStart) + 1;
  }
}

/**
 * Lines and branches of a script's sources, over all pages that ran it. A source line ran as often as the most frequent part of it.
 * Paths are as the source map has them.
 */
export function mapCoverage(script: MappedScript, pages: readonly ScriptCoverage[]): Coverage {
  const coverage: Coverage = new Map(), counts = countRuns(script.text.length, pages);
  const positions = [...listPositions(script)];
  for (const { offset, source, line } of positions) {
    const { lines } = fileOf(coverage, source);
    lines.set(line, Math.max(lines.get(line) ?? 0, counts[offset] ?? 0));
  }
  const starts = new Set(
    pages.flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges.slice(1)))
      .map(({ startOffset }) => startOffset),
  );
  let next = 0;
  for (const start of [...starts].sort((a, b) => a - b)) {
    while (next < positions.length && positions[next]!.offset < start) next++;
    const at = positions[next];
    if (at) addBranch(fileOf(coverage, at.source), at.line, counts[start]! > 0);
  }
  return coverage;
}

/** Adds coverage of lines that never ran. */
export function addUnreached(coverage: Coverage, path: string, lines: Iterable<number>): void {
  const file = fileOf(coverage, path);
  for (const line of lines) addLine(file, line, 0);
}
