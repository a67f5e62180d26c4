/**
 * The routes that make a run: launching a command, and importing a log.
 *
 * @module
 */
import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { HTTPException } from "hono/http-exception";
import { InvalidInput, TooLarge } from "../errors.ts";
import { IMPORT_MAX_BYTES } from "../limits.ts";
import { describeTooLong } from "../lines/decode.ts";
import { readPublicUrl } from "../host/own_address.ts";
import { importLog } from "../runs/import.ts";
import { checkWish } from "../runs/notify_wish.ts";
import { BLANK, isBlanked } from "../text/secrets.ts";
import { runSchema } from "./schemas/answer_schemas.ts";
import { reportAct } from "./frame/acts.ts";
import { answers, type ApiOptions, createRoutes, dropUndefined, jsonBody, problemAnswer } from "./frame/context.ts";
import { keyHeader, runBody } from "./schemas/body_schemas.ts";
import { experimentParams, importQuery } from "./schemas/schemas.ts";
import { createOnce } from "./frame/once.ts";
import { lateSignalOf } from "./frame/time_limit.ts";
import { writeRun } from "./write/write_runs.ts";

const CANNOT_LAUNCH = "commands can't be launched here; start them on the machine where the training runs: " +
  "stdcurve run --kv URL -- COMMAND";
const SECRET_MISSING = `${BLANK} stands for a secret that stdcurve didn't keep; write the secret in its place`;
const IMPORTED_NAME = "imported log";

/** Creates the two routes. */
export function createNewRunRoutes(options: ApiOptions): OpenAPIHono {
  const routes = createRoutes();
  addLaunch(routes, options);
  addImport(routes, options);
  return routes;
}

function addLaunch(routes: OpenAPIHono, options: ApiOptions): void {
  const { store, launcher } = options, once = createOnce(store);
  const route = createRoute({
    method: "post",
    path: "/experiments/{experiment_id}/runs",
    request: { params: experimentParams, headers: keyHeader, ...jsonBody(runBody) },
    responses: {
      ...answers(201, "The launched run; 409 when the server has as many live runs as it may have", runSchema),
      403: problemAnswer("This server launches nothing, or not in that directory; or the token is for reading only"),
      501: problemAnswer("Commands can't be launched here"),
    },
  });
  routes.openapi(route, async (c) => {
    const { id } = await store.experiments.get(c.req.valid("param").experiment_id);
    if (!launcher) throw new HTTPException(501, { message: CANNOT_LAUNCH });
    const { command, notify: targets = [], notify_silence: silence, ...others } = c.req.valid("json");
    if (isBlanked([...command, ...Object.values(others.env ?? {})])) throw new InvalidInput("command", SECRET_MISSING);
    if (isBlanked(targets)) throw new InvalidInput("notify", SECRET_MISSING);
    const origin = readPublicUrl()?.href ?? new URL(c.req.url).origin;
    const notify = checkWish({ targets, silenceMs: silence === undefined ? null : silence * 1000, origin });
    const signal = lateSignalOf(c), asked = JSON.stringify(c.req.valid("json"));
    const make = (runId: string | undefined) =>
      launcher.launch({ experimentId: id, command, ...dropUndefined({ ...others, notify, id: runId, signal }) });
    const run = await once.run(c, asked, { make });
    await reportAct(c, options, { act: "launch", experiment_id: id, run_id: run.id, command, cwd: run.cwd });
    c.header("location", `/api/experiments/${id}/runs/${run.id}`);
    return c.json(writeRun(run), 201);
  });
}

const LOG_BODY = { "application/octet-stream": { schema: { type: "string" as const, format: "binary" } } };

function addImport(routes: OpenAPIHono, options: ApiOptions): void {
  const { store, instance, signal, onImport, checkRoom, maxImportBytes: maxBytes = IMPORT_MAX_BYTES } = options;
  const once = createOnce(store);
  const route = createRoute({
    method: "post",
    path: "/experiments/{experiment_id}/imports",
    request: {
      params: experimentParams,
      query: importQuery,
      headers: keyHeader,
      body: { required: true, content: LOG_BODY },
    },
    responses: {
      ...answers(201, "The run made of the log; 409 when the server has as many live runs as it may have", runSchema),
      413: problemAnswer("The log is longer than the server accepts, as it is sent or unpacked; nothing is stored"),
    },
  });
  routes.openapi(route, async (c) => {
    const { id } = await store.experiments.get(c.req.valid("param").experiment_id),
      length = c.req.header("content-length");
    if (Number(length ?? 0) > maxBytes) throw new TooLarge("file", describeTooLong(maxBytes));
    const make = (runId: string | undefined) => {
      checkRoom?.();
      const importing = importLog(store, c.req.raw.body ?? new Blob([]).stream(), {
        ...dropUndefined({ id: runId, signal }),
        experimentId: id,
        instance,
        maxBytes,
        name: c.req.valid("query").name ?? IMPORTED_NAME,
        // A body with a length is a file, and an incomplete file is dropped. A body without one is a stream: what arrived is kept.
        whole: length !== undefined,
      });
      onImport?.(importing);
      return importing;
    };
    const run = await once.run(c, `${new URL(c.req.url).search} ${length}`, { make });
    c.header("location", `/api/experiments/${id}/runs/${run.id}`);
    return c.json(writeRun(run), 201);
  });
}
