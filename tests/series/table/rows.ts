/**
 * Rows for the tests of the table.
 *
 * @module
 */
import type { WireRow } from "../../../lib/wire.ts";

/** A row with these fields; a metric is its last, lowest and highest value. */
export function rowOf(
  { metrics = {}, ...fields }: Omit<Partial<WireRow>, "metrics"> & {
    metrics?: Record<string, [number, number, number]>;
  },
): WireRow {
  return {
    id: crypto.randomUUID(),
    experiment_id: "e",
    name: "run",
    status: "completed",
    reason: "",
    created_at: "2026-01-01T00:00:00.000Z",
    started_at: "2026-01-01T00:00:00.000Z",
    ended_at: "2026-01-01T00:01:00.000Z",
    last_output_at: null,
    progress: { step: null, total: null, epoch: null, epoch_total: null, rate: null, seconds_left: null },
    tags: [],
    style: 1,
    settings: {},
    is_cut: false,
    is_older: false,
    ...fields,
    metrics: Object.fromEntries(
      Object.entries(metrics).map(([name, [last, min, max]]) => [
        name,
        { last, min, max, last_step: 9, min_step: 1, max_step: 2 },
      ]),
    ),
  };
}
