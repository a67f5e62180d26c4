/**
 * Schemas of the API's answers. They describe the answers in `/api/openapi.json`. Each has exactly its type of `wire.ts`: the compiler
 * fails when a field differs. Nothing is validated with them.
 *
 * @module
 */
import { z } from "@hono/zod-openapi";
import type {
  WireBulk,
  WireLogs,
  WireOneRun,
  WireProblem,
  WireReread,
  WireRows,
  WireRun,
  WireRunPage,
} from "../../wire.ts";
import type {
  WireColumns,
  WireManyMetrics,
  WireManyNumbers,
  WireMetrics,
  WireNearest,
  WirePoint,
} from "../../wire/points.ts";
import type { WireFoundMetrics } from "../../wire/found_metrics.ts";
import { metricKind, numberOrNone, schemaOf, wireNumber, wirePoint, wireTime } from "./answer_fields.ts";

/** Status of a run. */
export const runStatus = z.enum(["queued", "running", "completed", "failed", "cancelled"]);

const progress = z.object({
  step: numberOrNone,
  total: numberOrNone,
  epoch: numberOrNone,
  epoch_total: numberOrNone,
  rate: numberOrNone,
  seconds_left: numberOrNone,
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

/** A run. */
export const runSchema = schemaOf<WireRun>()(
  z.object({
    id: z.uuid(),
    experiment_id: z.uuid(),
    name: z.string(),
    status: runStatus,
    reason: z.string(),
    reason_line: z.number().int().nullable(),
    command: z.array(z.string()),
    cwd: z.string(),
    segments: z.array(z.object({ line: z.number().int(), started_at: wireTime, command: z.array(z.string()) })),
    created_at: wireTime,
    started_at: wireTime.nullable(),
    ended_at: wireTime.nullable(),
    exit_code: z.number().int().nullable(),
    updated_at: wireTime,
    last_output_at: wireTime.nullable(),
    imported: z.literal(true).exactOptional(),
    log_deleted_at: wireTime.optional(),
    owner: z.object({ host: z.string(), silent_since: wireTime.nullable(), not_stored_since: wireTime.nullable() })
      .nullable(),
    host: z.string(),
    metrics: z.record(
      z.string(),
      z.object({
        count: z.number(),
        last: wireNumber,
        min: wireNumber,
        max: wireNumber,
        last_step: z.number(),
        min_step: numberOrNone,
        max_step: numberOrNone,
        mean: numberOrNone,
        kind: metricKind,
      }),
    ),
    notes: z.string(),
    tags: z.array(z.string()),
    style: z.number().int(),
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

/** A run as its own route answers. */
export const oneRunSchema = schemaOf<WireOneRun>()(
  runSchema.extend({ notes_html: z.string().optional() }).openapi("OneRun"),
);

const columns = z.object({
  step: z.array(z.number()),
  value: z.array(wireNumber),
  timestamp: z.array(z.number()),
  line: z.array(z.number()),
  epoch: z.array(numberOrNone),
  global_step: z.array(numberOrNone),
});

const metadata = z.object({
  last_updated: wireTime,
  is_complete: z.boolean(),
  status: runStatus,
  totals: z.record(z.string(), z.number()),
  next: z.string(),
  gaps: z.record(z.string(), z.array(z.tuple([z.number(), z.number()]))),
  kinds: z.record(z.string(), metricKind),
  started_at: wireTime,
  marks: z.number(),
  unknown: z.array(z.string()),
});

/** A metrics answer. */
export const metricsSchema = schemaOf<WireMetrics<WirePoint[] | WireColumns>>()(
  z.object({
    run_id: z.uuid(),
    metrics: z.record(z.string(), z.union([z.array(wirePoint), columns])),
    metadata,
  }).openapi("Metrics"),
);

/** The answer of the search for metrics. */
export const foundMetricsSchema = schemaOf<WireFoundMetrics>()(
  z.object({ names: z.array(z.string()), kinds: z.record(z.string(), metricKind) }).openapi("FoundMetrics"),
);

/** The points of many runs. */
export const manyMetricsSchema = schemaOf<WireManyMetrics>()(
  z.object({
    x: z.enum(["step", "global_step", "epoch", "elapsed", "time"]),
    runs: z.array(z.object({
      run_id: z.uuid(),
      experiment_id: z.uuid(),
      name: z.string(),
      started_at: wireTime,
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

/** The points of many runs at a position. */
export const nearestSchema = schemaOf<WireNearest>()(
  z.object({
    runs: z.array(z.object({
      run_id: z.uuid(),
      metrics: z.record(z.string(), wirePoint.extend({ x: z.number() })),
    })),
    unknown_runs: z.array(z.string()),
  }).openapi("NearestPoints"),
);

/** Exact numbers of many runs. */
export const manyNumbersSchema = schemaOf<WireManyNumbers>()(
  z.object({
    runs: z.array(z.object({
      run_id: z.uuid(),
      metrics: z.record(
        z.string(),
        z.object({
          count: z.number().int(),
          finite: z.number().int(),
          mean: numberOrNone,
          last: wirePoint,
          min: wirePoint.nullable(),
          max: wirePoint.nullable(),
        }),
      ),
    })),
    unknown_runs: z.array(z.string()),
  }).openapi("ManyNumbers"),
);

/** Rows of runs. */
export const rowsSchema = schemaOf<WireRows>()(
  z.object({
    rows: z.array(z.object({
      id: z.uuid(),
      experiment_id: z.uuid(),
      name: z.string(),
      status: runStatus,
      reason: z.string(),
      created_at: wireTime,
      started_at: wireTime.nullable(),
      ended_at: wireTime.nullable(),
      last_output_at: wireTime.nullable(),
      imported: z.literal(true).exactOptional(),
      progress,
      tags: z.array(z.string()),
      style: z.number().int(),
      metrics: z.record(
        z.string(),
        z.object({
          last: wireNumber,
          last_step: numberOrNone,
          min: wireNumber,
          min_step: numberOrNone,
          max: wireNumber,
          max_step: numberOrNone,
        }),
      ),
      settings: z.record(z.string(), z.string()),
      is_cut: z.boolean(),
      is_older: z.boolean(),
    })),
    metadata: z.object({
      next: z.string(),
      is_whole: z.boolean(),
      total: z.number().int(),
      older: z.number().int(),
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
    lines: z.array(z.object({ line: z.number().int(), timestamp: wireTime, text: z.string() })),
    last_line: z.number().int(),
    is_complete: z.boolean(),
  }).openapi("Logs"),
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

/** A page of the list of runs. */
export const runPageSchema = schemaOf<WireRunPage>()(
  z.object({ runs: z.array(runSchema), cursor: z.string().nullable() }),
);
