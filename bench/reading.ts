/**
 * Reading alone, with nothing stored. A newline scan, one hand-written regex and this reader read the same bytes in turn: the design's
 * lines, and the tests' logs of real frameworks.
 *
 * @module
 */
import { splitLines } from "../lib/lines/split.ts";
import { forgetShapes } from "../lib/points/known_shapes.ts";
import { createPointReader } from "../lib/points/reader.ts";
import { readMixedLogs, writeDesignLog } from "./logs.ts";
import { type Row, time, whole } from "./measure.ts";
import { measureShapes } from "./shapes.ts";

const LINES = 300_000, PASSES = 5, MIXED_REPEATS = 10;
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
    const rate = LINES / await time(PASSES, () => way(design.bytes)) * 1000;
    const mixedRate = mixedLines / await time(PASSES, () => mixed.forEach(({ bytes }) => way(bytes))) * 1000;
    rows.push({ what: `${what}, the design's lines`, measured: `${whole(rate)} lines/s`, target });
    rows.push({ what: `${what}, real logs`, measured: `${whole(mixedRate)} lines/s`, target: mixedTarget });
  }
  return [...rows, ...await measureShapes()];
}
