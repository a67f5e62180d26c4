import assert from "node:assert/strict";
import { deletedRuns } from "../../../lib/client/server/deleted_runs.ts";
import { createLogFeed } from "../../../lib/client/terminal/log_feed.ts";
import type { WireLogs } from "../../../lib/wire.ts";
import type { PollSurroundings } from "../../../lib/client/server/poll.ts";

/** A server of this log, which a test may change, and a feed that holds its last line. */
async function withFeed(
  log: string[],
  use: (tools: {
    feed: ReturnType<typeof createLogFeed>;
    asked: string[];
    end(): void;
    /** Deletes the run. */
    remove(): void;
    /** Acts, and waits for what the server answers to it. */
    answered(act: () => void): Promise<void>;
    /** Moves the clock to the next question. */
    tick(): void;
    waiting: (() => void)[];
  }) => Promise<void>,
): Promise<void> {
  const asked: string[] = [];
  const waiting: (() => void)[] = [];
  let isComplete = false;
  let isDeleted = false;
  await using server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, (request) => {
    const { search, searchParams } = new URL(request.url);
    asked.push(search);
    if (isDeleted) return new Response(null, { status: 404 });
    const after = Number(searchParams.get("after_line"));
    const lines = log.map((text, at) => ({ line: at + 1, timestamp: "2026-01-28T12:00:00Z", text }))
      .slice(after, after + Number(searchParams.get("limit")));
    const answer: WireLogs = { lines, last_line: log.length, is_complete: isComplete };
    return Response.json(answer);
  });
  const surroundings: PollSurroundings = {
    schedule(task) {
      waiting.push(task);
      return () => waiting.splice(waiting.indexOf(task) >>> 0, 1);
    },
    isVisible: () => true,
    onVisibility: () => () => {},
  };
  const feed = createLogFeed({
    experimentId: "e",
    runId: "r",
    isLive: true,
    initialLines: [{ line: log.length, text: log.at(-1)! }],
    lastLine: log.length,
    origin: `http://127.0.0.1:${server.addr.port}`,
    surroundings,
  });
  const stop = feed.start();
  await use({
    feed,
    asked,
    waiting,
    end: () => isComplete = true,
    remove: () => isDeleted = true,
    tick: () => waiting.shift()!(),
    async answered(act) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const before = feed.version.peek();
      const stops = [
        feed.version.subscribe((version) => version !== before && resolve()),
        feed.isLive.subscribe((isLive) => !isLive && resolve()),
      ];
      act();
      await promise;
      for (const each of stops) each();
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    },
  });
  stop();
}

Deno.test("createLogFeed() replaces a redrawn last line and adds new lines", async () => {
  const log = ["start", "50%"];
  await withFeed(log, async ({ feed, asked, answered, tick }) => {
    log.splice(1, 1, "100%", "done");
    await answered(tick);
    assert.deepEqual([...feed.store.texts], [[2, "100%"], [3, "done"]]);
    assert.equal(feed.store.lastLine, 3);
    assert.match(asked[0]!, /after_line=1/);
  });
});

Deno.test("createLogFeed() stops polling when the log is complete", async () => {
  await withFeed(["only"], async ({ feed, answered, tick, end, waiting }) => {
    end();
    await answered(tick);
    assert.equal(feed.isLive.value, false);
    assert.equal(waiting.length, 0);
  });
});

Deno.test("createLogFeed() stops polling when the run was deleted, and reports no failure", async () => {
  await withFeed(["first", "last"], async ({ feed, asked, answered, tick, remove, waiting }) => {
    remove();
    await answered(tick);
    assert.deepEqual([feed.isLive.value, feed.isFailing.value, waiting.length], [false, false, 0]);
    feed.want([{ first: 1, last: 1 }]);
    assert.equal(asked.length, 1);
    assert.equal(deletedRuns.value.has("r"), true);
    deletedRuns.value = new Set();
  });
});

Deno.test("want() requests missing lines and no others", async () => {
  const log = Array.from({ length: 1200 }, (_, at) => `line ${at + 1}`);
  await withFeed(log, async ({ feed, asked, answered }) => {
    await answered(() => feed.want([{ first: 1150, last: 1200 }]));
    assert.equal(feed.store.texts.get(1150), "line 1150");
    feed.want([{ first: 1150, last: 1200 }]);
    assert.equal(asked.length, 1);
  });
});
