/**
 * Points as CSV: the metrics route's `format=csv` and `stdcurve export`.
 *
 * @module
 */
import type { Columns } from "../model.ts";
import { writePoints } from "./write_metrics.ts";

/** Quotes a CSV field where RFC 4180 asks for it. */
function quoteField(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** First line of points as CSV. */
export const CSV_HEAD = "metric,step,value,timestamp,line,epoch\n";

/** Points of a metric as CSV lines, without the head. */
export function writeCsv(name: string, columns: Columns): string {
  const field = quoteField(name);
  return writePoints(columns)
    .map(({ step, value, timestamp, line, epoch }) => `${field},${step},${value},${timestamp},${line},${epoch ?? ""}\n`)
    .join("");
}
