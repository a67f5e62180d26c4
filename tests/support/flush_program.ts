/**
 * A process that captures a run for a test. It continues where the stored reading of the run ended, with numbered lines of one point
 * each, and prints the line number on stdout after each flush. It waits for a byte on stdin before line WAIT_AT, if that is given.
 * Usage: flush_program.ts KV RUN_ID INSTANCE LINES [WAIT_AT]
 *
 * @module
 */
import { openStore } from "../../lib/store/store.ts";

/** The line with this number, from 0. All lines have the same length. */
export const lineOf = (number: number): string => `loss=${String(number).padStart(10, "0")}\n`;
/** Bytes of each line. */
export const LINE_BYTES = lineOf(0).length;
const LINES_A_FLUSH = 40;

if (import.meta.main) {
  const [location, runId, instance, last, waitAt] = Deno.args as [
    string,
    string,
    string,
    string,
    string?,
  ];
  using store = await openStore(location);
  const { offset } = await store.ingest.begin(runId, instance);
  for (let first = offset / LINE_BYTES; first < Number(last); first += LINES_A_FLUSH) {
    if (first === Number(waitAt)) await Deno.stdin.read(new Uint8Array(1));
    const count = Math.min(LINES_A_FLUSH, Number(last) - first);
    const numbers = Array.from({ length: count }, (_, index) => first + index);
    await store.ingest.flush(runId, instance, {
      from: first * LINE_BYTES,
      log: new TextEncoder().encode(numbers.map(lineOf).join("")),
      time: first,
      points: new Map([["loss", {
        kind: "metric",
        step: numbers,
        value: numbers,
        time: numbers,
        line: numbers.map((number) => number + 1),
        epoch: numbers.map(() => NaN),
        globalStep: numbers.map(() => NaN),
      }]]),
      lines: first + count,
      reader: null,
    });
    console.log(first + count);
  }
}
