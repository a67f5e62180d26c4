/**
 * `stdcurve extract`: prints the points that stdcurve reads from a log. Stores nothing.
 *
 * @module
 */
import { Command } from "commander";
import { writeValue } from "../api/write/write_metrics.ts";
import { printError } from "../host/stderr.ts";
import { extractPoints } from "../intake/extract.ts";
import { decodeLog } from "../lines/decode.ts";
import type { Pattern, Point } from "../model.ts";
import { checkPatterns, parsePattern } from "../points/taught/patterns.ts";
import { formatNumber } from "../text/format.ts";
import { escapeHidden } from "../text/visible.ts";
import { nameLog, openLogFile } from "./files.ts";
import { describeExamples } from "./options.ts";
import { printExplanation } from "./explain.ts";
import { openOutput, type Output } from "./output.ts";
import { shorten } from "./shorten.ts";
import { alignColumns } from "./table.ts";

/** Number of lines that `--json` writes at once. */
const WRITE_LINES = 1000;
/** Names that are not charted and are shown. */
const UNREAD_SHOWN = 5;
const SETTINGS_SHOWN = 3;

interface ExtractValues {
  json?: true;
  explain?: true;
  pattern?: string[];
}

/** Declares the command. */
export const declareExtract = (): Command =>
  new Command("extract")
    .summary("print the points of a log, store nothing")
    .description("Prints a table of the metrics that stdcurve reads from a log. Stores nothing.")
    .argument("<FILE>", "the log; - for stdin")
    .option("--json", "print each point as one JSON object per line")
    .option("--explain", "say of each number what it was taken for and by which rule, once for each shape of line")
    .option(
      "--pattern <RE2>",
      "a regular expression for more points, with the named group value and, if needed, step, epoch and metric; may be repeated",
      (text: string, earlier: string[] = []) => [...earlier, text],
    )
    .addHelpText(
      "after",
      describeExamples(
        "stdcurve extract --json train.log",
        "stdcurve extract --explain train.log",
        "stdcurve extract --pattern 'zorp=zorp<(?P<value>[0-9.]+)>' train.log",
      ),
    )
    .action(extractLog);

async function extractLog(path: string, { json, explain, pattern = [] }: ExtractValues): Promise<void> {
  const patterns = checkPatterns(pattern.map(parsePattern), "--pattern");
  const { bytes } = await openLogFile(path), output = openOutput();
  try {
    const log = await decodeLog(bytes);
    await (explain ? printExplanation : json ? printPoints : printSummary)(output, log, patterns);
  } catch (error) {
    throw nameLog(path, error);
  }
}

async function printPoints(output: Output, log: AsyncIterable<Uint8Array>, patterns: Pattern[]): Promise<void> {
  let lines: string[] = [];
  const write = async () => {
    const text = lines.join("");
    lines = [];
    await output.print(text);
  };
  const add = ({ line, metric, value, step, epoch, globalStep, kind }: Point) => {
    const point = { line, metric, value: writeValue(value), step, epoch, global_step: globalStep, kind };
    lines.push(escapeHidden(JSON.stringify(point)) + "\n");
  };
  const paced = async function* () {
    for await (const piece of log) {
      yield piece;
      if (lines.length >= WRITE_LINES) await write();
      if (output.closed) return;
    }
  };
  try {
    await extractPoints(paced(), add, { patterns });
  } finally {
    await write();
  }
}

/** What the table shows of one metric. */
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
  const unread = reader.unread.slice(0, UNREAD_SHOWN).map(({ name, reason }) => `${shorten(name, 30)} (${reason})`);
  if (unread.length > 0) await output.print(`not charted: ${unread.join(", ")}\n`);
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
