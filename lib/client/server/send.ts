/**
 * Requests that change something through the API. An error comes back as a message and the field that it is about.
 *
 * @module
 */
import { ownPath } from "./own_path.ts";
import { noteAnswer } from "./session_over.ts";

/** The result of a change. `field` names the wrong parameter; "" when the error is about none. */
export type Sent<T> =
  | { ok: true; value: T }
  | { ok: false; status: number; message: string; field: string };

/** A change to send. `body` becomes JSON, by default an empty object; a Blob is sent as bytes. */
export interface Change {
  method: "POST" | "PATCH" | "DELETE";
  /** Path on this server, starting with "/". */
  path: string;
  body?: unknown;
  /** The same when the same change is sent again, so that it happens once. */
  key?: string;
}

/** A new key for a change. `crypto.randomUUID` is missing where a page was loaded over plain http from another machine. */
export const makeKey = (): string => [...crypto.getRandomValues(new Uint8Array(16))].join("-");

/**
 * Sends a change. Never throws: when the server can't be reached, the result has status 0.
 * `T` is the answer's type in the API's documentation; the answer is not checked.
 */
export async function sendChange<T>(change: Change): Promise<Sent<T>> {
  const isBytes = change.body instanceof Blob;
  let response: Response;
  try {
    response = await fetch(ownPath(change.path), {
      method: change.method,
      headers: {
        "content-type": isBytes ? "application/octet-stream" : "application/json",
        accept: "application/json",
        ...(change.key === undefined ? {} : { "idempotency-key": change.key }),
      },
      body: isBytes ? change.body as Blob : JSON.stringify(change.body ?? {}),
    });
  } catch (error) {
    const message = `The server didn't answer (${describe(error)}). Is stdcurve still running?`;
    return { ok: false, status: 0, message, field: "" };
  }
  noteAnswer(response, { isChange: true });
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return { ok: true, value: body as T };
  return { ok: false, status: response.status, ...readProblem(body, response) };
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Message and field of an RFC 9457 problem document. */
function readProblem(body: unknown, response: Response): { message: string; field: string } {
  const problem: Record<string, unknown> = typeof body === "object" && body !== null ? { ...body } : {};
  const texts = [problem.detail, problem.title, response.statusText];
  const message = texts.find((text) => typeof text === "string" && text !== "");
  const fields = [problem.field, problem.parameter];
  const field = fields.find((name) => typeof name === "string");
  return { message: String(message ?? `Status ${response.status}`), field: String(field ?? "") };
}
