import assert from "node:assert/strict";
import fc from "fast-check";
import { plainText } from "../../lib/client/terminal/ansi.ts";
import { SCREEN_ROWS, SCREEN_TEXTS_MAX } from "../../lib/limits.ts";
import type { RowSpan } from "../../lib/lines/row_spans.ts";
import { createLogScreen, type LogScreenRows } from "../../lib/lines/log_screen.ts";

/** Output of tqdm, rich and a program of its own in a terminal of 200 × 50, and the rows that pyte 0.8 shows of it. */
const recordings: Record<string, { lines: number; log: string; rows: string[] }> = JSON.parse(
  await Deno.readTextFile(new URL("../fixtures/screens.json", import.meta.url)),
);
const encoder = new TextEncoder();

function draw(log: string): LogScreenRows {
  const screen = createLogScreen();
  screen.push(encoder.encode(log));
  return screen.rows();
}

/** The visible text of each row. Rows without a text are the last states of their lines. */
function textsOf(spans: readonly RowSpan[], log: string): string[] {
  const lines = log.split("\n").map((line) => line.split("\r").findLast((state) => state !== "") ?? "");
  return spans.flatMap(({ line, count, text }) =>
    Array.from({ length: count }, (_, at) => plainText(text ?? lines[line - 1 + at]!).trimEnd())
  );
}

/** The line of each row. */
const linesOf = ({ spans }: LogScreenRows) =>
  spans.flatMap(({ line, count }) => Array.from({ length: count }, (_, at) => line + at));

for (const [name, { log, rows }] of Object.entries(recordings)) {
  Deno.test(`createLogScreen() leaves the rows of ${name} as a terminal leaves them`, () => {
    assert.deepEqual(textsOf(draw(log).spans, log), rows);
  });
}

Deno.test("createLogScreen() shows the same rows for any cut of the bytes", () => {
  const logs = Object.values(recordings).map(({ log }) => encoder.encode(log));
  fc.assert(
    fc.property(fc.constantFrom(...logs), fc.array(fc.nat(), { maxLength: 40 }), (log, cuts) => {
      const whole = createLogScreen(), cut = createLogScreen();
      whole.push(log);
      let from = 0;
      for (const to of [...cuts.map((at) => at % log.length), log.length].sort((a, b) => a - b)) {
        cut.push(log.subarray(from, to));
        cut.rows(); // looking changes nothing
        from = to;
      }
      assert.deepEqual(cut.rows(), whole.rows());
    }),
    { numRuns: 60 },
  );
});

Deno.test("createLogScreen() keeps every line of a log without cursor movements, also with colours and redrawn lines", () => {
  const log = "\u001b[31mred\u001b[0m\n\nbar 1\rbar 2\n\u001b[2Kplain\nopen";
  assert.deepEqual(draw(log), { spans: [{ line: 1, count: 5, text: null }], fixed: 0, lastLine: 5 });
});

Deno.test("createLogScreen() gives a row the number of the line that drew on it last", () => {
  const log = "before\nouter 0\ninner 0\u001b[A\ninner 1\u001b[A\r\ninner 2\u001b[A\router 1\n\nafter\n";
  const found = draw(log);
  assert.deepEqual(linesOf(found), [1, 5, 5, 7]);
  assert.deepEqual(textsOf(found.spans, log), ["before", "outer 1", "inner 2", "after"]);
});

Deno.test("createLogScreen() keeps the colours of each cell that another line drew beside", () => {
  const [span] = draw("\u001b[31mred and more\u001b[0m\n\u001b[A\u001b[1mRED\u001b[0m\n").spans;
  assert.equal(span!.text, "\u001b[1mRED\u001b[0m\u001b[31m and more\u001b[0m");
});

Deno.test("createLogScreen() doesn't let the cursor reach rows that left the screen", () => {
  const lines = Array.from({ length: SCREEN_ROWS + 20 }, (_, at) => `line ${at + 1}`);
  const log = `${lines.join("\n")}\u001b[999A\rtop\n`;
  const rows = textsOf(draw(log).spans, log);
  assert.equal(rows.length, SCREEN_ROWS + 20);
  assert.equal(rows[20], "tope 21");
  assert.equal(rows[19], "line 20");
});

Deno.test("createLogScreen() keeps the rows of the main screen when a program leaves the alternate one", () => {
  const log = "one\n\u001b[?1049h\u001b[Hmenu\n\u001b[2Jmore\u001b[?1049ltwo\n";
  assert.deepEqual(textsOf(draw(log).spans, log), ["one", "two"]);
});

Deno.test("createLogScreen() stops when too many rows have texts of their own", () => {
  const screen = createLogScreen(), block = "a\nb\u001b[A\rc\n\n";
  screen.push(encoder.encode(block.repeat(SCREEN_TEXTS_MAX)));
  const { spans, lastLine } = screen.rows();
  assert.equal(screen.isFull, true);
  assert.ok(lastLine < SCREEN_TEXTS_MAX * 3);
  assert.ok(spans.length <= SCREEN_TEXTS_MAX + SCREEN_ROWS);
});

Deno.test("createLogScreen() never throws, whatever the bytes", () => {
  const piece = fc.constantFrom(
    "\u001b[",
    "A",
    "999B",
    "H",
    "2J",
    "K",
    "\u001b",
    "M",
    "s",
    "u",
    "\u001b[?1049h",
    "\u001b[?1049l",
    "\n",
    "\r",
    "\b",
    "\t",
    "x",
    "é",
    ";",
    "5",
    "@",
    "P",
    "X",
    "m",
    "\u0000",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 80 }), (pieces) => {
      const { spans, lastLine } = draw(pieces.join(""));
      for (const { line, count } of spans) assert.ok(line >= 1 && line + count - 1 <= Math.max(1, lastLine + 1));
    }),
    { numRuns: 300 },
  );
});
