/**
 * What the API's paths and queries are made of: ids, names, numbers, times, lists, and the query itself, which holds no parameter that it
 * doesn't know. `schemas.ts` has the queries.
 *
 * @module
 */
import { z } from "@hono/zod-openapi";
import { METRIC_NAME_MAX_CHARS, METRIC_NAMES_MAX, NAME_MAX_CHARS } from "../../limits.ts";
import { findNearWord } from "../../text/near_word.ts";

/** What is said of a parameter that a query doesn't have. */
function describeUnknown(keys: readonly string[], known: readonly string[]): string {
  const near = findNearWord(keys[0]!, known);
  return `is not a parameter of this address; ${
    near === null ? `it has ${known.join(", ")}` : `did you mean ${near}?`
  }`;
}

/**
 * A query. A parameter that it doesn't have is refused: left out in silence, a filter with a wrong letter would give everything.
 */
export const queryOf = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? describeUnknown(issue.keys as string[], Object.keys((issue.inst as z.ZodObject).shape))
        : undefined,
  });

/** The id of a run or an experiment. A message continues the name of the parameter: "limit must be at least 1". */
export const idField = (): z.ZodType<string, string> =>
  z.guid({ error: "must be a UUID, as the API gave it" }).toLowerCase().openapi({ format: "uuid" });
// deno-lint-ignore no-control-regex -- these are what it refuses. No flag: patterns in OpenAPI have none
const PLAIN = /^[^\u0000-\u001f\u007f-\u009f]*$/;
/** The name of a run or an experiment. */
export const nameField = z.string().trim().min(1).max(NAME_MAX_CHARS).regex(PLAIN, "must not hold control characters");

/** A whole number in a path or query, where it is a text. Refuses texts that JavaScript also converts: "0x10", "", " 1". */
export const whole = (minimum: number, maximum: number) =>
  z.string().regex(/^[-+]?\d+$/, "must be a whole number").transform(Number)
    .pipe(z.number().min(minimum).max(maximum)).openapi({ type: "integer", minimum, maximum });

/** The same with a default. */
export const wholeOr = (preset: number, minimum: number, maximum: number) =>
  whole(minimum, maximum).default(preset).openapi({ default: preset });

/** A step, which may be a fraction. */
export const stepField = z.string().regex(/^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i, "must be a number").transform(
  Number,
)
  .pipe(z.number()).openapi({ type: "number" });

/** Date, time and zone; without a zone it is UTC. A plus that became a space in the address is one again. */
const ISO_TIME = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?))?(Z|[-+ ]\d\d:?\d\d)?$/i;

/** Milliseconds since the epoch of a time in a query; NaN for any other text. */
export function parseTime(text: string): number {
  if (/^\d{1,15}(?:\.\d{1,9})?$/.test(text)) return Number(text);
  const [, date, time = "00:00", zone = "Z"] = ISO_TIME.exec(text) ?? [];
  return date === undefined ? NaN : Date.parse(`${date}T${time}${zone.toUpperCase().replace(" ", "+")}`);
}

/** A time in a query. */
export const time = () =>
  z.string().refine((text) => !Number.isNaN(parseTime(text)), {
    error: "must be a time such as 2026-01-28T12:00:00Z, or milliseconds since 1970",
  }).transform(parseTime).openapi({ type: "string" });

/** Yes or no. */
export const flag = z.enum(["true", "false"]).optional();

/** A position on an x axis. */
export const axisBound = z.string().max(40).optional();
/** What an x axis shows. */
export const xAxis = z.enum(["step", "global_step", "epoch", "elapsed", "time"]).default("step");

/** The name of a metric. */
export const metricNameField = z.string().min(1).max(METRIC_NAME_MAX_CHARS);

/** Names of metrics in a query. */
export const metricTypes = z.union([metricNameField, z.array(metricNameField).max(METRIC_NAMES_MAX)]).optional()
  .transform((
    value,
  ) => value === undefined ? undefined : [...new Set([value].flat())]).openapi({
    type: "array",
    items: { type: "string", minLength: 1, maxLength: METRIC_NAME_MAX_CHARS },
    maxItems: METRIC_NAMES_MAX,
    description:
      "Only this metric; may be repeated. A name that the reader reads as another one, such as lr, is that one",
  });

/** Texts with commas between them; may be repeated. Each once. */
export const commaList = z.union([z.string(), z.array(z.string())]).transform((value) => [
  ...new Set([value].flat().join(",").split(",").map((each) => each.trim()).filter(Boolean)),
]);

/** Ids of runs, with commas between them; may be repeated. */
export const runIdsUpTo = (most: number) =>
  commaList.pipe(z.array(idField()).min(1).max(most)).openapi({
    type: "string",
    description: `Ids of runs of any experiments, with commas between them; at most ${most}`,
  });

/** Ids in a query, with commas between them; may be repeated. */
export const someIds = (most: number, description: string) =>
  commaList.default([]).pipe(z.array(idField()).max(most)).openapi({
    type: "string",
    description: `${description}, at most ${most}`,
  });
