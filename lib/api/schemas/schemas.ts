/**
 * Schemas of the API's paths and queries, of the fields in `query_fields.ts`; `body_schemas.ts` has those of bodies. They validate requests, and describe them in
 * `/api/openapi.json`.
 *
 * @module
 */
import { z } from "@hono/zod-openapi";
import {
  BULK_MAX_RUNS,
  EVENT_EXPERIMENTS_MAX,
  EVENT_RUNS_MAX,
  MANY_METRICS_MAX,
  MANY_RUNS_MAX,
  MAX_POINTS_DEFAULT,
  MAX_POINTS_HIGHEST,
  MAX_POINTS_LOWEST,
  METRIC_NAME_MAX_CHARS,
  NAME_MAX_CHARS,
  ROWS_CHOSEN_MAX,
} from "../../limits.ts";
import { FILTER_MAX_CHARS } from "../../series/filter/parse_filter.ts";
import {
  axisBound,
  commaList,
  flag,
  idField,
  metricNameField,
  metricTypes,
  nameField,
  queryOf,
  runIdsUpTo,
  someIds,
  stepField,
  time,
  whole,
  wholeOr,
  xAxis,
} from "./query_fields.ts";

/** Path of an experiment. */
export const experimentParams = z.object({ experiment_id: idField() });
/** Path of a run. */
export const runParams = z.object({ experiment_id: idField(), run_id: idField() });

/** Query of one run. */
export const runQuery = queryOf({
  notes: z.literal("html").optional().openapi({ description: "`html`: with the notes as safe HTML, too" }),
});

/** Path of a line of a run's log. */
export const lineParams = runParams.extend({ line: whole(1, Number.MAX_SAFE_INTEGER) });

/** Query of a list. */
export const listQuery = queryOf({
  limit: wholeOr(100, 1, 1000).openapi({ description: "Items on a page" }),
  cursor: z.string().max(100).optional().openapi({ description: "`cursor` of the previous page" }),
});
/** Query of the list of experiments. */
export const experimentsQuery = listQuery.extend({
  q: z.string().max(NAME_MAX_CHARS).optional().openapi({
    description: "Part of the name; upper and lower case are the same",
  }),
  runs: flag.openapi({ description: "With what a list shows of the runs of each experiment" }),
});
/** Query of the list of runs. */
export const runsQuery = listQuery.extend({
  status: z.enum(["queued", "running", "completed", "failed", "cancelled"]).optional(),
  q: z.string().max(FILTER_MAX_CHARS).optional().openapi({
    description: 'Words and comparisons: `status:failed lr<0.01 val_loss<0.5 tag:baseline "warmup"`',
  }),
  sort: z.string().max(1_000).optional().openapi({
    description: "Up to three columns with commas between them, `-` before one for the reverse: `-best(val_loss),name`",
  }),
});

/** A rule: the lower bound must not be above the upper one. */
const inOrder = <Low extends string, High extends string>(low: Low, high: High) => ({
  test: (query: Partial<Record<Low | High, number | undefined>>) =>
    query[low] === undefined || query[high] === undefined || query[low] <= query[high],
  rule: { path: [low], error: `must not be greater than ${high}` },
});
const steps = inOrder("min_step", "max_step"), times = inOrder("min_time", "max_time");

/** Query of the metrics route. */
export const metricsQuery = queryOf({
  metric_type: metricTypes,
  min_step: stepField.optional().openapi({ description: "Lowest step, inclusive" }),
  max_step: stepField.optional().openapi({ description: "Highest step, inclusive" }),
  min_time: time().optional().openapi({
    description: "Earliest time, inclusive: ISO 8601, or milliseconds since 1970",
  }),
  max_time: time().optional().openapi({ description: "Latest time, inclusive" }),
  x: xAxis.openapi({ description: "The axis of `min_x` and `max_x`; elapsed is in seconds since the run began" }),
  min_x: axisBound.openapi({ description: "Lowest x, inclusive; a time in ISO 8601 or milliseconds for x=time" }),
  max_x: axisBound.openapi({ description: "Highest x, inclusive" }),
  max_points: whole(MAX_POINTS_LOWEST, MAX_POINTS_HIGHEST).optional().openapi({
    default: MAX_POINTS_DEFAULT,
    description:
      "Points a metric; thinning keeps the first, the last, and from 4 on the lowest and highest of every stretch. " +
      "CSV has every point unless this is given",
  }),
  after: z.string().max(100).optional().openapi({
    description: "`next` of an earlier answer; only newer points are sent",
  }),
  format: z.enum(["json", "columns", "csv"]).default("json"),
}).refine(steps.test, steps.rule).refine(times.test, times.rule);

/** Query of the rows of an experiment's runs. */
export const rowsQuery = queryOf({
  columns: commaList.pipe(z.array(metricNameField).max(MANY_METRICS_MAX)).optional().openapi({
    type: "string",
    description: "Names of metrics, with commas between them, which rows have in addition to those that come first",
  }),
  after: z.string().max(100).optional().openapi({
    description: "`metadata.next` of an earlier answer; only rows that have changed since are sent",
  }),
  brief: flag.openapi({ description: "Without settings and without the names of metrics and settings" }),
});
/** Query of the rows of chosen runs. */
export const chosenRowsQuery = rowsQuery.extend({ runs: runIdsUpTo(ROWS_CHOSEN_MAX) });

/** Query of the route of events. What opens the stream may add parameters of its own. */
export const eventsQuery = z.object({
  experiments: someIds(
    EVENT_EXPERIMENTS_MAX,
    "Ids of experiments with commas between them; all without this and `runs`",
  ),
  runs: someIds(EVENT_RUNS_MAX, "Ids of runs whose metrics are named, and whose experiments are watched"),
  after: z.string().max(100).optional().openapi({ description: "Id of the last event that was received" }),
});

/** Query of the route of many runs' points. */
export const manyMetricsQuery = queryOf({
  format: z.string().regex(/^columns$/, "must be columns; /api/export.csv has the points of many runs as CSV")
    .optional()
    .openapi({ description: "`columns`: the only format" }),
  runs: runIdsUpTo(MANY_RUNS_MAX),
  metric_type: metricTypes.pipe(z.array(z.string()).max(MANY_METRICS_MAX).optional()).openapi({
    type: "array",
    items: { type: "string", minLength: 1, maxLength: METRIC_NAME_MAX_CHARS },
    maxItems: MANY_METRICS_MAX,
    description: `Only this metric; may be repeated. By default the first ${MANY_METRICS_MAX} of the runs`,
  }),
  x: xAxis.openapi({
    description: "The x axis; elapsed is in seconds since the run began. Points without a number on it are left out",
  }),
  min_x: axisBound.openapi({ description: "Lowest x, inclusive; a time in ISO 8601 or milliseconds for x=time" }),
  max_x: axisBound.openapi({ description: "Highest x, inclusive" }),
  max_points: whole(MAX_POINTS_LOWEST, MAX_POINTS_HIGHEST).optional().openapi({
    default: MAX_POINTS_DEFAULT,
    description: "Points a metric of a run; fewer when there are very many, which metadata.max_points says",
  }),
  smoothing: z.string().regex(/^0?\.\d{1,6}$|^0$/, "must be a number from 0 to below 1").transform(Number).default(0)
    .openapi({
      type: "number",
      description: "Weight of earlier values, 0 to below 1: the values are averages over every point of the range",
    }),
  after: z.string().max(4_000).optional().openapi({
    description: "`metadata.next` of an earlier answer; only runs and points that are new since are sent",
  }),
});

/** Query of the route of exact numbers. */
export const numbersQuery = manyMetricsQuery.pick({ runs: true, metric_type: true, x: true, min_x: true, max_x: true });

/** Bounds of a drawn chart, pixels. */
export const CHART_WIDTHS = [200, 4000] as const, CHART_HEIGHTS = [150, 3000] as const;

/** Query of a chart as SVG. Pages that show one may add parameters, such as one that makes its address new. */
export const chartQuery = z.object({
  metric_type: metricNameField.optional().openapi({ description: "The metric; by default the loss that trains" }),
  runs: runIdsUpTo(MANY_RUNS_MAX).optional().openapi({
    type: "string",
    description:
      "Ids of the runs to draw, with commas between them; the run of the address comes first if it is not among them",
  }),
  width: wholeOr(800, ...CHART_WIDTHS).openapi({ description: "Pixels" }),
  height: wholeOr(400, ...CHART_HEIGHTS).openapi({ description: "Pixels" }),
  theme: z.enum(["light", "dark", "auto"]).default("auto").openapi({ description: "auto: as the reader's system" }),
  x: xAxis.openapi({
    description: "The x axis; elapsed is from the run's start",
  }),
  y: z.enum(["linear", "log"]).default("linear"),
  smooth: manyMetricsQuery.shape.smoothing,
  clip: z.enum(["0", "1"]).default("0").openapi({ description: "1: leaves outliers outside of the y axis" }),
  min_x: axisBound.openapi({ description: "Lowest x, inclusive; a time in ISO 8601 or milliseconds for x=time" }),
  max_x: axisBound.openapi({ description: "Highest x, inclusive" }),
  token: z.string().max(512).optional().openapi({
    description: "The read-only token, where reading needs one and no header can be sent",
  }),
});

/** Query of the tidy table: of some runs, or of an experiment. */
export const exportQuery = queryOf({
  runs: runIdsUpTo(BULK_MAX_RUNS).optional(),
  experiment: idField().optional().openapi({ description: "Instead: all runs of this experiment, the oldest first" }),
  metric_type: metricTypes,
}).refine(({ runs, experiment }) => (runs === undefined) !== (experiment === undefined), {
  path: ["runs"],
  error: "or experiment must be given, and not both",
});

/** Query of the file of runs: of some runs, or of an experiment. */
export const sheetQuery = queryOf({
  runs: runIdsUpTo(MANY_RUNS_MAX).optional(),
  experiment: idField().optional().openapi({
    description: `Instead: all runs of this experiment, the oldest first; at most ${MANY_RUNS_MAX}`,
  }),
}).refine(({ runs, experiment }) => (runs === undefined) !== (experiment === undefined), {
  path: ["runs"],
  error: "or experiment must be given, and not both",
});

/** Query of the logs route. */
export const logsQuery = queryOf({
  after_line: whole(0, Number.MAX_SAFE_INTEGER).optional().openapi({
    default: 0,
    description: "Only lines after this one",
  }),
  limit: wholeOr(1000, 1, 10_000).openapi({ description: "Most lines of the answer" }),
  tail: whole(1, 10_000).optional().openapi({
    description: "Instead, so many of the last lines; not together with after_line",
  }),
  format: z.enum(["json", "text"]).default("json").openapi({ description: "text: the whole log, byte for byte" }),
}).refine(({ after_line, tail }) => !after_line || tail === undefined, {
  path: ["tail"],
  error: "must not be given together with after_line",
});

/** Query of a cancel. */
export const cancelQuery = queryOf({
  force: z.enum(["true", "false"]).optional().openapi({
    description: "true: end a run that nobody owns, because its owner is silent",
  }),
});

/** Query of a deletion. */
export const deleteQuery = queryOf({
  forever: z.enum(["true", "false"]).optional().openapi({
    description: "true: delete it at once, so that it can't be restored",
  }),
});

/** Query of an import. */
export const importQuery = queryOf({ name: nameField.optional() });
