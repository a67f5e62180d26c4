/**
 * What the routes of the API work with, and how a route is described.
 *
 * @module
 */
import { OpenAPIHono, type z } from "@hono/zod-openapi";
import type { Store } from "../store/store.ts";
import { describeIssue } from "./issue.ts";
import type { Launcher } from "../runs/launcher.ts";
import { problemResponse } from "./problem.ts";
import { problemSchema } from "./answer_schemas.ts";

/** What the API needs. */
export interface ApiOptions {
  store: Store;
  /** Null where commands can't be started. */
  launcher: Launcher | null;
  /** UUID of this process, by which its imports are its own. */
  instance: string;
  /** Ends imports that are under way: the server is being stopped. Its reason is told. */
  signal?: AbortSignal;
  /** Gets each import that begins, for whoever stops the server to wait for. */
  onImport?: (done: Promise<unknown>) => void;
  /** How long the store may take; `ANSWER_WITHIN_MS` unless given. */
  answerWithinMs?: number;
}

/** A Hono app whose validation errors are problem documents that name the parameter. */
export function createRoutes(): OpenAPIHono {
  return new OpenAPIHono({
    strict: false,
    defaultHook: (result) => {
      if (result.success) return;
      const { parameter, detail } = describeIssue(result.error.issues[0]!, { inQuery: result.target === "query" });
      return problemResponse(400, detail, parameter);
    },
  });
}

/** A problem among the responses of a route. */
const problem = (description: string): { description: string } => ({
  description,
  content: { "application/problem+json": { schema: problemSchema } },
} as { description: string });

/** Responses of a route: the one of success, as JSON and in other types of text, and the problems that any route may answer with. */
export function answers(
  status: number,
  description: string,
  schema?: z.ZodType,
  otherTypes: readonly string[] = [],
): Record<number | "default", { description: string }> {
  const text = { schema: { type: "string" as const } };
  const content = { "application/json": { schema }, ...Object.fromEntries(otherTypes.map((type) => [type, text])) };
  return {
    [status]: { description, ...(schema ? { content } : {}) },
    400: problem("A malformed id, parameter or body; `parameter` names it"),
    404: problem("No such experiment or run"),
    503: problem("The store does not answer; Retry-After says when to ask again"),
    default: problem(
      "Refused: 403 another site's page, 409 not in this state, 413 too large, 415 neither JSON nor a log",
    ),
  };
}

/** A JSON body of a schema. */
export const jsonBody = <T extends z.ZodType>(schema: T) => ({
  body: { required: true, content: { "application/json": { schema } } },
});

export { problem as problemAnswer };
