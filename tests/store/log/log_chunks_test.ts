import assert from "node:assert/strict";
import fc from "fast-check";
import { LOG_CHUNK_BYTES, LOG_CHUNK_TIMES } from "../../../lib/limits/store.ts";
import { createArena } from "../../../lib/store/flush/arena.ts";
import {
  appendLog,
  cutLog,
  type LogBatch,
  type LogChunk,
  openLog,
  splitPieces,
  unpackLog,
} from "../../../lib/store/log/log_chunks.ts";

const encoder = new TextEncoder();

/** Appends batches as flushes do. Returns the chunks that are stored in the end, by their keys. */
function store(batches: LogBatch[]): { chunks: Map<string, LogChunk>; newlines: number } {
  const chunks = new Map<string, LogChunk>(), arena = createArena();
  let open = openLog(1, 0, null), newlines = 0;
  for (const [index, batch] of batches.entries()) {
    arena.reset();
    const appended = appendLog(open, batch, { id: "run", arena });
    newlines += appended.newlines;
    for (const { key, value } of appended.writes) {
      chunks.set(`${key[2] as number} ${key[3] as number}`, unpackLog((value as Uint8Array).slice()));
    }
    const stored = chunks.get(`${open.firstLine} ${open.offset}`);
    if (index % 2 === 1 && stored) open = openLog(open.firstLine, open.offset, stored); // as another process would continue
  }
  return { chunks, newlines };
}

Deno.test("appendLog() keeps bytes, first lines, offsets and times for any batches", () => {
  const piece = fc.record({
    text: fc.constantFrom("a\n", "no newline", "\n\n", "é".repeat(300), "x".repeat(70_000), "y\n".repeat(40_000)),
    wait: fc.constantFrom(0, 1, 250),
  });
  fc.assert(fc.property(fc.array(fc.array(piece, { minLength: 1, maxLength: 4 }), { maxLength: 8 }), (flushes) => {
    let now = 1_000;
    const arrivedAt: number[] = [], logs: Uint8Array[] = [];
    const batches = flushes.map((pieces): LogBatch => {
      const parts = pieces.map(({ text, wait }) => ({ bytes: encoder.encode(text), time: now += wait }));
      const log = new Uint8Array(parts.reduce((sum, { bytes }) => sum + bytes.length, 0)), times: number[] = [];
      let at = 0;
      for (const { bytes, time } of parts) {
        log.set(bytes, at);
        if (at > 0) times.push(at, time);
        for (let i = 0; i < bytes.length; i++) arrivedAt.push(time);
        at += bytes.length;
      }
      logs.push(log);
      return { log, time: parts[0]!.time, times };
    });
    const { chunks, newlines } = store(batches);
    let offset = 0, line = 1;
    const whole = logs.flatMap((log) => [...log]);
    for (const [key, { bytes, times }] of chunks) {
      assert.equal(key, `${line} ${offset}`);
      assert.ok(bytes.length <= LOG_CHUNK_BYTES && times.length <= 2 * LOG_CHUNK_TIMES);
      for (const [part, time] of splitPieces({ log: bytes, time: times[1]!, times: [...times] })) {
        for (const byte of part) {
          if (whole[offset] !== byte || arrivedAt[offset] !== time) assert.fail(`byte ${offset}`);
          if (byte === 10) line++;
          offset++;
        }
      }
    }
    assert.equal(offset, whole.length);
    assert.equal(newlines, line - 1);
  }));
});

Deno.test("appendLog() begins a new chunk when the open one has as many times as it may keep", () => {
  const batches = Array.from({ length: LOG_CHUNK_TIMES + 1 }, (_, i) => ({ log: encoder.encode("a\n"), time: i }));
  const { chunks } = store(batches);
  assert.deepEqual([...chunks.keys()], ["1 0", `${LOG_CHUNK_TIMES + 1} ${2 * LOG_CHUNK_TIMES}`]);
});

Deno.test("appendLog() begins a new chunk after one of 16 KiB, but fills a chunk within a flush", () => {
  const batches = [10_000, 10_000, 10_000, 100_000].map((size, time) => ({ log: new Uint8Array(size), time }));
  assert.deepEqual([...store(batches).chunks.keys()], ["1 0", "1 20000", "1 81440"]);
});

Deno.test("cutLog() keeps the first bytes and their times", () => {
  const chunk = { bytes: encoder.encode("abcdef"), times: Float64Array.of(0, 10, 2, 20, 4, 30) };
  const { bytes, times } = cutLog(chunk, 4);
  assert.deepEqual([new TextDecoder().decode(bytes), [...times]], ["abcd", [0, 10, 2, 20]]);
  assert.deepEqual([...cutLog(chunk, 0).times], []);
});
