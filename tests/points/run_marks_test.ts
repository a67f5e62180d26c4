/**
 * The marks of the fixtures (`tests/fixtures/logs`). `marks.json` lists them by log, found by reading each log: its kind and its line. A log
 * that isn't listed there tells nothing of the run itself, so every mark of it would be false.
 *
 * @module
 */
import assert from "node:assert/strict";
import { splitLines } from "../../lib/lines/split.ts";
import { createPointReader } from "../../lib/points/reader.ts";

const FOLDER = new URL("../fixtures/logs/", import.meta.url);
const expected: Record<string, string[]> = JSON.parse(await Deno.readTextFile(new URL("marks.json", FOLDER)));

/** The marks of a log, as "kind line". */
function readMarks(bytes: Uint8Array): string[] {
  const marks: string[] = [];
  const reader = createPointReader(() => {}, { onMark: ({ kind, line }) => void marks.push(`${kind} ${line}`) });
  const splitter = splitLines(reader.read);
  splitter.push(bytes);
  splitter.finish();
  reader.finish();
  return marks;
}

Deno.test("the fixtures have exactly the marks that a reader finds in them", async () => {
  const found: Record<string, string[]> = {};
  for await (const { name } of Deno.readDir(FOLDER)) {
    const marks = name.endsWith(".log") ? readMarks(await Deno.readFile(new URL(name, FOLDER))) : [];
    if (marks.length > 0) found[name] = marks;
  }
  assert.deepEqual(found, expected);
});
