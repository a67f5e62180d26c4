/**
 * The route that resumes a run: the command that this server's machine has started for it last runs again, and its output is appended. The
 * request names no command, so that nobody can have another one started under the run's name.
 *
 * @module
 */
import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { HTTPException } from "hono/http-exception";
import { newestCommand } from "../model.ts";
import { reportAct } from "./frame/acts.ts";
import { runSchema } from "./schemas/answer_schemas.ts";
import { keyHeader } from "./schemas/body_schemas.ts";
import { answers, type ApiOptions, createRoutes, problemAnswer } from "./frame/context.ts";
import { createOnce } from "./frame/once.ts";
import { runParams } from "./schemas/schemas.ts";
import { writeRun } from "./write/write_runs.ts";

const CANNOT_RESUME =
  "commands can't be started here; resume the run on its own machine: stdcurve run --resume RUN_ID -- COMMAND";

/** Creates the route. */
export function createResumeRoutes(options: ApiOptions): OpenAPIHono {
  const routes = createRoutes(), { store, launcher } = options, once = createOnce(store);
  const route = createRoute({
    method: "post",
    path: "/experiments/{experiment_id}/runs/{run_id}/resume",
    request: { params: runParams, headers: keyHeader },
    responses: {
      ...answers(
        200,
        "The run, which is running again; 409 while it is live, and when its machine has kept no command of it or not the whole of it",
        runSchema,
      ),
      403: problemAnswer("This server launches nothing, or not in that directory; or the token is for reading only"),
      501: problemAnswer("Commands can't be started here"),
    },
  });
  routes.openapi(route, async (c) => {
    const { experiment_id, run_id } = c.req.valid("param");
    await store.runs.getOf(experiment_id, run_id);
    if (!launcher) throw new HTTPException(501, { message: CANNOT_RESUME });
    const find = async (request: string) => {
      const run = await store.runs.get(run_id);
      return run.segments?.some((segment) => segment.request === request) ? run : null;
    };
    const run = await once.run(c, "", { make: (request) => launcher.resume(run_id, request), find });
    await reportAct(c, options, { act: "resume", experiment_id, run_id, command: newestCommand(run), cwd: run.cwd });
    return c.json(writeRun(run));
  });
  return routes;
}
