import assert from "node:assert/strict";
import { decodePoints } from "../../../lib/client/chart/metric_columns.ts";
import { MetricFeed } from "../../../lib/client/chart/metric_feed.ts";
import { answerOf, nothing, stepsOf, withFeed } from "./feed_ground.ts";

Deno.test("start() requests what is new since the previous answer", async () => {
  const answers = [
    answerOf({ loss: [{ step: 1, value: 3, line: 1 }] }, { next: "1.2" }),
    answerOf({ loss: [{ step: 2, value: 2, line: 2 }] }, { next: "1.3", totals: { loss: 2 } }),
  ];
  await withFeed({ r: nothing }, answers, async ({ feed, requests, next }) => {
    await next();
    await next();
    assert.deepEqual(stepsOf(feed), [1, 2]);
    assert.deepEqual(requests.map((url) => url.searchParams.get("after")), ["1.1", "1.2"]);
  });
});

Deno.test("start() stops requesting when the run is complete", async () => {
  const answers = [answerOf({ loss: [] }, { is_complete: true })];
  await withFeed({ r: nothing }, answers, async ({ feed, next, waiting }) => {
    await next();
    assert.equal(feed.runs[0]!.isComplete, true);
    assert.equal(waiting.length, 0);
  });
});

Deno.test("start() keeps the points and tries again when the server fails", async () => {
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

Deno.test("start() keeps the points of a deleted run and stops requesting", async () => {
  const answers = [answerOf({ loss: [{ step: 1, value: 3, line: 1 }] }), new Response("gone", { status: 404 })];
  await withFeed({ r: nothing }, answers, async ({ feed, requests, next, waiting }) => {
    await next();
    await next();
    assert.equal(feed.runs[0]!.isDeleted, true);
    assert.equal(feed.failingSince.value, null);
    assert.deepEqual(stepsOf(feed), [1]);
    assert.equal(waiting.length, 0);
    feed.want("accuracy");
    feed.refresh();
    assert.equal(requests.length, 2);
  });
});

Deno.test("start() replaces the points when the log was read again", async () => {
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

Deno.test("want() requests a metric once, and nothing when the page holds it", async () => {
  const answers = [answerOf({ accuracy: [{ step: 1, value: 0.5, line: 1 }] })];
  await withFeed({ r: nothing }, answers, async ({ feed, requests, answered }) => {
    feed.want("loss");
    feed.want("accuracy");
    feed.want("accuracy");
    await answered();
    assert.deepEqual(stepsOf(feed, "accuracy"), [1]);
    feed.want("accuracy");
    assert.deepEqual(requests.map((url) => url.searchParams.get("metric_type")), ["accuracy"]);
  });
});

Deno.test("refresh() makes one request for a complete run, and replaces everything when its log was read again", async () => {
  const over = answerOf({ loss: [] }, { is_complete: true });
  const reread = answerOf({ rating: [{ step: 1, value: 7, line: 2 }, { step: 9, value: 8, line: 90 }] }, {
    next: "2.1",
    is_complete: true,
    totals: { rating: 5000 },
  });
  await withFeed({ r: over }, [reread], async ({ feed, requests, answered, waiting }) => {
    assert.equal(waiting.length, 0);
    feed.refresh();
    await answered();
    assert.deepEqual(requests.map((url) => url.searchParams.get("after")), ["1.1"]);
    assert.deepEqual(stepsOf(feed, "rating"), [1, 9]);
    assert.deepEqual([...feed.runs[0]!.totals], [["rating", 5000]]);
    assert.equal(feed.runs[0]!.metrics.has("loss"), false);
    assert.equal(waiting.length, 0);
  });
});

Deno.test("add() adds a point in the order of lines, and returns false when the metric is not held", async () => {
  const answers = [answerOf({ loss: [{ step: 1, value: 3, line: 1 }, { step: 9, value: 1, line: 9 }] })];
  await withFeed({ r: nothing }, answers, async ({ feed, next }) => {
    await next();
    const point = decodePoints([{
      step: 5,
      value: 2,
      timestamp: "2026-01-28T12:00:00.000Z",
      line: 5,
      epoch: null,
      global_step: null,
    }]);
    assert.equal(feed.add("r", "loss", point), true);
    assert.deepEqual(stepsOf(feed), [1, 5, 9]);
    assert.equal(feed.add("r", "unknown", point), false);
  });
});

Deno.test("want() leaves the request for what is new running when its answer says that the run is complete", async () => {
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

Deno.test("wantRange() requests the points of a range once, and nothing when the page holds all points", async () => {
  const thinned = answerOf({ loss: [{ step: 1, value: 3, line: 1 }, { step: 900, value: 1, line: 900 }] }, {
    totals: { loss: 900 },
  });
  const answers = [thinned, answerOf({ loss: [{ step: 5, value: 2, line: 5 }] }, { totals: { loss: 900 } })];
  await withFeed({ r: answerOf({}) }, answers, async ({ feed, requests, answered }) => {
    feed.want("loss");
    await answered();
    feed.wantRange("loss", { x: "step", minX: 2, maxX: null });
    feed.wantRange("loss", { x: "step", minX: 2, maxX: null });
    await answered();
    assert.deepEqual(stepsOf(feed), [1, 5, 900]);
    assert.deepEqual(requests.map((url) => url.searchParams.get("min_x")), [null, "2"]);
  });
  await withFeed(
    { r: nothing },
    [answerOf({ loss: [{ step: 1, value: 3, line: 1 }] })],
    async ({ feed, requests, next }) => {
      await next();
      feed.wantRange("loss", { x: "step", minX: 1, maxX: 9 });
      assert.equal(requests.length, 1);
    },
  );
});

Deno.test("want() requests nothing when the server has no point of the metric", async () => {
  const metadata = { ...nothing.metadata, totals: { loss: 0, accuracy: 0 } };
  await withFeed({ r: { ...nothing, metadata } }, [], ({ feed, requests }) => {
    feed.want("accuracy");
    assert.deepEqual([requests.length, feed.runs[0]!.loading.size], [0, 0]);
    return Promise.resolve();
  });
});

Deno.test("start() notes the kinds of the metrics that an answer names", async () => {
  const answers = [answerOf({ it_s: [{ step: 1, value: 9, line: 1 }] }, { kinds: { it_s: "throughput" } })];
  await withFeed({ r: nothing }, answers, async ({ feed, next }) => {
    await next();
    assert.deepEqual([...feed.kinds], [["it_s", "throughput"]]);
  });
});

Deno.test("start() returns a function that stops all requests", () => {
  const waiting = new Set<() => void>();
  const feed = new MetricFeed({
    experimentId: "e",
    runIds: ["r"],
    isLive: true,
    initial: { r: nothing },
    surroundings: {
      schedule(task) {
        waiting.add(task);
        return () => waiting.delete(task);
      },
      isVisible: () => true,
      onVisibility: () => () => {},
    },
  });
  const stop = feed.start();
  assert.equal(waiting.size, 1);
  stop();
  assert.equal(waiting.size, 0);
});

Deno.test("add() counts as a change", () => {
  const feed = new MetricFeed({ experimentId: "e", runIds: ["r"], isLive: false, initial: { r: nothing } });
  const point = decodePoints([{
    step: 5,
    value: 2,
    timestamp: "2026-01-28T12:00:00.000Z",
    line: 5,
    epoch: null,
    global_step: null,
  }]);
  feed.add("r", "loss", point);
  assert.equal(feed.version.peek(), 1);
  feed.add("r", "unknown", point);
  assert.equal(feed.version.peek(), 1);
});

Deno.test("wantExact() requests exact numbers of a thinned metric, once for a version and a range", async () => {
  const point = { step: 7, value: 9, timestamp: "2026-01-01T00:00:00.000Z", line: 70, epoch: null, global_step: null };
  const numbers = () =>
    Response.json({
      runs: [{
        run_id: "r",
        metrics: { loss: { count: 50, finite: 49, mean: 2, last: point, min: null, max: point } },
      }],
      unknown_runs: [],
    });
  const answers = [
    answerOf({ loss: [{ step: 1, value: 3, line: 1 }] }, { totals: { loss: 50 }, is_complete: true }),
    numbers(),
    numbers(),
  ];
  await withFeed({ r: nothing }, answers, async ({ feed, requests, next, answered }) => {
    const whole = { x: "step", minX: null, maxX: null, smoothing: 0 } as const;
    feed.wantExact("loss", whole);
    assert.equal(requests.length, 0, "nothing is known of the run yet");
    await next();
    feed.wantExact("loss", whole);
    await answered();
    feed.wantExact("loss", whole);
    const { summary } = feed.runs[0]!.numbers.get("loss")!;
    assert.deepEqual([summary.count, summary.mean, summary.min, summary.max?.line], [50, 2, null, 70]);
    feed.wantExact("loss", { ...whole, minX: 5 });
    await answered();
    const asked = requests.slice(1).map(({ pathname, searchParams }) => [pathname, searchParams.get("min_x")]);
    assert.deepEqual(asked, [["/api/metrics/numbers", null], ["/api/metrics/numbers", "5"]]);
  });
});

Deno.test("wantExact() requests the smoothed points of a thinned metric, once for a weight and a range", async () => {
  const { run_id, metrics, metadata } = answerOf({ loss: [{ step: 1, value: 2.5, line: 1 }] });
  const many = () =>
    Response.json({
      x: "step",
      runs: [{ run_id, experiment_id: "e", name: "r", started_at: "", metrics, metadata }],
      metadata: { next: "", max_points: 1000, unknown_runs: [], unknown: [], left_out: [] },
    });
  const answers = [
    answerOf({ loss: [{ step: 1, value: 3, line: 1 }] }, { totals: { loss: 50 }, is_complete: true }),
    Response.json({ runs: [], unknown_runs: [] }),
    many(),
  ];
  await withFeed({ r: nothing }, answers, async ({ feed, requests, next, answered }) => {
    const view = { x: "step", minX: null, maxX: null, smoothing: 0.9 } as const;
    await next();
    feed.wantExact("loss", view);
    await answered();
    feed.wantExact("loss", view);
    assert.deepEqual([...feed.runs[0]!.smoothed.get("loss")!.columns.value], [2.5]);
    const asked = requests.slice(1).map(({ pathname, searchParams }) => [pathname, searchParams.get("smoothing")]);
    assert.deepEqual(asked, [["/api/metrics/numbers", null], ["/api/metrics", "0.9"]]);
  });
});

Deno.test("start() requests which metrics a run has of which the page brought no answer", async () => {
  const names = { names: ["acc", "it_s"], kinds: { acc: "metric", it_s: "throughput" } };
  await withFeed({}, [Response.json(names)], async ({ feed, requests, answered }) => {
    await answered();
    assert.deepEqual(requests.map(({ pathname, search }) => pathname + search), ["/api/metrics/names?runs=r&q=."]);
    assert.deepEqual([...feed.names], ["acc", "it_s"]);
    assert.equal(feed.kinds.get("it_s"), "throughput");
  });
});

Deno.test("a feed goes on with the runs that a feed before it holds", async () => {
  await withFeed({ r: answerOf({ loss: [{ step: 1, value: 3, line: 1 }] }) }, [], ({ feed }) => {
    const next = new MetricFeed({
      experimentId: "e",
      runIds: ["s", "r"],
      isLive: false,
      initial: {},
      known: feed.runs,
    });
    assert.equal(next.runs[1], feed.runs[0]);
    assert.equal(next.runs[0]!.metrics.size, 0);
    return Promise.resolve();
  });
});
