/**
 * What several schemas of answers are made of.
 *
 * @module
 */
import { z } from "@hono/zod-openapi";

/** A schema of a wire type. It does not compile when a field is missing on one side or has another type. */
export const schemaOf =
  <Wire>() => <Schema extends z.ZodType<Wire>>(schema: Wire extends z.output<Schema> ? Schema : never): Schema =>
    schema;

/** A number. */
export const wireNumber = z.union([z.number(), z.enum(["NaN", "Infinity", "-Infinity"])]);
/** A time. */
export const wireTime = z.iso.datetime();
/** What a metric measures. */
export const metricKind = z.enum(["metric", "throughput"]);
/** A number that may be missing. */
export const numberOrNone = z.number().nullable();

/** A point. */
export const wirePoint = z.object({
  step: z.number(),
  value: wireNumber,
  timestamp: wireTime,
  line: z.number().int(),
  epoch: numberOrNone,
  global_step: numberOrNone,
});
