/**
 * The search in a run's log: how many lines match, and which ones are near a line. The page steps through them without asking again.
 *
 * @module
 */
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { takeTurns } from "../intake/turns.ts";
import { LOG_SEARCH_MAX_BYTES } from "../limits.ts";
import { createLineSearch, type LineSearch } from "../lines/line_search.ts";
import type { Run } from "../model.ts";
import type { Store } from "../store/store.ts";
import { blankLine } from "../text/secrets.ts";
import type { WireMatches } from "../wire/lines.ts";
import { matchesSchema } from "./schemas/line_schemas.ts";
import { answers, type ApiOptions, createRoutes, isReadOnly } from "./frame/context.ts";
import { queryOf, whole } from "./schemas/query_fields.ts";
import { runParams } from "./schemas/schemas.ts";

/** Matching lines of an answer before a line, and behind it. */
const NEAR_LINES = 500;

const matchesQuery = queryOf({
  q: z.string().openapi({
    description: "Text that the lines have, in any case; with regex an expression in RE2's syntax",
  }),
  regex: z.enum(["true", "false"]).default("false"),
  from_line: whole(0, Number.MAX_SAFE_INTEGER).optional().openapi({
    description: "The answer has the lines nearest to this one; by default nearest to the end",
  }),
});

/** Creates the route. */
export function createLogMatchRoutes({ store }: ApiOptions): OpenAPIHono {
  const routes = createRoutes();
  const route = createRoute({
    method: "get",
    path: "/experiments/{experiment_id}/runs/{run_id}/logs/matches",
    request: { params: runParams, query: matchesQuery },
    responses: answers(200, "The number of lines that match, and the numbers of those near a line", matchesSchema),
  });
  routes.openapi(route, async (c) => {
    const { experiment_id, run_id } = c.req.valid("param"), { q, regex, from_line } = c.req.valid("query");
    const matches = createLineSearch(q, { isRegex: regex === "true" });
    const run = await store.runs.getOf(experiment_id, run_id);
    const from = from_line ?? run.lastLine + 1, { signal } = c.req.raw;
    // Whoever gets the log without its secrets must not find them either.
    const search: LineSearch = isReadOnly(c) ? (text) => matches(blankLine(text)) : matches;
    c.header("cache-control", "no-cache");
    return c.json(await searchLog(store, run, { search, from, signal }));
  });
  return routes;
}

/** The lines that are searched: all, or of a very long log those around a line. */
export function chooseLines(
  { lastLine, logBytes }: Pick<Run, "lastLine" | "logBytes">,
  from: number,
): { first: number; last: number } {
  if (logBytes <= LOG_SEARCH_MAX_BYTES) return { first: 1, last: lastLine };
  const count = Math.max(1, Math.floor(lastLine * LOG_SEARCH_MAX_BYTES / logBytes));
  const first = Math.min(Math.max(1, from - Math.floor(count / 2)), Math.max(1, lastLine - count + 1));
  return { first, last: Math.min(lastLine, first + count - 1) };
}

async function searchLog(
  store: Store,
  run: Run,
  { search, from, signal }: { search: LineSearch; from: number; signal: AbortSignal },
): Promise<WireMatches> {
  const { first, last } = chooseLines(run, from), endTurn = takeTurns();
  const older: number[] = [], newer: number[] = [];
  let total = 0, before = 0;
  for await (const { line, text } of store.logs.lines(run.id, { after: first - 1, signal })) {
    if (line > last) break;
    await endTurn(text.length);
    if (!search(text)) continue;
    total++;
    if (line > from && newer.length === NEAR_LINES) continue;
    (line > from ? newer : older).push(line);
    if (older.length > NEAR_LINES) before += older.splice(0, older.length - NEAR_LINES).length;
  }
  return { total, before, lines: [...older, ...newer], first_line: first, last_line: last };
}
