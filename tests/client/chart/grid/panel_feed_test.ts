import assert from "node:assert/strict";
import { PanelFeed } from "../../../../lib/client/chart/grid/panel_feed.ts";
import type { PollSurroundings } from "../../../../lib/client/server/poll.ts";
import type { WireManyMetrics } from "../../../../lib/wire/points.ts";
import { waitFor } from "../../../support/wait.ts";

interface Point {
  line: number;
  value: number;
}

/** An answer about runs: their metrics' points by run. */
function answerOf(
  runs: Record<string, Record<string, Point[]>>,
  { next = "aaaaaaaaaaaa.1.1", isComplete = false, reading = 1 } = {},
): WireManyMetrics {
  return {
    x: "step",
    runs: Object.entries(runs).map(([run_id, metrics]) => ({
      run_id,
      experiment_id: "e",
      name: run_id,
      started_at: "1970-01-01T00:00:01.000Z",
      metrics: Object.fromEntries(
        Object.entries(metrics).map(([name, points]) => [name, {
          x: points.map(({ line }) => line),
          step: points.map(({ line }) => line),
          value: points.map(({ value }) => value),
          timestamp: points.map(() => 0),
          line: points.map(({ line }) => line),
          epoch: points.map(() => null),
          global_step: points.map(() => null),
        }]),
      ),
      metadata: {
        last_updated: "",
        started_at: "",
        is_complete: isComplete,
        status: isComplete ? "completed" : "running",
        totals: {},
        next: `${reading}.1`,
        gaps: {},
        kinds: {},
        marks: 0,
      },
    })),
    metadata: { next, max_points: 300, unknown_runs: [], unknown: [], left_out: [] },
  };
}

/** Runs `use` with a feed of the runs a and b. The server gives these answers in turn, and the clock moves only in `next()`. */
async function withPanels(
  answers: WireManyMetrics[],
  use: (tools: {
    feed: PanelFeed;
    requests: URLSearchParams[];
    /** Lets the polling make its next request. */
    next(): void;
    /** Lines of a metric of a run that the feed holds. */
    lines(metric: string, run?: string): number[];
    settled(what: string, isSo: () => boolean): Promise<void>;
  }) => Promise<void>,
  { isLive = false, runIds = ["a", "b"] }: { isLive?: boolean; runIds?: string[] } = {},
): Promise<void> {
  const requests: URLSearchParams[] = [], waiting: (() => void)[] = [];
  await using server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, (request) => {
    requests.push(new URL(request.url).searchParams);
    const answer = answers.shift();
    return answer ? Response.json(answer) : new Response("no more answers", { status: 500 });
  });
  const surroundings: PollSurroundings = {
    schedule(task) {
      waiting.push(task);
      return () => waiting.splice(waiting.indexOf(task) >>> 0, 1);
    },
    isVisible: () => true,
    onVisibility: () => () => {},
  };
  const origin = `http://127.0.0.1:${server.addr.port}`;
  const feed = new PanelFeed({ runIds, isLive, origin, surroundings }), stop = feed.start();
  await use({
    feed,
    requests,
    next: () => waiting.shift()!(),
    lines: (metric, run = "a") => [...feed.pointsOf(metric).peek()?.runs.get(run)?.line ?? []],
    settled: async (what, isSo) => void await waitFor(isSo, { what }),
  });
  stop();
}

const both = {
  a: { loss: [{ line: 1, value: 3 }], lr: [{ line: 1, value: 1 }] },
  b: { loss: [{ line: 5, value: 2 }] },
};

Deno.test("a feed requests all panels that come into sight together in one request", async () => {
  await withPanels([answerOf(both)], async ({ feed, requests, lines, settled }) => {
    feed.show(new Set(["loss", "lr"]));
    await settled("both metrics to be there", () => lines("loss").length > 0 && lines("lr").length > 0);
    assert.equal(requests.length, 1);
    assert.deepEqual(requests[0]!.getAll("metric_type"), ["loss", "lr"]);
    assert.equal(requests[0]!.get("runs"), "a,b");
    assert.deepEqual([lines("loss", "b"), lines("lr", "b")], [[5], []]);
    assert.equal(feed.starts.get("a"), 1000);
  });
});

Deno.test("a feed asks for fewer points of each run where many runs share a chart", async () => {
  for (const [runs, points] of [[8, "300"], [9, "150"]] as const) {
    const runIds = Array.from({ length: runs }, (_, at) => `run${at}`);
    await withPanels([answerOf(both)], async ({ feed, requests, settled }) => {
      feed.show(new Set(["loss"]));
      await settled("the answer", () => feed.pointsOf("loss").peek() !== null);
      assert.equal(requests[0]!.get("max_points"), points, `${runs} runs`);
    }, { runIds });
  }
});

Deno.test("a feed asks only for what is new in sight, and keeps what was seen", async () => {
  await withPanels([answerOf(both), answerOf({ a: { acc: [{ line: 2, value: 1 }] } })], async (tools) => {
    const { feed, requests, lines, settled } = tools;
    feed.show(new Set(["loss", "lr"]));
    await settled("the first answer", () => lines("loss").length > 0);
    feed.show(new Set(["loss", "acc"]));
    await settled("the second answer", () => lines("acc").length > 0);
    feed.show(new Set(["loss", "lr", "acc"]));
    assert.equal(requests.length, 2);
    assert.deepEqual(requests[1]!.getAll("metric_type"), ["acc"]);
  });
});

Deno.test("a feed requests the shown range of all panels in sight, and shows the earlier points until it is there", async () => {
  const range = { a: { loss: [{ line: 7, value: 1 }, { line: 8, value: 9 }] } };
  await withPanels([answerOf(both), answerOf(range)], async ({ feed, requests, lines, settled }) => {
    feed.show(new Set(["loss"]));
    await settled("the first answer", () => lines("loss").length > 0);
    feed.setRange({ x: "step", low: 6, high: 9 });
    assert.deepEqual(lines("loss"), [1]);
    await settled("the range", () => lines("loss")[0] === 7);
    assert.deepEqual([requests[1]!.get("min_x"), requests[1]!.get("max_x")], ["6", "9"]);
    assert.deepEqual(lines("loss", "b"), [], "a run without points in the range has none");
  });
});

Deno.test("a feed of live runs adds what is new, once", async () => {
  const news = answerOf({ a: { loss: [{ line: 1, value: 3 }, { line: 9, value: 1 }] } }, { next: "aaaaaaaaaaaa.1.2" });
  await withPanels([answerOf(both), news], async ({ feed, requests, lines, next, settled }) => {
    feed.show(new Set(["loss"]));
    await settled("the first answer", () => lines("loss").length > 0);
    next();
    await settled("the news", () => lines("loss").length > 1);
    assert.equal(requests[1]!.get("after"), "aaaaaaaaaaaa.1.1");
    assert.deepEqual([lines("loss"), lines("loss", "b")], [[1, 9], [5]]);
  }, { isLive: true });
});

Deno.test("a feed drops the points of an earlier reading of the log", async () => {
  const reread = answerOf({ a: { loss: [{ line: 4, value: 1 }] } }, { reading: 2 });
  await withPanels([answerOf(both), reread], async ({ feed, lines, next, settled }) => {
    feed.show(new Set(["loss"]));
    await settled("the first answer", () => lines("loss").length > 0);
    next();
    await settled("the other reading", () => lines("loss")[0] === 4);
    assert.deepEqual([lines("loss"), lines("loss", "b")], [[4], [5]]);
  }, { isLive: true });
});

Deno.test("a feed of live runs requests a panel again that was out of sight, because it may have missed something", async () => {
  await withPanels([answerOf(both), answerOf(both)], async ({ feed, requests, lines, settled }) => {
    feed.show(new Set(["loss"]));
    await settled("the first answer", () => lines("loss").length > 0);
    feed.show(new Set());
    feed.show(new Set(["loss"]));
    assert.deepEqual(lines("loss"), [1], "meanwhile it shows what it had");
    await settled("the second request", () => requests.length === 2);
    await settled("its answer", () => feed.failingSince.peek() === null);
    assert.equal(requests[1]!.get("after"), null);
  }, { isLive: true });
});

Deno.test("a feed gives up what has been out of sight for long", async () => {
  const many = Array.from({ length: 70 }, (_, at) => `m${at}`);
  const answers = many.map((name) => answerOf({ a: { [name]: [{ line: 1, value: 1 }] } }));
  await withPanels(answers, async ({ feed, lines, settled }) => {
    for (const name of many) {
      feed.show(new Set([name]));
      await settled(name, () => lines(name).length > 0);
    }
    assert.equal(many.filter((name) => lines(name).length > 0).length, 61);
    assert.deepEqual(lines("m0"), []);
  });
});

Deno.test("a feed reports that the server doesn't answer, and repeats the request", async () => {
  const answers: WireManyMetrics[] = [];
  await withPanels(answers, async ({ feed, lines, next, settled }) => {
    feed.show(new Set(["loss"]));
    await settled("the failure", () => feed.failingSince.peek() !== null);
    answers.push(answerOf(both));
    next();
    await settled("the answer", () => lines("loss").length > 0);
    assert.equal(feed.failingSince.peek(), null);
  });
});

Deno.test("a feed asks for a range of training steps too, where training and validation share a panel", async () => {
  const bySteps = { a: { loss: [{ line: 7, value: 1 }], val: [{ line: 2, value: 8 }] } };
  const byTraining = { a: { val: [{ line: 70, value: 5 }] } }, news = { a: { val: [{ line: 80, value: 4 }] } };
  const answers = [
    answerOf(both),
    answerOf(bySteps, { next: "aaaaaaaaaaaa.1.2" }),
    answerOf(byTraining, { next: "aaaaaaaaaaaa.1.3" }),
    answerOf({}),
    answerOf(news),
  ];
  await withPanels(answers, async ({ feed, requests, lines, next, settled }) => {
    feed.show(new Set(["loss", "val", "lr"]), new Set(["loss", "val"]));
    await settled("the first answer", () => lines("loss").length > 0);
    assert.equal(requests.length, 1, "one request while everything is shown");
    feed.setRange({ x: "step", low: 6, high: 90 });
    await settled("the range", () => lines("val")[0] === 70);
    assert.deepEqual(lines("loss"), [7], "a log that has no training step keeps its own");
    assert.deepEqual(requests.slice(1).map((each) => each.get("x")), ["step", "global_step"]);
    assert.deepEqual(requests[2]!.getAll("metric_type"), ["loss", "val"]);
    next();
    await settled("the news", () => lines("val").length === 2);
    assert.deepEqual(requests.slice(3).map((each) => each.get("after")), ["aaaaaaaaaaaa.1.2", "aaaaaaaaaaaa.1.2"]);
  }, { isLive: true, runIds: ["a"] });
});
