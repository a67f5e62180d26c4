/**
 * `stdcurve extract`: what would be charted of a log, and nothing stored.
 *
 * @module
 */
import { writeValue } from "../api/write_metrics.ts";
import { decodeLog } from "../lines/decode.ts";
import { extractPoints } from "../intake/extract.ts";
import type { Pattern, Point } from "../model.ts";
import { checkPatterns, parsePattern } from "../points/taught/patterns.ts";
import { formatNumber } from "../text/format.ts";
import { printError } from "../host/stderr.ts";
import { nameLog, openLog } from "./files.ts";
import { openOutput, type Output } from "./output.ts";
import { alignColumns, shorten } from "./table.ts";
import { onlyWord, parseWords } from "./usage.ts";

const LINES_A_WRITE = 1000;
const SETTINGS_SHOWN = 3;

/** Shows a log's points. */
export async function extractCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseWords("extract", args, {
    json: { type: "boolean" },
    pattern: { type: "string", multiple: true },
  });
  const path = onlyWord("extract", positionals, "FILE");
  const entered = ([values.pattern ?? []].flat() as string[]).map(parsePattern);
  const patterns = checkPatterns(entered, "--pattern");
  const output = openOutput();
  try {
    const log = await decodeLog((await openLog(path)).bytes);
    await (values.json ? printPoints : printSummary)(output, log, patterns);
  } catch (error) {
    throw nameLog(path, error);
  }
  return 0;
}

async function printPoints(output: Output, log: AsyncIterable<Uint8Array>, patterns: Pattern[]): Promise<void> {
  let lines: string[] = [];
  const write = async () => {
    const text = lines.join("");
    lines = [];
    await output.print(text);
  };
  const take = ({ line, metric, value, step, epoch, kind }: Point) => {
    lines.push(JSON.stringify({ line, metric, value: writeValue(value), step, epoch, kind }) + "\n");
  };
  const paced = async function* () {
    for await (const piece of log) {
      yield piece;
      if (lines.length >= LINES_A_WRITE) await write();
      if (output.closed) return;
    }
  };
  try {
    await extractPoints(paced(), take, { patterns });
  } finally {
    await write();
  }
}

/** What the table shows of a metric. */
interface Row {
  count: number;
  first: Point;
  last: Point;
  low: number;
  high: number;
}

async function printSummary(output: Output, log: AsyncIterable<Uint8Array>, patterns: Pattern[]): Promise<void> {
  const rows = new Map<string, Row>();
  const reader = await extractPoints(log, (point) => {
    let row = rows.get(point.metric);
    if (!row) rows.set(point.metric, row = { count: 0, first: point, last: point, low: Infinity, high: -Infinity });
    row.count++;
    row.last = point;
    if (point.value < row.low) row.low = point.value;
    if (point.value > row.high) row.high = point.value;
  }, { patterns });
  const head = ["metric", "points", "first", "last", "min", "max", "steps"];
  await output.print(
    rows.size === 0
      ? "No metrics found.\n"
      : alignColumns([head, ...[...rows].map(describeRow)], { right: [1, 2, 3, 4, 5] }),
  );
  const settings = Object.entries(reader.settings);
  if (settings.length > 0) {
    const shown = settings.slice(0, SETTINGS_SHOWN).map(([name, value]) => `${name}=${shorten(value, 30)}`).join(", ");
    const rest = settings.length - SETTINGS_SHOWN;
    await output.print(`settings: ${shown}${rest > 0 ? ` and ${rest} more` : ""}\n`);
  }
  for (const warning of reader.warnings) printError(`stdcurve: ${warning}`);
}

function describeRow([name, { count, first, last, low, high }]: [string, Row]): string[] {
  return [
    shorten(name, 60),
    String(count),
    formatNumber(first.value),
    formatNumber(last.value),
    low > high ? "–" : formatNumber(low),
    low > high ? "–" : formatNumber(high),
    `${formatNumber(first.step)}–${formatNumber(last.step)}`,
  ];
}
