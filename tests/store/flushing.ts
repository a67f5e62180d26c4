/**
 * Processes that flush to a run, for the tests of several processes on one KV, and a check of what they stored.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { Store } from "../../lib/store/store.ts";
import { LINE_BYTES, lineOf } from "../support/flush_program.ts";
import { TextLineStream } from "../support/text_line_stream.ts";

const PROGRAM = new URL("../support/flush_program.ts", import.meta.url).pathname;

/** Longest life of a child. */
const CHILD_MAX_MS = 60_000;
/** What an end by a signal means. */
export const IN_TIME = `the child flushes its lines within ${CHILD_MAX_MS} ms, then it gets SIGTERM`;

/** Starts the program. It is stopped when it takes too long, so that no test waits for it forever. */
export function startFlushing(location: string, ...args: [string, string, number, number?]) {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", PROGRAM, location, ...args.map(String)],
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const timer = setTimeout(() => child.kill("SIGTERM"), CHILD_MAX_MS);
  child.status.finally(() => clearTimeout(timer));
  return child;
}

/** The lines that a child prints. */
export const readLines = (child: Deno.ChildProcess) =>
  child.stdout.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream());

/** Creates a running run for a child to flush to. */
export async function createFlushedRun(store: Store): Promise<string> {
  const { id: experimentId } = await store.experiments.getOrCreate("digits");
  const input = { experimentId, command: ["train"], cwd: "/", host: "here" };
  return (await store.runs.create({ ...input, status: "running" })).id;
}

/** Asserts that log, points, summary and state agree. Returns the number of lines. */
export async function checkWhole(store: Store, runId: string): Promise<number> {
  const parts = await Array.fromAsync(store.logs.bytes(runId)) as Uint8Array<ArrayBuffer>[];
  const text = await new Blob(parts).text();
  const count = text.length / LINE_BYTES;
  const numbers = Array.from({ length: count }, (_, index) => index);
  assert.equal(text, numbers.map(lineOf).join(""));
  assert.equal((await store.ingest.read(runId))!.offset, text.length);
  const { value, line } = (await store.points.read(runId)).columns.get("loss")!;
  assert.deepEqual([...value], numbers);
  assert.deepEqual([...line], numbers.map((number) => number + 1));
  const run = await store.runs.get(runId);
  assert.deepEqual([run.lastLine, run.logBytes, run.metrics[0]!.count], [
    count,
    text.length,
    count,
  ]);
  return count;
}
