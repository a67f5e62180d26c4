/**
 * Writes a run's points as CSV, for the metrics route (`format=csv`) and `stdcurve export`.
 *
 * @module
 */
import type { Columns } from "../../model.ts";
import { quoteField } from "../../text/csv_field.ts";
import { writePoints } from "./write_metrics.ts";

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
