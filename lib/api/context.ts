/**
 * What the routes of the API work with, and how a route is described.
 *
 * @module
 */
import { OpenAPIHono, type z } from "@hono/zod-openapi";
import type { Store } from "../store/store.ts";
import type { Launcher } from "./launcher.ts";
import { problemResponse } from "./problem.ts";
import { problemSchema } from "./schemas.ts";

/** What the API needs. */
export interface ApiOptions {
  store: Store;
  /** Null where commands can't be started. */
  launcher: Launcher | null;
  /** UUID of this process, by which its imports are its own. */
  instance: string;
}

/** A Hono app whose validation errors are problem documents that name the parameter. */
export function createRoutes(): OpenAPIHono {
  return new OpenAPIHono({
    defaultHook: (result) => {
      if (result.success) return;
      const issue = result.error.issues[0]!;
      const path = issue.code === "unrecognized_keys" ? [issue.keys[0]!] : issue.path;
      const parameter = String(path[0] ?? "body");
      const where = path.length > 1 ? `${path.join(".")}: ` : `${parameter}: `;
      return problemResponse(400, where + issue.message, parameter);
    },
  });
}

/** A problem among the responses of a route. */
const problem = (description: string): { description: string } => ({
  description,
  content: { "application/problem+json": { schema: problemSchema } },
} as { description: string });

/** Responses of a route: the one of success and the problems that any route may answer with. */
export function answers(
  status: number,
  description: string,
  schema?: z.ZodType,
): Record<number, { description: string }> {
  return {
    [status]: { description, ...(schema ? { content: { "application/json": { schema } } } : {}) },
    400: problem("A malformed id, parameter or body; `parameter` names it"),
    404: problem("No such experiment or run"),
    503: problem("The store does not answer; Retry-After says when to ask again"),
  };
}

/** A JSON body of a schema. */
export const jsonBody = <T extends z.ZodType>(schema: T) => ({
  body: { required: true, content: { "application/json": { schema } } },
});

export { problem as problemAnswer };
