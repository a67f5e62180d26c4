import assert from "node:assert/strict";
import { initialReaderState } from "../../../lib/points/curves/state.ts";
import { listUnread, listWarnings, noteUnread, noteUnreadable, REASONS } from "../../../lib/points/curves/unread.ts";
import { createPointReader } from "../../../lib/points/reader.ts";

/** A reader that has read a log to its end. */
function readAll(...lines: string[]) {
  const reader = createPointReader(() => {});
  lines.forEach((text, at) => reader.read(text, at + 1));
  reader.finish();
  return reader;
}

Deno.test("listUnread() lists names that came twice, with the first line and the newest reason", () => {
  const state = initialReaderState();
  noteUnread("once", 1, { reason: "alone", state });
  noteUnread("queue", 2, { reason: "alone", state });
  for (const line of [5, 6]) noteUnread("queue", line, { reason: "unchanged", state });
  assert.deepEqual(listUnread(state), [{ name: "queue", count: 3, line: 2, reason: REASONS.unchanged }]);
});

Deno.test("noteUnread() keeps at most forty names, and no very long one", () => {
  const state = initialReaderState();
  noteUnread("x".repeat(81), 1, { reason: "alone", state });
  for (let i = 0; i < 50; i++) noteUnread(`name_${i}`, 1, { reason: "alone", state });
  assert.equal(state.unread.size, 40);
});

Deno.test("noteUnreadable() counts values and keeps the first", () => {
  const state = initialReaderState();
  noteUnreadable("loss=abc", 7, state);
  noteUnreadable("loss=def", 9, state);
  assert.deepEqual(listWarnings(state), ['2 values could not be read; the first is "loss=abc" on line 7']);
});

Deno.test("unread has settings, records, inner counters and numbers that don't change, until they do", () => {
  const line = (i: number) => `step ${i}: loss=0.${i} batch_size=32 pid=7 sub=${i % 2} queue=${i < 6 ? 3 : i}`;
  const unreadOf = (count: number) =>
    Object.fromEntries(
      readAll(...Array.from({ length: count }, (_, i) => line(i))).unread.map(({ name, reason }) => [name, reason]),
    );
  const { setting: batch_size, record: pid, counter: sub, unchanged: queue } = REASONS;
  assert.deepEqual(unreadOf(6), { batch_size, pid, sub, queue });
  assert.deepEqual(unreadOf(8), { batch_size, pid, sub });
});

Deno.test("warnings say that values can't be read, and that higher ranks are not charted", () => {
  const warnings = readAll("step 1 loss=0.5", "step 2 loss=abc", "step 3 loss=1.2.3").warnings;
  assert.deepEqual(warnings, ['2 values could not be read; the first is "loss=abc" on line 2']);
  const ranked = readAll("[rank0]: step 1 loss=0.5", "[rank1]: step 1 loss=0.6").warnings;
  assert.deepEqual(ranked, ["1 point of higher ranks is not charted; the lowest rank draws each curve"]);
});

Deno.test("warnings say that a line was not read to its end", () => {
  assert.equal(readAll(`step 1 loss=0.5 ${"x".repeat(5000)}`).warnings.length, 1);
});

Deno.test("listUnread() lists names that say nothing and change without any step", () => {
  const reader = readAll(...[[5, 29], [2, 17], [7, 40]].map(([level, page]) => `level ${level} page ${page}`));
  assert.deepEqual(reader.unread.map(({ name }) => name).sort(), ["level", "page"]);
});
