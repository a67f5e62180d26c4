import assert from "node:assert/strict";
import { splitLines } from "../../lib/lines/split.ts";
import { forgetShapes } from "../../lib/points/known_shapes.ts";
import { lookAt, NO_LOOK } from "../../lib/points/scan/clues.ts";
import { makeShape, scanShape } from "../../lib/points/scan/shape.ts";
import { understandLine } from "../../lib/points/understand.ts";
import { LINE_MARK_KINDS, lineMarkOf } from "../../lib/points/words/run_mark_kinds.ts";
import { READING_TABLES } from "../support/reading_tables.ts";

const FIXTURES = new URL("../fixtures/logs/", import.meta.url);

/** What lines say: one of each shape. `look` says how their clues are found. */
function understandAll(lines: Iterable<string>, look: (text: string) => number): Map<string, string> {
  const shape = makeShape(), understood = new Map<string, string>(), known = new Set<number>();
  forgetShapes();
  for (const line of lines) {
    scanShape(line, shape);
    if (known.has(shape.key)) continue;
    known.add(shape.key);
    understood.set(line, JSON.stringify(understandLine(line, shape, look)));
  }
  return understood;
}

/** Records are asked of each line that they read: it has one of their clues. */
function assertClues(lines: readonly string[]): void {
  const asked = understandAll(lines, () => NO_LOOK);
  for (const [line, understood] of understandAll(lines, lookAt)) assert.equal(understood, asked.get(line), line);
}

for await (const { name } of Deno.readDir(FIXTURES)) {
  if (!name.endsWith(".log")) continue;
  Deno.test(`Clues stand in each line of ${name} that a record reads`, async () => {
    const lines: string[] = [];
    const splitter = splitLines((text) => void lines.push(text));
    splitter.push(await Deno.readFile(new URL(name, FIXTURES)));
    splitter.finish();
    assertClues(lines);
  });
}

for (const { title, records } of READING_TABLES) {
  Deno.test(`Clues stand in the lines of each record of ${title}`, () => {
    assertClues(records.flatMap(({ lines }) => lines.flatMap(([log]) => log.split("\n"))));
  });
}

Deno.test("Clues stand in each line that tells what happened to the run", () => {
  for (const { lines } of LINE_MARK_KINDS) {
    for (const line of lines) assert.equal(lineMarkOf(line), lineMarkOf(line, NO_LOOK), line);
  }
});
