/**
 * Schemas of the answers about experiments. Each has exactly its type of `wire.ts`. Nothing is validated with them.
 *
 * @module
 */
import { z } from "@hono/zod-openapi";
import type { WireExperiment } from "../../wire.ts";
import type { WireExperimentPage } from "../../wire/experiments.ts";
import { schemaOf, wireNumber, wireTime } from "./answer_fields.ts";
import { runStatus } from "./answer_schemas.ts";

const experiment = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  created_at: wireTime,
  updated_at: wireTime,
  patterns: z.array(z.object({ id: z.uuid(), metric: z.string(), pattern: z.string() })),
});

/** An experiment. */
export const experimentSchema = schemaOf<WireExperiment>()(experiment.openapi("Experiment"));

const runsOf = z.object({
  total: z.number().int(),
  live: z.number().int(),
  older: z.number().int(),
  newest: z.object({ id: z.uuid(), name: z.string(), status: runStatus, reason: z.string() }).nullable(),
  last_activity: wireTime,
  spark: z.object({ metric: z.string(), values: z.array(wireNumber) }).nullable(),
});

/** A page of the list of experiments. */
export const experimentPageSchema = schemaOf<WireExperimentPage>()(
  z.object({
    experiments: z.array(experiment.extend({ runs: runsOf.optional() }).openapi("ListedExperiment")),
    cursor: z.string().nullable(),
  }),
);
