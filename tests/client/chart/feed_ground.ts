/**
 * A feed of one run for tests: the server gives answers that the test wrote, and the clock moves only when the test says so.
 *
 * @module
 */
import type { WireColumns, WireMetadata, WireMetrics } from "../../../lib/wire/points.ts";
import { MetricFeed } from "../../../lib/client/chart/metric_feed.ts";
import type { PollSurroundings } from "../../../lib/client/server/poll.ts";

/** A point of an answer. */
export interface Row {
  step: number;
  value: number;
  line: number;
}

/** A metrics answer in columns. */
export function answerOf(
  metrics: Record<string, Row[]>,
  metadata: Partial<WireMetadata> = {},
): WireMetrics<WireColumns> {
  const columns = Object.fromEntries(
    Object.entries(metrics).map(([name, rows]) => [name, {
      step: rows.map((row) => row.step),
      value: rows.map((row) => row.value),
      timestamp: rows.map(() => 0),
      line: rows.map((row) => row.line),
      epoch: rows.map(() => null),
      global_step: rows.map(() => null),
    }]),
  );
  const totals = Object.fromEntries(
    Object.entries(metrics).map(([name, rows]) => [name, rows.length]),
  );
  return {
    run_id: "r",
    metrics: columns,
    metadata: {
      last_updated: "",
      started_at: "",
      is_complete: false,
      status: "running",
      totals,
      next: "1.1",
      gaps: {},
      marks: 0,
      unknown: [],
      kinds: {},
      ...metadata,
    },
  };
}

/** An answer without points. */
export const nothing: WireMetrics<WireColumns> = answerOf({ loss: [] });

/** Runs `use` with a feed of one run. The server gives these answers in turn, and the clock moves only in `next()`. */
export async function withFeed(
  initial: Record<string, WireMetrics<WireColumns>>,
  answers: (Response | WireMetrics<WireColumns>)[],
  use: (tools: {
    feed: MetricFeed;
    requests: URL[];
    /** Moves the clock to the next request and waits for its answer. */
    next(): Promise<void>;
    /** Waits for the answer to a request that was made at once. */
    answered(): Promise<void>;
    waiting: (() => void)[];
  }) => Promise<void>,
): Promise<void> {
  const requests: URL[] = [];
  const waiting: (() => void)[] = [];
  await using server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, (request) => {
    requests.push(new URL(request.url));
    const answer = answers.shift();
    if (!answer) return new Response("no more answers", { status: 500 });
    return answer instanceof Response ? answer : Response.json(answer);
  });
  const surroundings: PollSurroundings = {
    schedule(task) {
      waiting.push(task);
      return () => waiting.splice(waiting.indexOf(task) >>> 0, 1);
    },
    isVisible: () => true,
    onVisibility: () => () => {},
  };
  const feed = new MetricFeed({
    experimentId: "e",
    runIds: ["r"],
    isLive: true,
    initial,
    origin: `http://127.0.0.1:${server.addr.port}`,
    surroundings,
  });
  const stop = feed.start();
  const change = async (act: () => void) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const version = feed.version.peek();
    const failing = feed.failingSince.peek();
    const check = () => {
      if (feed.version.peek() !== version || feed.failingSince.peek() !== failing) resolve();
    };
    const stops = [feed.version.subscribe(check), feed.failingSince.subscribe(check)];
    act();
    const timer = setTimeout(() => reject(new Error("the feed did not change within 5 s")), 5_000);
    await promise.finally(() => clearTimeout(timer));
    for (const each of stops) each();
    // Code that waits for the same answer runs first.
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  };
  await use({
    feed,
    requests,
    waiting,
    next: () => change(() => waiting.shift()!()),
    answered: () => change(() => {}),
  });
  stop();
}

/** Steps of a metric that the feed holds. */
export const stepsOf = (feed: MetricFeed, metric = "loss") => [
  ...feed.runs[0]!.metrics.get(metric)?.step ?? [],
];
