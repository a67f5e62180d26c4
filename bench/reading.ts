/**
 * Reading alone, with nothing stored. A newline scan, one hand-written regex and this reader read the same bytes in turn: the design's
 * lines, and the tests' logs of real frameworks. What counts is a process that reads for long, as one that captures or serves does; how fast a
 * process reads those logs the first time, while it compiles the reader and understands each shape, stands beside it.
 *
 * @module
 */
import { splitLines } from "../lib/lines/split.ts";
import { forgetShapes } from "../lib/points/known_shapes.ts";
import { createPointReader } from "../lib/points/reader.ts";
import { readMixedLogs, writeDesignLog } from "./logs.ts";
import { type Row, time, timeTwice, whole } from "./measure.ts";
import { measureShapes } from "./shapes.ts";

const LINES = 300_000, PASSES = 5, MIXED_REPEATS = 10;
/** Passes over the real logs that are read before others are measured: V8 compiles a reader of nearly a hundred kinds of logs for so long. */
const WARM_PASSES = 12;
/** What one would write by hand for `name=value` and `name: value`. */
const REGEX = /([A-Za-z_][\w/.]{0,40})[=:] ?(-?\d{1,20}(?:\.\d{1,20})?(?:e[-+]?\d{1,3})?)/g;

function scan(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) count++;
  return count;
}

function matchLines(bytes: Uint8Array): number {
  let sum = 0;
  const splitter = splitLines((text) => {
    for (const match of text.matchAll(REGEX)) sum += Number(match[2]);
  });
  splitter.push(bytes);
  splitter.finish();
  return sum;
}

function readAll(bytes: Uint8Array): void {
  const reader = createPointReader(() => {});
  const splitter = splitLines(reader.read);
  splitter.push(bytes);
  splitter.finish();
  reader.finish();
}

/** As a process reads its first log: it must understand each shape. */
function readAnew(bytes: Uint8Array): void {
  forgetShapes();
  readAll(bytes);
}

const WAYS: [string, (bytes: Uint8Array) => unknown, string, string][] = [
  ["newline scan", scan, "", ""],
  ["one hand-written regex", matchLines, "", ""],
  ["lines and points, nothing stored", readAll, "≥ 500,000 lines/s", "≥ 250,000 lines/s"],
  ["the same, each log by a process that knows no shapes", readAnew, "", ""],
];

/** Lines a second of each way to read, on the design's lines and on real logs. Every log gets a reader of its own. */
export async function measureReading(): Promise<Row[]> {
  const design = writeDesignLog(LINES);
  const mixed = await readMixedLogs(MIXED_REPEATS);
  const mixedLines = mixed.reduce((sum, { lines }) => sum + lines, 0);
  const rows: Row[] = [];
  for (const [what, way, target, mixedTarget] of WAYS) {
    const readMixed = () => mixed.forEach(({ bytes }) => way(bytes));
    const ofDesign = await timeTwice(PASSES, () => way(design.bytes));
    const first = await timeTwice(1, readMixed);
    await time(WARM_PASSES, readMixed);
    const ofMixed = await timeTwice(PASSES, readMixed);
    rows.push({ what: `${what}, the design's lines`, measured: describeRate(LINES, ofDesign), target });
    rows.push({ what: `${what}, real logs`, measured: describeRate(mixedLines, ofMixed), target: mixedTarget });
    if (way === readAll) {
      rows.push({ what: "the same, the first time", measured: describeRate(mixedLines, first), target: "" });
    }
  }
  return [...rows, ...await measureShapes()];
}

function describeRate(lines: number, { clock, processor }: { clock: number; processor: number }): string {
  return `${whole(lines / clock * 1000)} lines/s, ${whole(lines / processor * 1000)} by processor time`;
}
