/**
 * Questions to the API, answered with its wire types. Changes are `send.ts`'s business.
 *
 * @module
 */

/** The API answered, and not with what was asked for. */
export class ReadRefused extends Error {
  override name = "ReadRefused";
  /** HTTP status. */
  readonly status: number;

  constructor(path: string, status: number) {
    super(`${path} answered with status ${status}`);
    this.status = status;
  }
}

/** Values of a query; an array repeats its parameter, null and undefined leave it out. */
export type Query = Record<string, string | number | null | undefined | readonly string[]>;

/**
 * The JSON at this path of the server. `T` is what the API documents for it; nothing is checked here.
 *
 * @throws {ReadRefused} for any status but 200
 */
export async function readJson<T>(path: string, query: Query, signal: AbortSignal): Promise<T> {
  const address = path + writeQuery(query);
  const response = await fetch(address, { headers: { accept: "application/json" }, signal });
  if (!response.ok) {
    await response.body?.cancel();
    throw new ReadRefused(address, response.status);
  }
  return await response.json() as T;
}

/** API path of a run. */
export function runPath(experimentId: string, runId: string): string {
  return `/api/experiments/${encodeURIComponent(experimentId)}/runs/${encodeURIComponent(runId)}`;
}

/**
 * A query with its question mark, "" when nothing is in it.
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
