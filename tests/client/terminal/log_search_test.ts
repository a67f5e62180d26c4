import assert from "node:assert/strict";
import { createLineStore, type LogLine } from "../../../lib/client/terminal/line_store.ts";
import { findLine, SEARCH_PAGE_LINES } from "../../../lib/client/terminal/log_search.ts";

const LAST_LINE = 10_000;

/** A log whose every 1,000th line is an error, held from line 9,901; counts what is asked of the server. */
function longLog() {
  const textOf = (line: number) => line % 1000 === 0 ? `error at ${line}` : `step ${line}`;
  const linesOf = (first: number, count: number): LogLine[] =>
    Array.from({ length: Math.max(0, Math.min(count, LAST_LINE - first + 1)) }, (_, at) => ({
      line: first + at,
      text: textOf(first + at),
    }));
  const asked: number[] = [];
  return {
    asked,
    search: {
      store: createLineStore(linesOf(9901, 100), LAST_LINE),
      matches: (text: string) => text.includes("error"),
      read: (first: number, count: number) => {
        asked.push(count);
        return Promise.resolve(linesOf(first, count));
      },
      onProgress: () => {},
    },
  };
}

Deno.test("findLine() requests nothing when a held line matches", async () => {
  const { search, asked } = longLog();
  assert.equal(await findLine({ ...search, from: 9990, direction: "newer" }), 10_000);
  assert.deepEqual(asked, []);
});

Deno.test("findLine() requests older lines when no held line matches", async () => {
  const { search, asked } = longLog();
  assert.equal(await findLine({ ...search, from: 10_000, direction: "older" }), 9000);
  assert.deepEqual(asked, [SEARCH_PAGE_LINES]);
});

Deno.test("findLine() searches every page of the log once when nothing matches", async () => {
  const { search, asked } = longLog();
  const nothing = { ...search, matches: () => false };
  assert.equal(await findLine({ ...nothing, from: LAST_LINE + 1, direction: "older" }), null);
  assert.equal(asked.reduce((sum, count) => sum + count, 0), 9900);
});

Deno.test("findLine() finds the nearest newer line when it starts outside the held lines", async () => {
  const { search } = longLog();
  assert.equal(await findLine({ ...search, from: 10, direction: "newer" }), 1000);
  assert.equal(await findLine({ ...search, from: 1000, direction: "newer" }), 2000);
});

Deno.test("findLine() ends when the server lacks lines that it should have", async () => {
  const { search } = longLog();
  const gone = { ...search, read: () => Promise.resolve([]) };
  assert.equal(await findLine({ ...gone, from: 10, direction: "newer" }), null);
});
