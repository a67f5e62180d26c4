/**
 * The routes of marks: what a run's log tells of the run itself, where it was started again, and the user's own notes at steps.
 *
 * @module
 */
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { RUN_MARKS_MAX, STEP_NOTE_MAX_CHARS } from "../limits.ts";
import type { Run, RunMark, RunSegment, StepNote } from "../model.ts";
import type { Store } from "../store/store.ts";
import { quoteCommand } from "../text/command_line.ts";
import { blankLine, dropEscapes } from "../text/secrets.ts";
import { formatTime } from "../time.ts";
import type { WireMark, WireMarks } from "../wire/marks.ts";
import { markSchema, marksSchema } from "./schemas/line_schemas.ts";
import { answers, type ApiOptions, createRoutes, isReadOnly, jsonBody } from "./frame/context.ts";
import { idField } from "./schemas/query_fields.ts";
import { runParams } from "./schemas/schemas.ts";
import { digestTag, isKnown, notModified, taggedResponse } from "./frame/tagged.ts";

const MARKS = "/experiments/{experiment_id}/runs/{run_id}/marks";

const noteBody = z.object({
  step: z.number().optional().openapi({
    description: "The training step at which it stands; without it, that of the line's points",
  }),
  line: z.number().int().min(1).optional().openapi({ description: "The line of the log at which it stands" }),
  text: z.string().trim().min(1).max(STEP_NOTE_MAX_CHARS),
}).strict().refine(({ step, line }) => step !== undefined || line !== undefined, {
  path: ["step"],
  message: "or line must be given: where the note stands",
});

/** Creates the routes. */
export function createMarkRoutes({ store }: ApiOptions): OpenAPIHono {
  const routes = createRoutes();
  addList(routes, store);
  addNote(routes, store);
  addRemoveNote(routes, store);
  return routes;
}

function addList(routes: OpenAPIHono, store: Store): void {
  const route = createRoute({
    method: "get",
    path: MARKS,
    request: { params: runParams },
    responses: {
      ...answers(200, "What happened to the run, in the order of its log, then the user's notes", marksSchema),
      304: { description: "Nothing changed since the answer of the given ETag" },
    },
  });
  routes.openapi(route, async (c) => {
    const { experiment_id, run_id } = c.req.valid("param"), isBlanked = isReadOnly(c);
    const run = await store.runs.getOf(experiment_id, run_id), { generation } = await store.points.version(run_id);
    const tag = await digestTag([run_id, generation, run.markCount, run.segments, run.stepNotes, isBlanked]);
    if (isKnown(c.req.raw, tag)) return notModified(c.req.raw, tag);
    const body = JSON.stringify(writeMarks(run, await store.marks.read(run_id), isBlanked));
    return taggedResponse(c.req.raw, { body, tag, headers: { "content-type": "application/json" } });
  });
}

function addNote(routes: OpenAPIHono, store: Store): void {
  const route = createRoute({
    method: "post",
    path: MARKS,
    request: { params: runParams, ...jsonBody(noteBody) },
    responses: answers(201, "The note, as a mark of the run", markSchema),
  });
  routes.openapi(route, async (c) => {
    const { experiment_id, run_id } = c.req.valid("param");
    await store.runs.getOf(experiment_id, run_id);
    const { step = null, text, line } = c.req.valid("json");
    const note = await store.marks.addNote(run_id, { step, text, ...(line === undefined ? {} : { line }) });
    return c.json(writeNote(note), 201);
  });
}

function addRemoveNote(routes: OpenAPIHono, store: Store): void {
  const route = createRoute({
    method: "delete",
    path: `${MARKS}/{note_id}`,
    request: { params: runParams.extend({ note_id: idField() }) },
    responses: answers(204, "The note is removed; what the log tells can't be"),
  });
  routes.openapi(route, async (c) => {
    const { experiment_id, run_id, note_id } = c.req.valid("param");
    await store.runs.getOf(experiment_id, run_id);
    await store.marks.removeNote(run_id, note_id);
    return c.body(null, 204);
  });
}

/** All marks of a run. `isBlanked` hides secrets in the lines. */
export function writeMarks(run: Run, marks: readonly RunMark[], isBlanked: boolean): WireMarks {
  const restarts = (run.segments ?? []).slice(1).map(toRestart);
  const ofLog = [...marks, ...restarts].sort((a, b) => a.line - b.line);
  return {
    marks: [
      ...ofLog.map(({ time, ...mark }) => ({
        ...mark,
        id: null,
        timestamp: formatTime(time),
        text: isBlanked ? blankLine(mark.text) : mark.text,
      })),
      ...(run.stepNotes ?? []).map(writeNote),
    ],
    is_cut: marks.length >= RUN_MARKS_MAX,
  };
}

/** The same for a file that may be given to others: no text has a secret, the user's own notes neither. */
export const writeBlankMarks = (run: Run, marks: readonly RunMark[]): WireMark[] =>
  writeMarks(run, marks, true).marks.map((mark) => ({ ...mark, text: blankLine(dropEscapes(mark.text)) }));

/** A run that was resumed began again in a line of its log. */
const toRestart = ({ line, startedAt, command }: RunSegment): RunMark => ({
  kind: "restart",
  line,
  step: null,
  time: startedAt,
  text: `started again: ${quoteCommand(command)}`,
});

const writeNote = ({ id, step, line = 0, text, createdAt }: StepNote): WireMark => ({
  id,
  kind: "note",
  line,
  step,
  timestamp: formatTime(createdAt),
  text,
});
