import assert from "node:assert/strict";
import type { MetricKind, Point } from "../../lib/model.ts";
import { createPointReader } from "../../lib/points/reader.ts";
import { chooseMetric } from "../../lib/series/choose_metric.ts";
import { secondsLeftOf } from "../../lib/series/time_left.ts";
import { addToSummary, emptySummary } from "../../lib/store/points/summary.ts";

const CLAIMS = new URL("../fixtures/claims.md", import.meta.url);
const SECTION = /^## (.+) \((\d+)\)\n+```text\n([\s\S]*?)\n```/gm;
/** Marks of what a log must give. */
const MARKS = ["→", "unread:", "warned:", "mean:", "first:", "names:", "left:"].map((mark) => `    ${mark} `);
/** Time between two lines of a log, seconds. */
const LINE_S = 10;

/** What is behind a mark at the starts of lines. */
function behind(mark: string, lines: readonly string[]): string[] {
  const start = `    ${mark} `;
  return lines.filter((line) => line.startsWith(start)).map((line) => line.slice(start.length));
}

/** Writes out what a line says in short: `⟦3 × a#⟧` is `a1a2a3`. */
function writeOut(line: string): string {
  return line.replaceAll(
    /⟦(\d+) × ([^⟧]*)⟧/g,
    (_, count: string, text: string) =>
      Array.from({ length: Number(count) }, (_, at) => text.replaceAll("#", String(at + 1))).join(""),
  );
}

/** The points of one metric: as a summary has them, and with the time of each. */
function summarize(name: string, kind: MetricKind, points: readonly Point[]) {
  const own = points.filter(({ metric }) => metric === name);
  const series = {
    value: own.map(({ value }) => value),
    step: own.map(({ step }) => step),
    epoch: own.map(({ epoch }) => epoch ?? NaN),
    time: own.map(({ line }) => 1000 * LINE_S * line),
  };
  const summary = emptySummary(name, kind);
  addToSummary(summary, series, { from: 0, count: own.length });
  return { summary, series };
}

/** Reads a log: its points in the order of their lines, and what the reader says of it. */
function readAll(log: readonly string[]) {
  const given: Point[] = [];
  const reader = createPointReader((point) => void given.push(point));
  log.forEach((line, at) => {
    const states = writeOut(line).split("␍");
    states.forEach((state, i) => reader.read(state, at + 1, { redrawn: i < states.length - 1 }));
  });
  reader.finish();
  const points = given.toSorted((one, other) => one.line - other.line);
  const kinds = new Map(given.map(({ metric, kind }) => [metric, kind]));
  const metrics = [...kinds].map(([name, kind]) => summarize(name, kind, points));
  return { points, metrics, reader };
}

/** The name, the mean and the time left that the page shows first. */
function showFirst({ metrics, reader: { progress } }: ReturnType<typeof readAll>, lines: number) {
  const first = chooseMetric(metrics.map(({ summary }) => summary), null);
  const series = metrics.find(({ summary }) => summary.name === first)?.series;
  const left = progress.secondsLeft ??
    (series && secondsLeftOf(series, { ...progress, now: 1000 * LINE_S * lines })?.seconds);
  return { first, left: left ?? null };
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
    const lines = block!.split("\n"), log = lines.filter((line) => !MARKS.some((mark) => line.startsWith(mark)));
    const read = readAll(log), { points, metrics, reader } = read, shown = showFirst(read, log.length);
    const texts = points.filter(({ kind }) => kind === "metric").map(({ metric, value, step }) =>
      `${metric}=${value}@${step}`
    );
    const expected = behind("→", lines).flatMap((line) => line.split(" "));
    if (expected.length > 0) assert.deepEqual(texts, expected);
    const unread = reader.unread.map(({ name }) => name), warnings = reader.warnings.join("; ");
    for (const name of behind("unread:", lines)) assert.ok(unread.includes(name), `unread: ${unread}`);
    for (const part of behind("warned:", lines)) assert.ok(warnings.includes(part), `warnings: ${warnings}`);
    const means = metrics.map(({ summary: { name, mean } }) => `${name}=${mean}`);
    for (const mean of behind("mean:", lines)) assert.ok(means.includes(mean), `means: ${means}`);
    for (const name of behind("first:", lines)) assert.equal(shown.first, name);
    for (const count of behind("names:", lines)) assert.equal(metrics.length, Number(count));
    for (const seconds of behind("left:", lines)) assert.equal(shown.left, Number(seconds));
    assert.ok(lines.length > log.length, "the log says what it must give");
  });
}
