/**
 * Imports a log as the page does it.
 *
 * @module
 */
import type { TestApp } from "./app.ts";
import { WITH_TOKEN } from "./token.ts";
import { waitFor } from "./wait.ts";

/** Imports a log as a run, and waits until it is read. Resolves to the id of the run. */
export async function importRun(app: TestApp, experimentId: string, body: string): Promise<string> {
  const path = `/api/experiments/${experimentId}`;
  const headers = { "content-type": "application/octet-stream", ...WITH_TOKEN };
  const { id } = await (await fetch(`${app.origin}${path}/imports`, { method: "POST", body, headers })).json();
  const isOver = async () => (await app.call<{ status: string }>("GET", `${path}/runs/${id}`)).status === "completed";
  await waitFor(isOver, { what: `the import ${id} to end` });
  return id;
}
