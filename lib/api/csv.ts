/**
 * Writes a run's points as CSV, for the metrics route (`format=csv`) and `stdcurve export`.
 *
 * @module
 */
import type { Columns } from "../model.ts";
import { writePoints } from "./write_metrics.ts";

/** Beginnings that make a spreadsheet take a text for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** Quotes a text cell where RFC 4180 requires it, and puts `'` before one that a spreadsheet would run. Numbers need neither. */
export function quoteField(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** The first line, with the names of the columns. */
export const CSV_HEAD = "metric,step,value,timestamp,line,epoch,global_step\n";

/** The points of a metric as CSV lines, without the first line. */
export function writeCsv(name: string, columns: Columns): string {
  const field = quoteField(name);
  return writePoints(columns)
    .map(({ step, value, timestamp, line, epoch, global_step: globalStep }) =>
      `${field},${step},${value},${timestamp},${line},${epoch ?? ""},${globalStep ?? ""}\n`
    )
    .join("");
}
