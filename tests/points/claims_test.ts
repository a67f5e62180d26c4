import assert from "node:assert/strict";
import { createPointReader } from "../../lib/points/reader.ts";

const CLAIMS = new URL("../fixtures/claims.md", import.meta.url);
const SECTION = /^## (.+) \((\d+)\)\n+```text\n([\s\S]*?)\n```/gm;
const ARROW = "    → ", UNREAD = "    unread: ", WARNED = "    warned: ";

/** What is behind a mark at the starts of lines. */
function behind(mark: string, lines: readonly string[]): string[] {
  return lines.filter((line) => line.startsWith(mark)).map((line) => line.slice(mark.length));
}

/** Reads a log: its metric points in the order of their lines, its unread names, its warnings. */
function readAll(log: readonly string[]) {
  const points: { line: number; text: string }[] = [];
  const reader = createPointReader(({ metric, value, step, line, kind }) => {
    if (kind === "metric") points.push({ line, text: `${metric}=${value}@${step}` });
  });
  log.forEach((line, at) => {
    const states = line.split("␍");
    states.forEach((state, i) => reader.read(state, at + 1, i < states.length - 1));
  });
  reader.finish();
  const texts = points.toSorted((one, other) => one.line - other.line).map(({ text }) => text);
  return { points: texts, unread: reader.unread.map(({ name }) => name), warnings: reader.warnings.join("; ") };
}

const text = await Deno.readTextFile(CLAIMS), sections = [...text.matchAll(SECTION)];

Deno.test("claims.md has at least three logs for each claim", () => {
  const counts = new Map<string, number>();
  for (const [, claim] of sections) counts.set(claim!, (counts.get(claim!) ?? 0) + 1);
  assert.equal(sections.length, text.match(/^## .+$/gm)?.length);
  assert.deepEqual([...counts].filter(([, count]) => count < 3), []);
});

for (const [, claim, number, block] of sections) {
  Deno.test(`${claim} (${number})`, () => {
    const lines = block!.split("\n"), log = lines.filter((line) => !/^ {4}(?:→|unread:|warned:) /.test(line));
    const { points, unread, warnings } = readAll(log);
    assert.deepEqual(points, behind(ARROW, lines).flatMap((line) => line.split(" ")));
    for (const name of behind(UNREAD, lines)) assert.ok(unread.includes(name), `unread: ${unread}`);
    for (const part of behind(WARNED, lines)) assert.ok(warnings.includes(part), `warnings: ${warnings}`);
  });
}
