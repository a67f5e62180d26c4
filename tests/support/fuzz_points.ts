/**
 * `deno task fuzz [SECONDS]`: reads mutated logs and hostile lines for 60 seconds, or for the given time. Writes the input to a file and
 * exits with 1 when the reader throws, needs more than 5 ms for a line, or gives other points when the bytes are cut elsewhere or the
 * reader resumes from a snapshot. A slow line is read five times, because the machine may be busy.
 *
 * @module
 */
import { splitLines } from "../../lib/lines/split.ts";
import { LINE_READ_MAX_CHARS } from "../../lib/limits.ts";
import type { Point } from "../../lib/model.ts";
import { createPointReader } from "../../lib/points/reader.ts";

const FOLDER = new URL("../fixtures/logs/", import.meta.url);
const LINE_MS = 5, TRIES = 5, SLICE_BYTES = 20_000;
const PIECES = [
  "loss",
  "=",
  ": ",
  " ",
  "  ",
  "\t",
  "|",
  "│",
  "[",
  "]",
  "(",
  ")",
  "{",
  "}",
  "'",
  '"',
  ",",
  ";",
  "-",
  " - ",
  "/",
  "%",
  "%|",
  "|█",
  "█████",
  "it/s",
  "nan",
  "inf",
  "1",
  "0.5",
  "1e-5",
  "1e",
  "1,234",
  "12:30:01",
  "2024-01-01",
  "Step ",
  "epoch ",
  "Epoch [",
  "val",
  "test ",
  "INFO",
  "[INFO] ",
  "rank0",
  "[rank1]: ",
  "\r",
  "\n",
  "\r\n",
  "\x1b[32m",
  "\x1b",
  "\b\b\b",
  "\0",
  "\ufffd",
  "é",
  "損失",
  "𝛼",
  "a.b.c",
  "tensor(",
  "--",
  "====",
  "....",
  "#",
  "@",
  "mAP@0.5:0.95",
  "$",
  "\\",
  "^",
  "*",
  "Result for X:",
  "average  since",
];

const encoder = new TextEncoder();
const pick = <T>(items: readonly T[]): T => items[Math.floor(Math.random() * items.length)]!;

/** Makes a hostile line: one to four pieces, repeated up to the longest line. */
function makeHostileLine(): string {
  const unit = Array.from({ length: 1 + Math.floor(Math.random() * 4) }, () => pick(PIECES)).join("");
  return unit.repeat(Math.ceil(LINE_READ_MAX_CHARS / Math.max(1, unit.length))).replaceAll("\n", " ") + "\n";
}

/** A part of a log with some of its bytes changed, doubled or removed. */
function mutate(log: Uint8Array): Uint8Array {
  const from = Math.floor(Math.random() * log.length);
  let bytes = [...log.subarray(from, from + SLICE_BYTES)];
  for (let i = Math.floor(Math.random() * 30); i > 0; i--) {
    const at = Math.floor(Math.random() * bytes.length), length = Math.floor(Math.random() * 20);
    const piece = pick([
      [Math.floor(Math.random() * 256)],
      [...encoder.encode(pick(PIECES))],
      bytes.slice(at, at + length),
      [],
    ]);
    bytes = [...bytes.slice(0, at), ...piece, ...bytes.slice(at + pick([0, length]))];
  }
  return new Uint8Array(bytes);
}

function readCut(bytes: Uint8Array, cuts: readonly number[], resumes: boolean): Point[] {
  const points: Point[] = [];
  let reader = createPointReader((point) => points.push(point));
  const splitter = splitLines((text, line, redrawn) => reader.read(text, line, redrawn));
  let from = 0;
  for (const to of [...cuts, bytes.length]) {
    splitter.push(bytes.subarray(from, to));
    if (resumes) {
      reader = createPointReader((point) => points.push(point), { state: structuredClone(reader.snapshot()) });
    }
    from = to;
  }
  splitter.finish();
  reader.finish();
  return points;
}

/** What goes wrong when these bytes are read; null for nothing. */
function findFault(bytes: Uint8Array): string | null {
  const cuts = Array.from({ length: 5 }, () => Math.floor(Math.random() * bytes.length)).sort((a, b) => a - b);
  const whole = JSON.stringify(readCut(bytes, [], false));
  if (JSON.stringify(readCut(bytes, cuts, false)) !== whole) return `other points when the bytes are cut at ${cuts}`;
  if (JSON.stringify(readCut(bytes, cuts, true)) !== whole) return `other points when the reader resumes at ${cuts}`;
  return null;
}

function findSlowLine(text: string): string | null {
  let best = Infinity;
  for (let i = 0; i < TRIES && best > LINE_MS; i++) {
    const reader = createPointReader(() => {});
    reader.read("epoch  loss  acc", 1, false);
    const start = performance.now();
    reader.read(text, 2, false);
    best = Math.min(best, performance.now() - start);
  }
  return best > LINE_MS ? `${best.toFixed(1)} ms for a line of ${text.length} characters` : null;
}

const logs: Uint8Array[] = [];
for await (const { name } of Deno.readDir(FOLDER)) {
  if (name.endsWith(".log")) logs.push(await Deno.readFile(new URL(name, FOLDER)));
}
const seconds = Number(Deno.args[0] ?? 60), end = performance.now() + seconds * 1000;
let rounds = 0;
for (; performance.now() < end; rounds++) {
  const bytes = rounds % 2 ? mutate(pick(logs)) : encoder.encode(makeHostileLine());
  let fault: string | null;
  try {
    fault = rounds % 2 ? findFault(bytes) : findSlowLine(new TextDecoder().decode(bytes).slice(0, LINE_READ_MAX_CHARS));
  } catch (error) {
    fault = (error as Error).stack ?? String(error);
  }
  if (!fault) continue;
  const path = await Deno.makeTempFile({ prefix: "stdcurve-fuzz-" });
  await Deno.writeFile(path, bytes);
  console.error(`${fault}\nthe input is in ${path}`);
  Deno.exit(1);
}
console.log(`${rounds} inputs, nothing wrong`);
