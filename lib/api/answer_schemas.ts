/**
 * Schemas of the API's answers. They describe the answers in `/api/openapi.json`. Each has exactly its type of `wire.ts`: the compiler
 * fails when a field differs. Nothing is validated with them.
 *
 * @module
 */
import { z } from "@hono/zod-openapi";
import type {
  WireBulk,
  WireColumns,
  WireExperiment,
  WireExperimentPage,
  WireLogs,
  WireManyMetrics,
  WireMetrics,
  WirePoint,
  WireProblem,
  WireReread,
  WireRows,
  WireRun,
  WireRunPage,
} from "../wire.ts";
import type { WireLinePoints, WirePreview } from "../wire/lines.ts";
import type { WireMark, WireMarks } from "../wire/marks.ts";

/** A schema of a wire type. It does not compile when a field is missing on one side or has another type. */
export const schemaOf =
  <Wire>() => <Schema extends z.ZodType<Wire>>(schema: Wire extends z.output<Schema> ? Schema : never): Schema =>
    schema;

const value = z.union([z.number(), z.enum(["NaN", "Infinity", "-Infinity"])]);
const time = z.iso.datetime();
const kind = z.enum(["metric", "throughput"]);
const status = z.enum(["queued", "running", "completed", "failed", "cancelled"]);
const maybe = z.number().nullable();

const progress = z.object({
  step: maybe,
  total: maybe,
  epoch: maybe,
  epoch_total: maybe,
  rate: maybe,
  seconds_left: maybe,
});

/** A problem document. */
export const problemSchema = schemaOf<WireProblem>()(
  z.object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    detail: z.string(),
    parameter: z.string().optional(),
  }).openapi("Problem"),
);

/** An experiment. */
export const experimentSchema = schemaOf<WireExperiment>()(
  z.object({
    id: z.uuid(),
    name: z.string(),
    description: z.string(),
    created_at: time,
    updated_at: time,
    patterns: z.array(z.object({ id: z.uuid(), metric: z.string(), pattern: z.string() })),
  }).openapi("Experiment"),
);

/** A run. */
export const runSchema = schemaOf<WireRun>()(
  z.object({
    id: z.uuid(),
    experiment_id: z.uuid(),
    name: z.string(),
    status,
    reason: z.string(),
    reason_line: z.number().int().nullable(),
    command: z.array(z.string()),
    cwd: z.string(),
    segments: z.array(z.object({ line: z.number().int(), started_at: time, command: z.array(z.string()) })),
    created_at: time,
    started_at: time.nullable(),
    ended_at: time.nullable(),
    exit_code: z.number().int().nullable(),
    updated_at: time,
    last_output_at: time.nullable(),
    log_deleted_at: time.optional(),
    owner: z.object({ host: z.string(), silent_since: time.nullable(), not_stored_since: time.nullable() }).nullable(),
    host: z.string(),
    metrics: z.record(
      z.string(),
      z.object({
        count: z.number(),
        last: value,
        min: value,
        max: value,
        last_step: z.number(),
        min_step: maybe,
        max_step: maybe,
        mean: maybe,
        kind,
      }),
    ),
    notes: z.string(),
    tags: z.array(z.string()),
    warnings: z.array(z.string()),
    unread: z.array(
      z.object({ name: z.string(), count: z.number().int(), line: z.number().int(), reason: z.string() }),
    ),
    settings: z.record(z.string(), z.string()),
    progress,
    last_line: z.number().int(),
    log_bytes: z.number().int(),
  }).openapi("Run"),
);

const point = z.object({
  step: z.number(),
  value,
  timestamp: time,
  line: z.number().int(),
  epoch: maybe,
  global_step: maybe,
});
const columns = z.object({
  step: z.array(z.number()),
  value: z.array(value),
  timestamp: z.array(z.number()),
  line: z.array(z.number()),
  epoch: z.array(maybe),
  global_step: z.array(maybe),
});

const metadata = z.object({
  last_updated: time,
  is_complete: z.boolean(),
  status,
  totals: z.record(z.string(), z.number()),
  next: z.string(),
  gaps: z.record(z.string(), z.array(z.tuple([z.number(), z.number()]))),
  kinds: z.record(z.string(), kind),
  marks: z.number(),
  unknown: z.array(z.string()),
});

const mark = z.object({
  id: z.uuid().nullable(),
  kind: z.enum(["nan", "traceback", "out_of_memory", "restart", "checkpoint", "early_stopping", "silence", "note"]),
  line: z.number(),
  step: maybe,
  timestamp: time,
  text: z.string(),
});

/** A mark of a run. */
export const markSchema = schemaOf<WireMark>()(mark.openapi("Mark"));
/** The marks of a run. */
export const marksSchema = schemaOf<WireMarks>()(
  z.object({ marks: z.array(mark), is_cut: z.boolean() }).openapi("Marks"),
);

/** A metrics answer. */
export const metricsSchema = schemaOf<WireMetrics<WirePoint[] | WireColumns>>()(
  z.object({
    run_id: z.uuid(),
    metrics: z.record(z.string(), z.union([z.array(point), columns])),
    metadata,
  }).openapi("Metrics"),
);

/** The points of many runs. */
export const manyMetricsSchema = schemaOf<WireManyMetrics>()(
  z.object({
    x: z.enum(["step", "global_step", "epoch", "elapsed", "time"]),
    runs: z.array(z.object({
      run_id: z.uuid(),
      experiment_id: z.uuid(),
      name: z.string(),
      started_at: time,
      metrics: z.record(z.string(), columns.extend({ x: z.array(z.number()) })),
      metadata: metadata.omit({ unknown: true }),
    })),
    metadata: z.object({
      next: z.string(),
      max_points: z.number().int(),
      unknown_runs: z.array(z.string()),
      unknown: z.array(z.string()),
      left_out: z.array(z.string()),
    }),
  }).openapi("ManyMetrics"),
);

/** Rows of runs. */
export const rowsSchema = schemaOf<WireRows>()(
  z.object({
    rows: z.array(z.object({
      id: z.uuid(),
      experiment_id: z.uuid(),
      name: z.string(),
      status,
      reason: z.string(),
      created_at: time,
      started_at: time.nullable(),
      ended_at: time.nullable(),
      last_output_at: time.nullable(),
      progress,
      tags: z.array(z.string()),
      metrics: z.record(
        z.string(),
        z.object({ last: value, last_step: maybe, min: value, min_step: maybe, max: value, max_step: maybe }),
      ),
      settings: z.record(z.string(), z.string()),
      is_cut: z.boolean(),
    })),
    metadata: z.object({
      next: z.string(),
      is_whole: z.boolean(),
      total: z.number().int(),
      checksum: z.number().int(),
      metrics: z.array(z.string()),
      settings: z.array(z.string()),
      shared: z.record(z.string(), z.string()),
      unknown_runs: z.array(z.string()),
    }),
  }).openapi("Rows"),
);

/** Lines of a log. */
export const logsSchema = schemaOf<WireLogs>()(
  z.object({
    lines: z.array(z.object({ line: z.number().int(), timestamp: time, text: z.string() })),
    last_line: z.number().int(),
    is_complete: z.boolean(),
  }).openapi("Logs"),
);

/** What a pattern would read in a log. */
export const previewSchema = schemaOf<WirePreview>()(
  z.object({
    total: z.number().int(),
    matches: z.array(
      z.object({
        line: z.number().int(),
        text: z.string(),
        metric: z.string(),
        value,
        step: z.number(),
        epoch: maybe,
      }),
    ),
  }).openapi("PatternPreview"),
);

/** The points of one line, and what each of its numbers was taken for. */
export const linePointsSchema = schemaOf<WireLinePoints>()(
  z.object({
    line: z.number().int(),
    points: z.array(point.extend({ metric: z.string() })),
    numbers: z.array(z.object({
      text: z.string(),
      start: z.number().int(),
      end: z.number().int(),
      name: z.string(),
      metric: z.string(),
      taken: z.string(),
      rule: z.string(),
      why: z.string(),
    })),
  }).openapi("LinePoints"),
);

/** The result of reading all logs of an experiment again. */
export const rereadSchema = schemaOf<WireReread>()(
  z.object({
    read: z.number().int(),
    failed: z.array(z.object({ run_id: z.uuid(), detail: z.string() })),
  }).openapi("Reread"),
);

/** The result of changing many runs. */
export const bulkSchema = schemaOf<WireBulk>()(
  z.object({
    done: z.array(z.uuid()),
    failed: z.array(z.object({ run_id: z.uuid(), status: z.number().int(), detail: z.string() })),
  }).openapi("Bulk"),
);

/** A page of the list of experiments. */
export const experimentPageSchema = schemaOf<WireExperimentPage>()(
  z.object({ experiments: z.array(experimentSchema), cursor: z.string().nullable() }),
);

/** A page of the list of runs. */
export const runPageSchema = schemaOf<WireRunPage>()(
  z.object({ runs: z.array(runSchema), cursor: z.string().nullable() }),
);
