/**
 * Schemas of the bodies and headers of the API's requests. `schemas.ts` has those of paths and queries.
 *
 * @module
 */
import { z } from "@hono/zod-openapi";
import {
  BULK_MAX_RUNS,
  ENV_MAX_VARIABLES,
  METRIC_NAME_MAX_CHARS,
  NAME_MAX_CHARS,
  NOTES_MAX_CHARS,
  NOTIFY_SILENCE_HIGHEST_S,
  NOTIFY_SILENCE_LOWEST_S,
  NOTIFY_TARGET_MAX_CHARS,
  NOTIFY_TARGETS_MAX,
  TAGS_MAX,
} from "../../limits.ts";
import { idField, nameField } from "./query_fields.ts";

/** Body of a new experiment. */
export const experimentBody = z.object({
  name: nameField,
  description: z.string().max(NOTES_MAX_CHARS).optional(),
}).strict();

/** A pattern as a user enters it. */
export const patternBody = z.object({
  id: z.uuid().optional(),
  metric: z.string().trim().max(METRIC_NAME_MAX_CHARS).default(""),
  pattern: z.string().min(1).max(1000),
}).strict();

/** Body of a change of an experiment. */
export const experimentChange = z.object({
  name: nameField.optional(),
  description: z.string().max(NOTES_MAX_CHARS).optional(),
  patterns: z.array(patternBody).max(100).optional(),
}).strict();

/** Body of a new run. */
export const runBody = z.object({
  command: z.array(
    z.string().max(10_000).refine((word) => !word.includes("\0"), "must not hold a NUL character"),
  )
    .min(1).max(1000).refine((words) => words[0]?.trim() !== "", "must begin with a program"),
  name: nameField.optional(),
  cwd: z.string().min(1).max(4096).optional(),
  env: z.record(z.string().regex(/^[^=\0]+$/), z.string().refine((value) => !value.includes("\0")))
    .refine((env) => Object.keys(env).length <= ENV_MAX_VARIABLES, `must have at most ${ENV_MAX_VARIABLES} variables`)
    .optional(),
  tty: z.boolean().optional().openapi({
    description: "true: in a terminal of its own, 120 × 40; by default the output goes to a file",
  }),
  notify: z.array(
    z.string().trim().min(1).max(NOTIFY_TARGET_MAX_CHARS).refine(
      (text) => !text.includes("\0"),
      "must not hold a NUL character",
    ),
  ).max(NOTIFY_TARGETS_MAX).optional().openapi({
    description:
      "Whom to notify of the run's end and first NaN: addresses of webhooks, and commands. Kept on the server's machine only",
  }),
  notify_silence: z.number().min(NOTIFY_SILENCE_LOWEST_S).max(NOTIFY_SILENCE_HIGHEST_S).optional().openapi({
    description: "Seconds without output after which they are notified of that, too",
  }),
}).strict();

const tags = z.array(z.string().trim().min(1).max(NAME_MAX_CHARS)).max(TAGS_MAX);

/** Body of a change of a run. */
export const runChange = z.object({
  name: nameField.optional(),
  notes: z.string().max(NOTES_MAX_CHARS).optional(),
  tags: tags.optional(),
}).strict();

/** Body of a change of many runs. */
export const bulkBody = z.object({
  ids: z.array(idField()).min(1).max(BULK_MAX_RUNS),
  act: z.enum(["tag", "cancel", "delete", "restore"]).openapi({
    description:
      "`tag` adds and removes tags; `cancel` asks the runs to stop; what was deleted can be restored for a day",
  }),
  add_tags: tags.optional(),
  remove_tags: tags.optional(),
}).strict().refine(({ act, add_tags, remove_tags }) => (act === "tag") === Boolean(add_tags ?? remove_tags), {
  path: ["act"],
  error: "must be tag with add_tags or remove_tags, and only then",
});

/** The header of a request that a client may send again. */
export const keyHeader = z.object({
  "idempotency-key": z.string().optional().openapi({
    description:
      "Chosen by the client, new for each thing it asks for, kept for a day. The same request with the same key gives the same run",
  }),
});
