import assert from "node:assert/strict";
import { PanelFeed } from "../../../../lib/client/chart/grid/panel_feed.ts";
import { PanelSmoothing } from "../../../../lib/client/chart/grid/panel_smoothing.ts";
import type { PollSurroundings } from "../../../../lib/client/server/poll.ts";
import type { WireManyMetrics } from "../../../../lib/wire/points.ts";
import { waitFor } from "../../../support/wait.ts";

const RUN = "a";
/** How many points each metric has; two of each are sent. */
const TOTALS: Readonly<Record<string, number>> = { loss: 5_000, accuracy: 9_000, epoch_loss: 2 };

function answerOf(query: URLSearchParams): WireManyMetrics {
  const value = query.has("smoothing") ? [2, 3] : [1, 5], nothing = [null, null];
  const columns = {
    x: [1, 2],
    step: [1, 2],
    value,
    timestamp: [0, 0],
    line: [1, 2],
    epoch: nothing,
    global_step: nothing,
  };
  const names = query.getAll("metric_type");
  return {
    x: "step",
    runs: [{
      run_id: RUN,
      experiment_id: "e",
      name: RUN,
      started_at: "1970-01-01T00:00:01.000Z",
      metrics: Object.fromEntries(names.map((name) => [name, columns])),
      metadata: {
        last_updated: "",
        started_at: "",
        is_complete: true,
        status: "completed",
        totals: Object.fromEntries(names.map((name) => [name, TOTALS[name]!])),
        next: "1.1",
        gaps: {},
        kinds: {},
        marks: 0,
      },
    }],
    metadata: { next: "aaaaaaaaaaaa.1.1", max_points: 300, unknown_runs: [], unknown: [], left_out: [] },
  };
}

/** Runs `use` with what has these metrics in sight. `hold()` keeps the next answers back until its result is called. */
async function withSmoothing(
  use: (tools: {
    smoothing: PanelSmoothing;
    feed: PanelFeed;
    /** The requests of smoothed lines. */
    requests: URLSearchParams[];
    hold(): () => void;
  }) => Promise<void>,
): Promise<void> {
  const requests: URLSearchParams[] = [];
  let gate = Promise.resolve();
  await using server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, async (request) => {
    const query = new URL(request.url).searchParams;
    if (query.has("smoothing")) {
      requests.push(query);
      await gate;
    }
    return Response.json(answerOf(query));
  });
  const surroundings: PollSurroundings = {
    schedule: () => () => {},
    isVisible: () => true,
    onVisibility: () => () => {},
  };
  const origin = `http://127.0.0.1:${server.addr.port}`, runIds = [RUN];
  const feed = new PanelFeed({ runIds, isLive: false, origin, surroundings }), stop = feed.start();
  const smoothing = new PanelSmoothing({ runIds, feed, origin, surroundings });
  feed.show(new Set(Object.keys(TOTALS)));
  await waitFor(() => feed.pointsOf("loss").peek() !== null, { what: "the points" });
  await use({
    smoothing,
    feed,
    requests,
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return resolve;
    },
  });
  smoothing.close();
  stop();
}

const view = { x: "step", low: null, high: 7, smoothing: 0.9 } as const;
const isThere = (smoothing: PanelSmoothing, now: Parameters<PanelSmoothing["want"]>[0] = view) =>
  waitFor(() => smoothing.lineOf("loss", RUN, now) !== null, { what: "the smoothed line" });

Deno.test("want() asks the server once for the lines of all metrics that are held thinned", async () => {
  await withSmoothing(async ({ smoothing, requests }) => {
    smoothing.want(view);
    await isThere(smoothing);
    smoothing.want(view);
    assert.equal(requests.length, 1);
    const [query] = requests as [URLSearchParams];
    assert.deepEqual(query.getAll("metric_type"), ["loss", "accuracy"], "all points of epoch_loss are held");
    assert.deepEqual(["runs", "x", "max_x", "smoothing", "max_points"].map((name) => query.get(name)), [
      RUN,
      "step",
      "7",
      "0.9",
      "300",
    ]);
    assert.deepEqual([...smoothing.lineOf("accuracy", RUN, view)!.value], [2, 3]);
  });
});

Deno.test("lineOf() gives no line of another view, and none where nothing is smoothed", async () => {
  await withSmoothing(async ({ smoothing }) => {
    smoothing.want(view);
    await isThere(smoothing);
    for (const other of [{ ...view, smoothing: 0.5 }, { ...view, high: 8 }, { ...view, smoothing: 0 }]) {
      assert.equal(smoothing.lineOf("loss", RUN, other), null, JSON.stringify(other));
    }
  });
});

Deno.test("want() gives up a request when the view has changed, and asks again for new points", async () => {
  await withSmoothing(async ({ smoothing, feed, requests, hold }) => {
    const release = hold(), next = { ...view, smoothing: 0.5 };
    smoothing.want(view);
    await waitFor(() => requests.length === 1, { what: "the first request" });
    smoothing.want(next);
    release();
    await isThere(smoothing, next);
    assert.deepEqual(requests.map((query) => query.get("smoothing")), ["0.9", "0.5"]);
    const held = feed.pointsOf("loss").peek();
    feed.refresh();
    await waitFor(() => feed.pointsOf("loss").peek() !== held, { what: "new points" });
    smoothing.want(next);
    await waitFor(() => requests.length === 3, { what: "a request for the new points" });
  });
});

Deno.test("smoothed lines are asked for by training steps too, where training and validation share a panel", async () => {
  await withSmoothing(async ({ smoothing, feed, requests }) => {
    const range = { x: "step" as const, low: 1, high: 9 };
    feed.setRange(range);
    feed.show(new Set(["loss", "accuracy"]), new Set(["loss"]));
    await waitFor(() => feed.listThinned().length === 2, { what: "the points" });
    smoothing.want({ ...range, smoothing: 0.5 });
    await waitFor(() => smoothing.linesOf("accuracy").value, { what: "the lines" });
    const asked = requests.map((query) => [query.get("x"), query.getAll("metric_type").join()]);
    assert.deepEqual(asked, [["step", "loss,accuracy"], ["global_step", "loss"]]);
    smoothing.close();
  });
});
