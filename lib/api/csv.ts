/**
 * Writes points as CSV, for the metrics route (`format=csv`) and `stdcurve export`.
 *
 * @module
 */
import type { Columns } from "../model.ts";
import { writePoints } from "./write_metrics.ts";

/** Quotes a CSV field where RFC 4180 requires it. */
function quoteField(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The first line, with the names of the columns. */
export const CSV_HEAD = "metric,step,value,timestamp,line,epoch\n";

/** The points of a metric as CSV lines, without the first line. */
export function writeCsv(name: string, columns: Columns): string {
  const field = quoteField(name);
  return writePoints(columns)
    .map(({ step, value, timestamp, line, epoch }) => `${field},${step},${value},${timestamp},${line},${epoch ?? ""}\n`)
    .join("");
}
