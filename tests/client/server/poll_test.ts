import assert from "node:assert/strict";
import {
  NEWS_PAUSE_MS,
  pauseAfter,
  POLL_BACK_OFF_MAX_MS,
  type PollSurroundings,
  startPolling,
} from "../../../lib/client/server/poll.ts";

/** A timer that runs only when a test calls `tick()`, and a tab that a test shows or hides. */
function stillSurroundings() {
  const waiting: { task: () => void; ms: number }[] = [];
  const listeners = new Set<() => void>();
  let isVisible = true;
  const surroundings: PollSurroundings = {
    schedule(task, ms) {
      const entry = { task, ms };
      waiting.push(entry);
      return () => {
        const at = waiting.indexOf(entry);
        if (at >= 0) waiting.splice(at, 1);
      };
    },
    isVisible: () => isVisible,
    onVisibility(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return {
    surroundings,
    waiting,
    listeners,
    tick: () => waiting.shift()!.task(),
    show(visible: boolean) {
      isVisible = visible;
      for (const listener of listeners) listener();
    },
  };
}

/** Lets all settled promises run their callbacks. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

function unexpected(error: unknown): never {
  throw error;
}

Deno.test("startPolling() repeats the request after the interval when there is more", async () => {
  const still = stillSurroundings();
  let asked = 0;
  const stop = startPolling({
    ask: () => Promise.resolve(++asked < 3),
    onError: unexpected,
    intervalMs: () => 3000,
    surroundings: still.surroundings,
  });
  assert.equal(asked, 0);
  assert.deepEqual(still.waiting.map((entry) => entry.ms), [3000]);
  still.tick();
  await settle();
  still.tick();
  await settle();
  assert.equal(asked, 2);
  assert.deepEqual(still.waiting.map((entry) => entry.ms), [3000]);
  stop();
  assert.equal(still.waiting.length, 0);
});

Deno.test("startPolling() stops when the answer says that everything is known", async () => {
  const still = stillSurroundings();
  startPolling({
    ask: () => Promise.resolve(false),
    onError: unexpected,
    surroundings: still.surroundings,
  });
  still.tick();
  await settle();
  assert.equal(still.waiting.length, 0);
  assert.equal(still.listeners.size, 0);
});

Deno.test("startPolling() sends the first request immediately with `atOnce`", async () => {
  const still = stillSurroundings();
  let asked = 0;
  startPolling({
    ask: () => Promise.resolve(++asked < 1),
    onError: unexpected,
    atOnce: true,
    surroundings: still.surroundings,
  });
  assert.equal(asked, 1);
  await settle();
});

Deno.test("startPolling() pauses while the tab is hidden, and asks immediately when it is visible again", async () => {
  const still = stillSurroundings();
  let asked = 0;
  const stop = startPolling({
    ask: () => Promise.resolve(++asked > 0),
    onError: unexpected,
    surroundings: still.surroundings,
  });
  still.show(false);
  still.tick();
  await settle();
  assert.equal(asked, 0);
  assert.equal(still.waiting.length, 0);
  still.show(true);
  await settle();
  assert.equal(asked, 1);
  stop();
});

Deno.test("startPolling() asks less often in a hidden tab when it may, and immediately when the tab is visible again", async () => {
  const still = stillSurroundings();
  let asked = 0;
  const stop = startPolling({
    ask: () => Promise.resolve(++asked > 0),
    onError: unexpected,
    intervalMs: () => 1000,
    hiddenMs: 30_000,
    surroundings: still.surroundings,
  });
  still.show(false);
  still.tick();
  await settle();
  assert.deepEqual([asked, still.waiting.map(({ ms }) => ms)], [1, [30_000]]);
  still.show(true);
  await settle();
  assert.deepEqual([asked, still.waiting.map(({ ms }) => ms)], [2, [1000]]);
  stop();
});

Deno.test("startPolling() waits longer after each failure, and the normal interval after a success", async () => {
  const still = stillSurroundings();
  const failures: number[] = [];
  let asked = 0;
  const stop = startPolling({
    ask: () => ++asked <= 2 ? Promise.reject(new Error("unreachable")) : Promise.resolve(true),
    onError: (_error, count) => failures.push(count),
    intervalMs: () => 1000,
    surroundings: still.surroundings,
  });
  const pauses: number[] = [];
  for (let turn = 0; turn < 3; turn++) {
    still.tick();
    await settle();
    pauses.push(still.waiting[0]!.ms);
  }
  assert.deepEqual(failures, [1, 2]);
  assert.deepEqual(pauses, [2000, 4000, 1000]);
  stop();
});

Deno.test("startPolling() reports no error after it was stopped during a request", async () => {
  const still = stillSurroundings();
  const answer = Promise.withResolvers<boolean>();
  const signals: AbortSignal[] = [];
  const stop = startPolling({
    ask: (signal) => {
      signals.push(signal);
      return answer.promise;
    },
    onError: unexpected,
    atOnce: true,
    surroundings: still.surroundings,
  });
  stop();
  answer.reject(new DOMException("aborted", "AbortError"));
  await settle();
  assert.equal(signals[0]!.aborted, true);
  assert.equal(still.waiting.length, 0);
});

Deno.test("pauseAfter() waits at most a minute when the interval is shorter", () => {
  assert.equal(pauseAfter(0, 3000), 3000);
  assert.equal(pauseAfter(3, 3000), 24_000);
  assert.equal(pauseAfter(30, 3000), POLL_BACK_OFF_MAX_MS);
});

Deno.test("pauseAfter() keeps an interval that is longer than a minute", () => {
  assert.equal(pauseAfter(4, 90_000), 90_000);
});

Deno.test("startPolling() asks soon when there is news, also when it came while a request was under way", async () => {
  const { surroundings, waiting, tick } = stillSurroundings(), news = new Set<() => void>();
  const answers: ((isMore: boolean) => void)[] = [];
  const stop = startPolling({
    ask: () => new Promise((resolve) => answers.push(resolve)),
    onError: () => assert.fail(),
    surroundings: {
      ...surroundings,
      onNews(listener) {
        news.add(listener);
        return () => news.delete(listener);
      },
    },
  });
  const tell = () => news.forEach((listener) => listener());
  tell();
  const [pending] = waiting;
  tell();
  assert.deepEqual(waiting.map(({ ms }) => ms), [NEWS_PAUSE_MS]);
  assert.equal(waiting[0], pending, "news in quick succession never put the request off");
  tick();
  tell();
  assert.deepEqual([waiting.length, answers.length], [0, 1]);
  answers[0]!(true);
  await new Promise((resolve) => setTimeout(resolve));
  assert.deepEqual(waiting.map(({ ms }) => ms), [NEWS_PAUSE_MS]);
  stop();
  assert.equal(news.size, 0);
});

Deno.test("startPolling() keeps its growing pauses when there is news of a server that doesn't answer", async () => {
  const { surroundings, waiting, tick } = stillSurroundings();
  let tell = () => {};
  const stop = startPolling({
    ask: () => Promise.reject(new Error("down")),
    onError: () => {},
    surroundings: { ...surroundings, onNews: (listener) => (tell = listener, () => {}) },
  });
  tick();
  await new Promise((resolve) => setTimeout(resolve));
  const { ms } = waiting[0]!;
  tell();
  assert.deepEqual(waiting.map((each) => each.ms), [ms]);
  stop();
});

Deno.test("startPolling() asks at once after failures when the tab is shown or the network is back, and not before", async () => {
  const still = stillSurroundings(), { surroundings, waiting, tick, show } = still;
  let asked = 0;
  const ask = () => ++asked < 4 ? Promise.reject(new Error("away")) : Promise.resolve(true);
  const stop = startPolling({ ask, onError: () => {}, atOnce: true, surroundings });
  await settle();
  tick();
  await settle();
  assert.equal(asked, 2);
  show(false);
  assert.equal(asked, 2, "a hidden tab waits");
  show(true);
  await settle();
  assert.equal(asked, 3);
  assert.equal(waiting.length, 1, "the timer before it is gone");
  show(true);
  await settle();
  assert.equal(asked, 4);
  show(true);
  await settle();
  assert.equal(asked, 4, "once the server answers, the pauses are as they were");
  stop();
});
