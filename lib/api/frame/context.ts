/**
 * What all routes of the API share: their options, and how a route describes its answers. Has no route of its own.
 *
 * @module
 */
import { OpenAPIHono, type z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Launcher } from "../../runs/launcher.ts";
import type { Leases } from "../../runs/lease.ts";
import type { Store } from "../../store/store.ts";
import type { Clock } from "../../time.ts";
import type { ReportedAct } from "./acts.ts";
import { problemSchema } from "../schemas/answer_schemas.ts";
import { describeIssue } from "./issue.ts";
import { problemResponse } from "./problem.ts";

/** What the API needs. */
export interface ApiOptions {
  store: Store;
  /** Null where commands can't be started. */
  launcher: Launcher | null;
  /** UUID of this process. It becomes the owner of the imports. */
  instance: string;
  /** Stops imports when it is aborted. Its reason becomes the reason of their runs. */
  signal?: AbortSignal;
  /** What this server has seen of the owners of runs; nothing by default. */
  leases?: Leases;
  /** This user's directory of spools and notes. Left out where there is none. */
  spoolDirectory?: string;
  /** Called with each import that begins, and each run that is being ended by hand. The server waits for it before it stops. */
  onImport?: (done: Promise<unknown>) => void;
  /** Called after each launch, cancel and deletion. */
  onAct?: (act: ReportedAct) => void;
  /** Bytes of an imported log that are accepted, packed and unpacked; `IMPORT_MAX_BYTES` by default. */
  maxImportBytes?: number;
  /** Throws Conflict when no further import may begin. */
  checkRoom?: () => void;
  /** The clock of the limits of changes in a minute. For tests. */
  clock?: Clock;
  /** Pause between two looks for changes while a stream of events is open; `CHANGE_LOOK_MS` by default. */
  changeLookMs?: number | undefined;
  /** Open streams of events; `EVENT_STREAMS_MAX` by default. */
  maxEventStreams?: number;
  /** How long a request waits for the store; `ANSWER_WITHIN_MS` by default. */
  answerWithinMs?: number;
}

/** What the routes of runs and experiments need: the options with their defaults. */
export interface RunRouteOptions extends ApiOptions {
  leases: Leases;
}

/** True for a request with the token for reading: it gets a log without the secrets in it. The app decides that and says so in `env`. */
export const isReadOnly = (c: Context): boolean => (c.env as { scope?: string } | undefined)?.scope === "read";

/** Creates a Hono app. It answers an invalid request with a problem document that names the parameter. */
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

/** Describes an answer that is a problem document. */
export const problemAnswer = (description: string): { description: string } => ({
  description,
  content: { "application/problem+json": { schema: problemSchema } },
} as { description: string });

/** Describes the answers of a route: the successful one, as JSON and perhaps as other types of text, and every problem. */
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
    400: problemAnswer("A malformed id, parameter or body; `parameter` names it"),
    401: problemAnswer("The token is missing or wrong; send it as Authorization: Bearer"),
    403: problemAnswer("The token is for reading only, or a page of another site sent this"),
    404: problemAnswer("No such experiment or run"),
    429: problemAnswer("Too many wrong tokens, or too many changes in a minute; Retry-After says when to retry"),
    503: problemAnswer("The store does not answer, or the server is busy; Retry-After says when to retry"),
    default: problemAnswer(
      "Refused: 409 not possible in this state, 413 too large, 415 neither JSON nor a log, 421 a wrong host name",
    ),
  };
}

/** Describes a body of JSON. */
export const jsonBody = <T extends z.ZodType>(schema: T) => ({
  body: { required: true, content: { "application/json": { schema } } },
});

/** The same record without its undefined fields, for options that may be missing but not undefined. */
export function dropUndefined<T extends object>(record: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>;
  };
}
