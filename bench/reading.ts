/**
 * Reading alone, nothing stored: a newline scan, one hand-written regex, this reader, in turn on the same bytes.
 *
 * @module
 */
import { splitLines } from "../lib/lines/split.ts";
import { readPoints } from "../lib/points/reader.ts";
import { writeDesignLog } from "./logs.ts";
import { type Row, time, whole } from "./measure.ts";

const LINES = 300_000, PASSES = 5;
const REGEX = /^Step (\d{1,12}): loss=([\d.]{1,20}), lr=([\d.e+-]{1,20})/;

function scan(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) count++;
  return count;
}

function matchLines(bytes: Uint8Array): number {
  let sum = 0;
  const splitter = splitLines((text) => {
    const match = REGEX.exec(text);
    if (match) sum += Number(match[1]) + Number(match[2]) + Number(match[3]);
  });
  splitter.push(bytes);
  return sum;
}

function readAll(bytes: Uint8Array): void {
  const reader = readPoints(() => {});
  const splitter = splitLines((text, line, redrawn) => reader.read(text, line, redrawn));
  splitter.push(bytes);
  splitter.finish();
  reader.finish();
}

/** Lines a second of each way to read. */
export async function measureReading(): Promise<Row[]> {
  const { bytes } = writeDesignLog(LINES);
  const rate = async (action: (bytes: Uint8Array) => unknown) =>
    `${whole(LINES / await time(PASSES, () => action(bytes)) * 1000)} lines/s`;
  return [
    { what: "newline scan of the same bytes", measured: await rate(scan), target: "" },
    { what: "one hand-written regex on lines", measured: await rate(matchLines), target: "" },
    { what: "lines and points, nothing stored", measured: await rate(readAll), target: "" },
  ];
}
