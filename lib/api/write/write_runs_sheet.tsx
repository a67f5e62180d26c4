/**
 * Writes runs as one HTML file that loads nothing: style, script and points are in it, and a policy in it allows no more than these.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { deflateRawSync } from "node:zlib";
import { renderToString } from "preact-render-to-string";
import { escapeHtml } from "../../text/html.ts";
import { showHidden } from "../../text/visible.ts";
import { RunsSheet, type RunsSheetProps, type SheetRun } from "../../ui/sheet/RunsSheet.tsx";
import { type ScriptChart, SHEET_SCRIPT } from "../../ui/sheet/sheet_script.ts";
import { SHEET_STYLES } from "../../ui/sheet/sheet_styles.ts";
import { scaleOfChart, type SheetChart } from "../../ui/sheet/SmallChart.tsx";

/** Logs of more characters than this are packed, all but their last lines. */
const PLAIN_LOGS_MAX_CHARS = 60_000, PLAIN_LINES = 5;
/** Digits of a value at the cursor. */
const VALUE_DIGITS = 5;

const hashOf = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** What differs from the number before it, as short as it can be written. */
const differences = (numbers: ArrayLike<number>): number[] =>
  Array.from(numbers, (each, at) => at === 0 ? each : Number((each - numbers[at - 1]!).toPrecision(12)));

function packChart(chart: SheetChart): ScriptChart {
  const scale = scaleOfChart(chart);
  const lines = scale ? chart.lines : [];
  return {
    low: scale?.x.low ?? 0,
    high: scale?.x.high ?? 1,
    lines: lines.map(({ run, x, value }) => ({
      run,
      x: differences(x),
      v: Array.from(value, (each) => Number.isFinite(each) ? Number(each.toPrecision(VALUE_DIGITS)) : null),
    })),
  };
}

const charsOf = (runs: readonly SheetRun[]) =>
  runs.reduce((sum, { lines }) => sum + lines.reduce((chars, { text }) => chars + text.length, 0), 0);

/** Splits the logs into what stands in the file as it is, and what its script unpacks. */
function splitLogs(runs: readonly SheetRun[]): { runs: SheetRun[]; logs: string[] } {
  const plain = charsOf(runs) > PLAIN_LOGS_MAX_CHARS ? PLAIN_LINES : Infinity;
  const split = runs.map((run) => {
    const packed = Math.max(0, run.lines.length - plain), earlier = run.lines.slice(0, packed);
    const text = earlier.map((each) => showHidden(each.text, { hasLines: true }) + "\n").join("");
    return { run: { ...run, lines: run.lines.slice(packed), packed }, text };
  });
  return { runs: split.map(({ run }) => run), logs: split.map(({ text }) => text) };
}

/** The file's text. */
export function writeRunsSheet(sheet: RunsSheetProps): string {
  const { runs, logs } = splitLogs(sheet.runs);
  const packed = deflateRawSync(JSON.stringify({ charts: sheet.charts.map(packChart), logs }), { level: 9 });
  const policy = `default-src 'none'; style-src ${hashOf(SHEET_STYLES)}; script-src ${hashOf(SHEET_SCRIPT)}; ` +
    "base-uri 'none'; form-action 'none'";
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${policy}">
<meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer">
<title>${escapeHtml(showHidden(sheet.title))} · stdcurve</title>
<style>${SHEET_STYLES}</style></head>
<body>${renderToString(<RunsSheet {...sheet} runs={runs} />)}
<script id="source" type="text/plain">${packed.toString("base64")}</script>
<script>${SHEET_SCRIPT}</script></body></html>
`;
}
