import assert from "node:assert/strict";
import fc from "fast-check";
import { LINES_READ_MAX_CHARS } from "../../../lib/limits.ts";
import { openStore } from "../../../lib/store/store.ts";
import { createDigitsRun, flushOf } from "../digits.ts";

const encoder = new TextEncoder();

/** What a terminal shows of a line, computed another way. */
const shown = (line: string) => line.split("\r").filter(Boolean).at(-1) ?? "";

Deno.test("logs.read() returns lines by number across chunks, and the tail", async () => {
  using store = await openStore(":memory:");
  const run = await createDigitsRun(store);
  await store.ingest.begin(run.id, "me");
  const lines = Array.from({ length: 9000 }, (_, i) => `line ${i + 1} ${"x".repeat(i % 50)}`);
  const text = encoder.encode(lines.join("\n") + "\nopen");
  for (let at = 0; at < text.length; at += 50_000) {
    await store.ingest.flush(run.id, "me", flushOf(at, text.subarray(at, at + 50_000), {}, at));
  }
  for (const afterLine of [0, 1, 1234, 4999, 8998]) {
    const { lines: found } = await store.logs.read(run.id, { afterLine, limit: 2 });
    assert.deepEqual(found.map(({ line, text }) => [line, text]), [
      [afterLine + 1, lines[afterLine]],
      [afterLine + 2, lines[afterLine + 1] ?? "open"],
    ]);
  }
  const { lines: tail, lastLine } = await store.logs.read(run.id, { tail: 3 });
  assert.deepEqual(tail.map(({ text }) => text), [lines[8998], lines[8999], "open"]);
  assert.equal(lastLine, 9001);
});

Deno.test("logs.read() shows a redrawn line's last state, and cuts a line of 10 MB", async () => {
  using store = await openStore(":memory:");
  const run = await createDigitsRun(store);
  await store.ingest.begin(run.id, "me");
  await store.ingest.flush(run.id, "me", flushOf(0, "10%\r50%\r\x1b[32m100%\x1b[0m\r\nplain\r\n"));
  const long = encoder.encode("y".repeat(10_000_000) + "\nafter\n");
  for (let at = 0; at < long.length; at += 400_000) {
    await store.ingest.flush(run.id, "me", flushOf(30 + at, long.subarray(at, at + 400_000)));
  }
  const { lines } = await store.logs.read(run.id, {});
  assert.deepEqual(lines.map(({ text }) => text.slice(0, 20)), [
    "\x1b[32m100%\x1b[0m",
    "plain",
    "y".repeat(20),
    "after",
  ]);
  assert.equal(lines[2]!.text.length, 65_536);
});

Deno.test("logs.read() shows the last state of each line that isn't empty, for any text and any cut", async () => {
  const piece = fc.constantFrom("\r", "\n", "\r\n", "10%", "é", "\x1b[32mok", "x".repeat(700));
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 200 }), fc.integer({ min: 1, max: 997 }), async (
      pieces,
      size,
    ) => {
      using store = await openStore(":memory:");
      const { id } = await createDigitsRun(store);
      await store.ingest.begin(id, "me");
      const text = pieces.join(""), bytes = encoder.encode(text);
      for (let at = 0; at < bytes.length; at += size) {
        const log = bytes.subarray(at, at + size);
        await store.ingest.flush(id, "me", { ...flushOf(at, ""), log, time: at });
      }
      const lines = text.split("\n");
      if (lines.at(-1) === "") lines.pop();
      const found = await store.logs.read(id, { limit: 1000 });
      assert.deepEqual(found.lines.map(({ text }) => text), lines.map(shown));
      assert.equal(found.lastLine, lines.length);
    }),
    { numRuns: 60 },
  );
});

Deno.test("logs.read() shows the start of a 200 KB line whose CRLF is in a later chunk", async () => {
  using store = await openStore(":memory:");
  const { id } = await createDigitsRun(store);
  await store.ingest.begin(id, "me");
  const text = "start " + "é".repeat(100_000) + "\r\nafter\n";
  const bytes = encoder.encode(text);
  for (let at = 0; at < bytes.length; at += 50_000) {
    const log = bytes.subarray(at, at + 50_000);
    await store.ingest.flush(id, "me", { ...flushOf(at, ""), log });
  }
  const { lines } = await store.logs.read(id, {});
  assert.equal(lines[0]!.text, "start " + "é".repeat(32_765));
  assert.equal(lines[1]!.text, "after");
});

Deno.test("logs.read() returns the end of a tail that is longer than the limit", async () => {
  using store = await openStore(":memory:");
  const { id } = await createDigitsRun(store);
  await store.ingest.begin(id, "me");
  await store.ingest.flush(id, "me", flushOf(0, "1\n2\n3\n4\n"));
  const { lines } = await store.logs.read(id, { tail: 4, limit: 2 });
  assert.deepEqual(lines.map(({ text }) => text), ["3", "4"]);
});

Deno.test("logs.read() returns when the first byte of each line arrived", async () => {
  using store = await openStore(":memory:");
  const { id } = await createDigitsRun(store);
  await store.ingest.begin(id, "me");
  await store.ingest.flush(id, "me", { ...flushOf(0, "a\nb", {}, 10), times: [3, 15] });
  await store.ingest.flush(id, "me", flushOf(3, "b\nc\nd", {}, 20));
  const { lines } = await store.logs.read(id, {});
  assert.deepEqual(lines.map(({ text, timestamp }) => [text, timestamp]), [["a", 10], ["bb", 10], ["c", 20], [
    "d",
    20,
  ]]);
});

Deno.test("logs.pieces() returns the log from an offset on, in the pieces in which it arrived", async () => {
  using store = await openStore(":memory:");
  const { id } = await createDigitsRun(store);
  await store.ingest.begin(id, "me");
  await store.ingest.flush(id, "me", { ...flushOf(0, "abcdef", {}, 10), times: [4, 15] });
  await store.ingest.flush(id, "me", flushOf(6, "gh", {}, 20));
  const pieces = await Array.fromAsync(store.logs.pieces(id, { from: 2 }));
  const decoder = new TextDecoder();
  assert.deepEqual(pieces.map(({ bytes, time }) => [decoder.decode(bytes), time]), [["cd", 10], ["ef", 15], [
    "gh",
    20,
  ]]);
});

Deno.test("logs.read() gives fewer lines when they are very long: the first after a line, or the last", async () => {
  using store = await openStore(":memory:");
  const run = await createDigitsRun(store);
  await store.ingest.begin(run.id, "me");
  const text = encoder.encode(Array.from({ length: 100 }, (_, i) => `${i + 1} `.padEnd(65_000, "z") + "\n").join(""));
  for (let at = 0; at < text.length; at += 400_000) {
    await store.ingest.flush(run.id, "me", flushOf(at, text.subarray(at, at + 400_000)));
  }
  const most = Math.floor(LINES_READ_MAX_CHARS / 65_000),
    numbers = (lines: { line: number }[]) => lines.map(({ line }) => line);
  const after = numbers((await store.logs.read(run.id, { afterLine: 10 })).lines);
  assert.deepEqual(after, Array.from({ length: most }, (_, i) => 11 + i));
  const tail = numbers((await store.logs.read(run.id, { tail: 90 })).lines);
  assert.deepEqual(tail, Array.from({ length: most }, (_, i) => 101 - most + i));
});
