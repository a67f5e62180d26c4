/**
 * GET requests to the API. `send.ts` has the requests that change something.
 *
 * @module
 */
import { ownPath } from "./own_path.ts";
import { noteAnswer } from "./session_over.ts";

/** The API answered with an error status. */
export class ReadRefused extends Error {
  override name = "ReadRefused";
  /** HTTP status. */
  readonly status: number;
  /** What is wrong, as the server says it; "" where it doesn't. */
  readonly detail: string;

  constructor(path: string, status: number, detail = "") {
    super(`${path} answered with status ${status}`);
    this.status = status;
    this.detail = detail;
  }
}

/** Parameters of a query. An array repeats its parameter; null and undefined leave it out. */
export type Query = Record<string, string | number | null | undefined | readonly string[]>;

/**
 * Requests the JSON at this path of the server. `T` is its type in the API's documentation; the answer is not checked.
 *
 * @throws {ReadRefused} for an error status
 */
export async function readJson<T>(path: string, query: Query, signal: AbortSignal): Promise<T> {
  const address = path + writeQuery(query);
  const response = await fetch(ownPath(address), { headers: { accept: "application/json" }, signal });
  noteAnswer(response);
  if (!response.ok) {
    const problem: { detail?: string } | null = await response.json().catch(() => null); // a proxy's answer is none
    throw new ReadRefused(address, response.status, problem?.detail);
  }
  return await response.json() as T;
}

/** The API's path of a run. */
export function runPath(experimentId: string, runId: string): string {
  return `/api/experiments/${encodeURIComponent(experimentId)}/runs/${encodeURIComponent(runId)}`;
}

/**
 * Writes a query with its question mark; "" when it has no parameters.
 *
 * @example
 * ```ts
 * import { writeQuery } from "./read.ts";
 * writeQuery({ after_line: 7, tail: null }); // "?after_line=7"
 * ```
 */
export function writeQuery(query: Query): string {
  const written = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined) continue;
    if (typeof value === "object") value.forEach((one) => written.append(name, one));
    else written.set(name, String(value));
  }
  return written.size === 0 ? "" : `?${written}`;
}
