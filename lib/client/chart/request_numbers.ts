/**
 * Requests the exact numbers of metrics in a range. Loaded only where a page holds fewer points than the server. Keeps nothing.
 *
 * @module
 */
import "../first_script.ts";
import { MANY_RUNS_MAX } from "../../limits.ts";
import type { WireManyNumbers, WirePoint, WireRangeNumbers } from "../../wire.ts";
import { readJson } from "../server/read.ts";
import { decodePoints } from "./metric_columns.ts";
import type { AxisRange, ExtremePoint, RangeSummary } from "./range_summary.ts";

/**
 * The numbers of one metric of some runs, by run. A run without points in the range has a count of 0.
 *
 * @throws {ReadRefused} for an error status
 */
export async function requestNumbers(
  ids: readonly string[],
  { metric, x, minX, maxX }: AxisRange & { metric: string },
  { origin, signal }: { origin: string; signal: AbortSignal },
): Promise<Map<string, RangeSummary>> {
  const found = new Map<string, RangeSummary>();
  for (let from = 0; from < ids.length; from += MANY_RUNS_MAX) {
    const runs = ids.slice(from, from + MANY_RUNS_MAX).join();
    const query = { runs, metric_type: metric, x, min_x: minX, max_x: maxX };
    const answer = await readJson<WireManyNumbers>(`${origin}/api/metrics/numbers`, query, signal);
    for (const { run_id, metrics } of answer.runs) {
      found.set(run_id, decodeNumbers(Object.hasOwn(metrics, metric) ? metrics[metric]! : null));
    }
  }
  return found;
}

function decodeNumbers(numbers: WireRangeNumbers | null): RangeSummary {
  if (!numbers) return { count: 0, last: NaN, lastStep: NaN, min: null, max: null, mean: NaN };
  const { count, mean, last, min, max } = numbers;
  return {
    count,
    last: Number(last.value),
    lastStep: last.step,
    min: decodeExtreme(min),
    max: decodeExtreme(max),
    mean: mean ?? NaN,
  };
}

function decodeExtreme(point: WirePoint | null): ExtremePoint | null {
  return point && { value: Number(point.value), step: point.step, line: point.line, columns: decodePoints([point]) };
}
