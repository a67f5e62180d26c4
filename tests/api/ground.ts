/**
 * The API on a store in memory, for tests.
 *
 * @module
 */
import assert from "node:assert/strict";
import { createApi } from "../../lib/api/app.ts";
import type { ApiOptions } from "../../lib/api/frame/context.ts";
import type { Launcher } from "../../lib/runs/launcher.ts";
import { importLog } from "../../lib/runs/import.ts";
import { openStore, type Store } from "../../lib/store/store.ts";

/** The API on a store in memory. */
export interface Ground {
  store: Store;
  /** Any request. */
  ask(path: string, init?: RequestInit): Promise<Response>;
  get(path: string, headers?: HeadersInit): Promise<Response>;
  send(method: string, path: string, body?: unknown): Promise<Response>;
}

/** The part of a launcher that resumes runs, for tests that resume none. */
export const resumesNothing: Pick<Launcher, "resume" | "planResume"> = {
  resume: () => Promise.reject(new Error("nothing is resumed here")),
  planResume: () => Promise.resolve({ refusal: "nothing is resumed here" }),
};

/** Runs a test on an API of its own. */
export async function inApi(
  test: (ground: Ground) => Promise<void>,
  launcher: Launcher | null = null,
  options: Partial<ApiOptions> = {},
): Promise<void> {
  using store = await openStore(":memory:");
  const api = createApi({ store, launcher, instance: crypto.randomUUID(), ...options });
  await test({
    store,
    ask: async (path, init = {}) => await api.request(path, init),
    get: async (path, headers = {}) => await api.request(path, { headers }),
    send: async (method, path, body) =>
      await api.request(path, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
      }),
  });
}

/** Imports a log as a run of the experiment `e`. */
export async function importText(
  store: Store,
  text: string,
): Promise<{ path: string; id: string; experimentId: string }> {
  const { id: experimentId } = await store.experiments.getOrCreate("e");
  const pieces = ReadableStream.from([new TextEncoder().encode(text)]);
  const { id } = await importLog(store, pieces, { experimentId, name: "r", instance: crypto.randomUUID() });
  return { path: `/api/experiments/${experimentId}/runs/${id}`, id, experimentId };
}

/** Lines with a loss and a learning rate. */
export const stepLines = (count: number, from = 1) =>
  Array.from({ length: count }, (_, i) => `Step ${from + i}: loss=${1 / (from + i)}, lr=1e-4\n`).join("");

/** Asserts that the answer is a problem document of this status and names this parameter. */
export async function assertProblem(response: Response, status: number, parameter?: string): Promise<void> {
  assert.equal(response.status, status);
  assert.equal(response.headers.get("content-type"), "application/problem+json");
  const problem = await response.json();
  assert.equal(problem.status, status);
  assert.equal(problem.type, "about:blank");
  assert.ok(problem.detail.length > 10, problem.detail);
  assert.equal(problem.parameter, parameter);
}
