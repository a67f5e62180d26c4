/**
 * A run with its marks and its points, as the signs on a chart's axis take it. Reads no store.
 *
 * @module
 */
import { startOf } from "../api/write/write_metrics.ts";
import type { Run } from "../model.ts";
import type { RunWithMarks } from "../ui/MarksSvg.tsx";

/** Puts them together. */
export const withMarks = (run: Run, { marks, plot }: Pick<RunWithMarks, "marks" | "plot">): RunWithMarks => ({
  runId: run.id,
  experimentId: run.experimentId,
  name: run.name,
  marks,
  plot,
  startMs: startOf(run),
});
