/**
 * What a new shape of line costs, how many are kept, and how large the reader's stored state becomes. Real logs, and a log in which no line
 * has the shape of another.
 *
 * @module
 */
import { splitLines } from "../lib/lines/split.ts";
import { SHAPES_KEPT } from "../lib/limits.ts";
import { forgetShapes } from "../lib/points/known_shapes.ts";
import { createPointReader, type PointReader } from "../lib/points/reader.ts";
import { encodeValue } from "../lib/store/kv/encoding.ts";
import { type BenchLog, readMixedLogs } from "./logs.ts";
import { median, quantile, type Row, time, whole } from "./measure.ts";

const SHAPES = 100_000, PASSES = 3, TRIES = 7, SNAPSHOT_LINES = 10;

/** A word for each number. */
function wordOf(number: number): string {
  return Array.from(String(number), (digit) => "abcdefghij"[Number(digit)]).join("");
}

/** Lines of a training, of which none has the shape of another. */
function writeShapes(count: number): string[] {
  return Array.from({ length: count }, (_, at) => {
    const word = wordOf(at), loss = (4 / (1 + at / 1000)).toFixed(4);
    if (at % 3 === 0) return `Step ${at}: loss=${loss}, ${word}_score=0.25`;
    if (at % 3 === 1) {
      return `2024-01-01 12:00:00,123 - trainer - INFO - Saving model checkpoint to outputs/${word}-${at}`;
    }
    return `${word} worker is ready after ${at} s, ${loss} of its memory is in use`;
  });
}

/** Milliseconds of each line's first reading, in a process that is warm: the least of several readings by new readers. */
function measureLines({ bytes }: BenchLog): number[] {
  const least: number[] = [];
  for (let i = 0; i < TRIES; i++) {
    let at = 0;
    forgetShapes();
    const reader = createPointReader(() => {});
    const splitter = splitLines((text, line, state) => {
      const began = performance.now();
      reader.read(text, line, state);
      least[at] = Math.min(least[at] ?? Infinity, performance.now() - began);
      at++;
    });
    splitter.push(bytes);
    splitter.finish();
  }
  return least;
}

/** The most bytes of the stored state while a log is read. */
function measureState(read: (onLine: PointReader["read"]) => void): number {
  let most = 0;
  const reader = createPointReader(() => {});
  const measure = () => most = Math.max(most, encodeValue(reader.snapshot()).length);
  read((text, line, state) => {
    reader.read(text, line, state);
    if (line % SNAPSHOT_LINES === 0) measure();
  });
  measure();
  return most;
}

function readSplit({ bytes }: BenchLog): Parameters<typeof measureState>[0] {
  return (onLine) => {
    const splitter = splitLines(onLine);
    splitter.push(bytes);
    splitter.finish();
  };
}

/** Costs of new shapes, and sizes of what is kept of them. */
export async function measureShapes(): Promise<Row[]> {
  const logs = await readMixedLogs(1), lines = writeShapes(SHAPES);
  const costs = logs.flatMap(measureLines);
  const ms = await time(PASSES, () => {
    forgetShapes();
    const reader = createPointReader(() => {});
    lines.forEach((text, at) => reader.read(text, at + 1));
    reader.finish();
  });
  const states = logs.map((log) => measureState(readSplit(log)));
  const last = measureState((onLine) => lines.forEach((text, at) => at % 7 === 0 && onLine(text, at + 1)));
  const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
  return [
    {
      what: "a line read first, real logs, p99.9",
      measured: `${quantile(costs, 0.999).toFixed(2)} ms`,
      target: "≤ 5 ms",
    },
    {
      what: `${whole(SHAPES)} different shapes`,
      measured: `${whole(SHAPES / ms * 1000)} lines/s`,
      target: "≥ 20,000 lines/s",
    },
    { what: "shapes kept at most", measured: whole(SHAPES_KEPT), target: "" },
    { what: "stored state, real logs, median", measured: kB(median(states)), target: "" },
    { what: "stored state, real logs, most", measured: kB(Math.max(...states)), target: "< 48 kB" },
    { what: "stored state, different shapes", measured: kB(last), target: "< 48 kB" },
  ];
}
