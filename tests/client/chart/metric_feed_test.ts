import assert from "node:assert/strict";
import type { WireColumns, WireMetadata, WireMetrics } from "../../../lib/wire.ts";
import { createMetricFeed } from "../../../lib/client/chart/metric_feed.ts";
import { decodePoints } from "../../../lib/client/chart/metric_columns.ts";
import type { PollSurroundings } from "../../../lib/client/server/poll.ts";

interface Row {
  step: number;
  value: number;
  line: number;
}

/** A metrics answer in columns. */
function answerOf(
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
      is_complete: false,
      status: "running",
      totals,
      next: "1.1",
      gaps: {},
      kinds: {},
      ...metadata,
    },
  };
}

const nothing: WireMetrics = { run_id: "r", metrics: { loss: [] }, metadata: answerOf({ loss: [] }).metadata };

/** A feed of one run on a server that gives these answers in turn, and a clock that moves when told. */
async function withFeed(
  initial: Record<string, WireMetrics>,
  answers: (Response | WireMetrics<WireColumns>)[],
  use: (tools: {
    feed: ReturnType<typeof createMetricFeed>;
    asked: URL[];
    /** Moves the clock to the next question and waits until it is answered. */
    next(): Promise<void>;
    /** Waits until a question is answered that was asked at once. */
    answered(): Promise<void>;
    waiting: (() => void)[];
  }) => Promise<void>,
): Promise<void> {
  const asked: URL[] = [];
  const waiting: (() => void)[] = [];
  await using server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, (request) => {
    asked.push(new URL(request.url));
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
  const feed = createMetricFeed({
    experimentId: "e",
    runIds: ["r"],
    isLive: true,
    initial,
    thin: (columns) => columns,
    origin: `http://127.0.0.1:${server.addr.port}`,
    surroundings,
  });
  const stop = feed.start();
  const change = async (act: () => void) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const version = feed.version.peek();
    const failing = feed.failingSince.peek();
    const check = () => {
      if (feed.version.peek() !== version || feed.failingSince.peek() !== failing) resolve();
    };
    const stops = [feed.version.subscribe(check), feed.failingSince.subscribe(check)];
    act();
    await promise;
    for (const each of stops) each();
    // Whoever was waiting for the answer goes on first.
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  };
  await use({
    feed,
    asked,
    waiting,
    next: () => change(() => waiting.shift()!()),
    answered: () => change(() => {}),
  });
  stop();
}

const stepsOf = (feed: ReturnType<typeof createMetricFeed>, metric = "loss") => [
  ...feed.runs[0]!.metrics.get(metric)?.step ?? [],
];

Deno.test("createMetricFeed() asks for what came since the answer before", async () => {
  const answers = [
    answerOf({ loss: [{ step: 1, value: 3, line: 1 }] }, { next: "1.2" }),
    answerOf({ loss: [{ step: 2, value: 2, line: 2 }] }, { next: "1.3", totals: { loss: 2 } }),
  ];
  await withFeed({ r: nothing }, answers, async ({ feed, asked, next }) => {
    await next();
    await next();
    assert.deepEqual(stepsOf(feed), [1, 2]);
    assert.deepEqual(asked.map((url) => url.searchParams.get("after")), ["1.1", "1.2"]);
  });
});

Deno.test("createMetricFeed() asks no more when the run is complete", async () => {
  const answers = [answerOf({ loss: [] }, { is_complete: true })];
  await withFeed({ r: nothing }, answers, async ({ feed, next, waiting }) => {
    await next();
    assert.equal(feed.runs[0]!.isComplete, true);
    assert.equal(waiting.length, 0);
  });
});

Deno.test("createMetricFeed() keeps what it has and asks again when the server fails", async () => {
  const answers = [
    answerOf({ loss: [{ step: 1, value: 3, line: 1 }] }),
    new Response("no", { status: 503 }),
    answerOf({ loss: [{ step: 2, value: 2, line: 2 }] }, { totals: { loss: 2 } }),
  ];
  await withFeed({ r: nothing }, answers, async ({ feed, next }) => {
    await next();
    await next();
    assert.notEqual(feed.failingSince.value, null);
    assert.deepEqual(stepsOf(feed), [1]);
    await next();
    assert.equal(feed.failingSince.value, null);
    assert.deepEqual(stepsOf(feed), [1, 2]);
  });
});

Deno.test("createMetricFeed() keeps what it has of a deleted run and asks no more", async () => {
  const answers = [answerOf({ loss: [{ step: 1, value: 3, line: 1 }] }), new Response("gone", { status: 404 })];
  await withFeed({ r: nothing }, answers, async ({ feed, asked, next, waiting }) => {
    await next();
    await next();
    assert.equal(feed.runs[0]!.isDeleted, true);
    assert.equal(feed.failingSince.value, null);
    assert.deepEqual(stepsOf(feed), [1]);
    assert.equal(waiting.length, 0);
    feed.want("accuracy");
    feed.refresh();
    assert.equal(asked.length, 2);
  });
});

Deno.test("createMetricFeed() replaces what it has when the log was read again", async () => {
  const answers = [
    answerOf({ loss: [{ step: 1, value: 3, line: 1 }] }, { next: "1.2" }),
    answerOf({ loss: [{ step: 7, value: 9, line: 1 }] }, { next: "2.1" }),
  ];
  await withFeed({ r: nothing }, answers, async ({ feed, next }) => {
    await next();
    await next();
    assert.deepEqual(stepsOf(feed), [7]);
  });
});

Deno.test("want() asks for a metric once, and for nothing when it is held", async () => {
  const answers = [answerOf({ accuracy: [{ step: 1, value: 0.5, line: 1 }] })];
  await withFeed({ r: nothing }, answers, async ({ feed, asked, answered }) => {
    feed.want("loss");
    feed.want("accuracy");
    feed.want("accuracy");
    await answered();
    assert.deepEqual(stepsOf(feed, "accuracy"), [1]);
    feed.want("accuracy");
    assert.deepEqual(asked.map((url) => url.searchParams.get("metric_type")), ["accuracy"]);
  });
});

Deno.test("refresh() asks once more for a run that is over, and takes a new reading whole if thinned", async () => {
  const over: WireMetrics = {
    run_id: "r",
    metrics: { loss: [] },
    metadata: { ...nothing.metadata, is_complete: true },
  };
  const anew = answerOf({ rating: [{ step: 1, value: 7, line: 2 }, { step: 9, value: 8, line: 90 }] }, {
    next: "2.1",
    is_complete: true,
    totals: { rating: 5000 },
  });
  await withFeed({ r: over }, [anew], async ({ feed, asked, answered, waiting }) => {
    assert.equal(waiting.length, 0);
    feed.refresh();
    await answered();
    assert.deepEqual(asked.map((url) => url.searchParams.get("after")), ["1.1"]);
    assert.deepEqual(stepsOf(feed, "rating"), [1, 9]);
    assert.deepEqual(feed.runs[0]!.totals, { rating: 5000 });
    assert.equal(feed.runs[0]!.metrics.has("loss"), false);
    assert.equal(waiting.length, 0);
  });
});

Deno.test("add() puts a point in its place among those held, and refuses a metric that isn't held", async () => {
  const answers = [answerOf({ loss: [{ step: 1, value: 3, line: 1 }, { step: 9, value: 1, line: 9 }] })];
  await withFeed({ r: nothing }, answers, async ({ feed, next }) => {
    await next();
    const point = decodePoints([{ step: 5, value: 2, timestamp: "2026-01-28T12:00:00.000Z", line: 5, epoch: null }]);
    assert.equal(feed.add("r", "loss", point), true);
    assert.deepEqual(stepsOf(feed), [1, 5, 9]);
    assert.equal(feed.add("r", "unknown", point), false);
  });
});

Deno.test("want() doesn't end the asking for what is new when the run is over already", async () => {
  const answers = [
    answerOf({ accuracy: [{ step: 1, value: 0.5, line: 1 }] }, { is_complete: true }),
    answerOf({ loss: [{ step: 2, value: 2, line: 2 }] }, { is_complete: true, totals: { loss: 1, accuracy: 1 } }),
  ];
  await withFeed({ r: nothing }, answers, async ({ feed, answered, next, waiting }) => {
    feed.want("accuracy");
    await answered();
    await next();
    assert.deepEqual(stepsOf(feed), [2]);
    assert.equal(waiting.length, 0);
  });
});

Deno.test("wantRange() asks once for more points of a range that was thinned, and for none of what is whole", async () => {
  const thinned = answerOf({ loss: [{ step: 1, value: 3, line: 1 }, { step: 900, value: 1, line: 900 }] }, {
    totals: { loss: 900 },
  });
  const answers = [thinned, answerOf({ loss: [{ step: 5, value: 2, line: 5 }] }, { totals: { loss: 900 } })];
  await withFeed({}, answers, async ({ feed, asked, answered }) => {
    feed.want("loss");
    await answered();
    feed.wantRange("loss", { minStep: 2, maxStep: null });
    feed.wantRange("loss", { minStep: 2, maxStep: null });
    await answered();
    assert.deepEqual(stepsOf(feed), [1, 5, 900]);
    assert.deepEqual(asked.map((url) => url.searchParams.get("min_step")), [null, "2"]);
  });
  await withFeed(
    { r: nothing },
    [answerOf({ loss: [{ step: 1, value: 3, line: 1 }] })],
    async ({ feed, asked, next }) => {
      await next();
      feed.wantRange("loss", { minStep: 1, maxStep: 9 });
      assert.equal(asked.length, 1);
    },
  );
});
