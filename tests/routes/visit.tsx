/**
 * Runs a route the way Fresh does: the handler, then the page. The store is real, in memory.
 *
 * @module
 */
import { HttpError } from "fresh";
import type { ComponentType } from "preact";
import { renderToString } from "preact-render-to-string";
import type { PointBatch } from "../../lib/store/flush/flush.ts";
import type { Store } from "../../lib/store/store.ts";

/** A page's answer. */
export interface Visit {
  status: number;
  html: string;
}

/** A route module with a GET handler that loads and a page that renders. */
export interface VisitedRoute {
  handler: { GET?: unknown };
  default: unknown;
}

/** Answers as Fresh would. When the handler throws an HttpError, `html` is its message. */
export async function visit(
  route: VisitedRoute,
  path: string,
  options: { store: Store; params?: Record<string, string>; launcher?: unknown; scope?: string },
): Promise<Visit> {
  const { store, params = {}, launcher = null, scope = "full" } = options;
  const get = route.handler.GET as (context: unknown) => Promise<{ data: object; status?: number }>;
  const Page = route.default as ComponentType<{ data: object }>;
  try {
    const url = new URL(path, "http://localhost");
    const { data, status } = await get({ url, params, req: new Request(url), state: { store, launcher, scope } });
    return { status: status ?? 200, html: renderToString(<Page data={data} />) };
  } catch (error) {
    if (error instanceof HttpError) return { status: error.status, html: error.message };
    throw error;
  }
}

/** Stores a log and points of `loss` for a run, as capture does. */
export async function capture(
  store: Store,
  runId: string,
  { log, loss }: { log: string; loss: number[] },
): Promise<void> {
  const count = loss.length;
  const batch: PointBatch = {
    kind: "metric",
    step: loss.map((_, index) => index + 1),
    value: loss,
    time: new Array(count).fill(1_000),
    line: loss.map((_, index) => index + 1),
    epoch: new Array(count).fill(NaN),
    globalStep: new Array(count).fill(NaN),
  };
  await store.ingest.begin(runId, "test");
  await store.ingest.flush(runId, "test", {
    from: 0,
    log: new TextEncoder().encode(log),
    time: 1_000,
    points: new Map([["loss", batch]]),
    lines: null,
    reader: null,
  });
  store.ingest.end(runId);
}
