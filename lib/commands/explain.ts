/**
 * `stdcurve extract --explain`: prints the first line of each shape in a log, and below it what each of its numbers was taken for.
 *
 * @module
 */
import { extractPoints } from "../intake/extract.ts";
import { splitLines } from "../lines/split.ts";
import type { Pattern, Point } from "../model.ts";
import { explainLine, shapeOf } from "../points/explain.ts";
import { loadPatterns } from "../points/taught/load_patterns.ts";
import { describeEncoding } from "../text/line_encoding.ts";
import type { WireLineNumber } from "../wire/lines.ts";
import type { Output } from "./output.ts";
import { shorten } from "./shorten.ts";
import { alignColumns } from "./table.ts";

/** Shapes that are explained; and numbers of one line. */
const SHAPES_MAX = 500, NUMBERS_MAX = 60;
const LINE_SHOWN_CHARS = 160;
const TEACHING = "To teach a number: press it in the run's terminal on the page, or give --pattern 'NAME=RE2'.\n";

/** The first line of a shape, and how many lines have the shape. */
interface Example {
  text: string;
  line: number;
  count: number;
  points: Point[];
}

/** Explains a log. */
export async function printExplanation(
  output: Output,
  log: AsyncIterable<Uint8Array>,
  patterns: Pattern[],
): Promise<void> {
  const examples = new Map<number, Example>();
  const numbers = new Map<number, Example[]>();
  const splitter = splitLines((text, line) => {
    const key = shapeOf(text), known = examples.get(key);
    if (known) known.count++;
    else if (examples.size < SHAPES_MAX) {
      const example = { text, line, count: 1, points: [] };
      examples.set(key, example);
      numbers.set(line, [...numbers.get(line) ?? [], example]);
    }
  });
  const watched = async function* () {
    for await (const piece of log) {
      splitter.push(piece);
      yield piece;
    }
    splitter.finish();
  };
  const { unread } = await extractPoints(watched(), (point) => {
    for (const example of numbers.get(point.line) ?? []) example.points.push(point);
  }, { patterns });
  const run = { patterns: await loadPatterns(patterns), unread };
  for (const example of examples.values()) {
    const explained = explainLine(example.text, example.points, run);
    if (explained.length > 0) await output.print(describeExample(example, explained));
  }
  for (const sentence of describeEncoding(splitter.encoding)) await output.print(`${sentence}\n`);
  await output.print(TEACHING);
}

function describeExample({ text, line, count }: Example, explained: readonly WireLineNumber[]): string {
  const rows = explained.slice(0, NUMBERS_MAX).map(({ text, taken, rule, why }) => {
    const by = rule === "" ? "" : `by: ${rule}`;
    return ["", shorten(text, 24), taken, why === "" ? by : `${why}${by === "" ? "" : ` (${by})`}`];
  });
  const rest = explained.length > NUMBERS_MAX ? `  and ${explained.length - NUMBERS_MAX} more numbers\n` : "";
  const like = count > 1 ? ` (${count} lines of this shape)` : "";
  return `line ${line}${like}: ${shorten(text.trim(), LINE_SHOWN_CHARS)}\n${
    alignColumns(rows, { right: [] })
  }${rest}\n`;
}
