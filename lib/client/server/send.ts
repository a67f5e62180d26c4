/**
 * Changes that a page asks of the API: one request of JSON or bytes, and its refusal in words beside the field it is about.
 *
 * @module
 */

/** What became of a change. `field` names the parameter at fault, "" when none is. */
export type Sent<T> =
  | { ok: true; value: T }
  | { ok: false; status: number; message: string; field: string };

/** A change to send; `body` becomes JSON, an empty object when left out; a Blob goes as the bytes that it is. */
export interface Change {
  method: "POST" | "PATCH" | "DELETE";
  /** Path on this server, starting with "/". */
  path: string;
  body?: unknown;
}

/**
 * Sends a change. Never throws: a server that can't be reached is a refusal too, with status 0.
 * `T` is what the API documents for this address; nothing is checked here.
 */
export async function sendChange<T>(change: Change): Promise<Sent<T>> {
  const isBytes = change.body instanceof Blob;
  let response: Response;
  try {
    response = await fetch(change.path, {
      method: change.method,
      headers: {
        "content-type": isBytes ? "application/octet-stream" : "application/json",
        accept: "application/json",
      },
      body: isBytes ? change.body as Blob : JSON.stringify(change.body ?? {}),
    });
  } catch (error) {
    const message = `The server didn't answer (${describe(error)}). Is stdcurve still running?`;
    return { ok: false, status: 0, message, field: "" };
  }
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
