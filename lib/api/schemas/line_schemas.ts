/**
 * Schemas of the answers about single lines and marks. Each has exactly its type of `wire/`: the compiler fails when a field differs.
 *
 * @module
 */
import { z } from "@hono/zod-openapi";
import type { WireLinePoints, WireMatches, WirePreview } from "../../wire/lines.ts";
import type { WireMark, WireMarks } from "../../wire/marks.ts";
import { numberOrNone, schemaOf, wireNumber, wirePoint, wireTime } from "./answer_fields.ts";

/** What a pattern would read in a log. */
export const previewSchema = schemaOf<WirePreview>()(
  z.object({
    total: z.number().int(),
    matches: z.array(
      z.object({
        line: z.number().int(),
        text: z.string(),
        metric: z.string(),
        value: wireNumber,
        step: z.number(),
        epoch: numberOrNone,
      }),
    ),
  }).openapi("PatternPreview"),
);

/** The points of one line, and what each of its numbers was taken for. */
export const linePointsSchema = schemaOf<WireLinePoints>()(
  z.object({
    line: z.number().int(),
    points: z.array(wirePoint.extend({ metric: z.string() })),
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

/** What a search in a log found. */
export const matchesSchema = schemaOf<WireMatches>()(
  z.object({
    total: z.number(),
    before: z.number(),
    lines: z.array(z.number()),
    first_line: z.number(),
    last_line: z.number(),
  }).openapi("Matches"),
);

const mark = z.object({
  id: z.uuid().nullable(),
  kind: z.enum(["nan", "traceback", "out_of_memory", "restart", "checkpoint", "early_stopping", "silence", "note"]),
  line: z.number(),
  step: numberOrNone,
  timestamp: wireTime,
  text: z.string(),
});

/** A mark of a run. */
export const markSchema = schemaOf<WireMark>()(mark.openapi("Mark"));
/** The marks of a run. */
export const marksSchema = schemaOf<WireMarks>()(
  z.object({ marks: z.array(mark), is_cut: z.boolean() }).openapi("Marks"),
);
