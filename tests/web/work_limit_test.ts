import assert from "node:assert/strict";
import { createWorkQueue, limitWork } from "../../lib/web/work_limit.ts";

const LONG_MS = 60_000;
const turn = () => new Promise((resolve) => setTimeout(resolve));

/** Work that waits until it is let go. */
function makeWork(begun: string[]): { work: (name: string) => () => Promise<string>; finish: (name: string) => void } {
  const ends = new Map<string, () => void>();
  return {
    work: (name) => () => {
      begun.push(name);
      return new Promise((resolve) => ends.set(name, () => resolve(name)));
    },
    finish: (name) => ends.get(name)!(),
  };
}

Deno.test("run() does so much work at the same time, and the rest in order", async () => {
  const begun: string[] = [], { work, finish } = makeWork(begun);
  const queue = createWorkQueue({ atOnce: 2, waiting: 10, waitMs: LONG_MS });
  const done = ["a", "b", "c", "d"].map((name) => queue.run(work(name)));
  await turn();
  assert.deepEqual(begun, ["a", "b"]);
  finish("b");
  await turn();
  assert.deepEqual(begun, ["a", "b", "c"]);
  finish("a");
  await turn();
  finish("c");
  finish("d");
  assert.deepEqual((await Promise.all(done)).map((each) => each?.result), ["a", "b", "c", "d"]);
  const failing = Array.from(
    { length: 3 },
    () => queue.run(() => Promise.reject(new Error("no"))).catch(() => "failed"),
  );
  assert.deepEqual(await Promise.all(failing), ["failed", "failed", "failed"]);
});

Deno.test("run() gives null when too many wait, or when the turn does not come in time", async () => {
  const { work, finish } = makeWork([]);
  const queue = createWorkQueue({ atOnce: 1, waiting: 1, waitMs: 5 });
  const first = queue.run(work("a"));
  const [second, third] = [queue.run(work("b")), queue.run(work("c"))];
  assert.deepEqual([await third, await second], [null, null]);
  finish("a");
  assert.deepEqual(await first, { result: "a" });
  const again = queue.run(work("d"));
  await turn();
  finish("d");
  assert.deepEqual(await again, { result: "d" });
});

/** A context as a middleware gets it. */
function contextOf(path: string, init: RequestInit, next: () => Promise<Response>) {
  const url = new URL(path, "http://localhost");
  return { url, req: new Request(url, init), next };
}

Deno.test("limitWork() answers 503 in words to what reads beyond the limit, and lets everything else pass", async () => {
  const limit = limitWork({ atOnce: 1, waiting: 0 }), held = Promise.withResolvers<Response>();
  const first = limit(contextOf("/experiments/e", {}, () => held.promise));
  const reread = limit(contextOf("/api/experiments/e/reread", { method: "POST" }, () => held.promise));
  const ask = (path: string, init: RequestInit = {}) =>
    limit(contextOf(path, init, () => Promise.resolve(new Response("done"))));
  const page = await ask("/", { headers: { accept: "text/html" } });
  assert.deepEqual([page.status, page.headers.get("refresh"), page.headers.get("retry-after")], [503, "3", "3"]);
  assert.match(await page.text(), /The server is busy/);
  for (const path of ["/api/experiments/e/runs/r/metrics", "/api/experiments/e/runs/r/logs"]) {
    const answer = await ask(path);
    assert.deepEqual([answer.status, answer.headers.get("content-type")], [503, "application/problem+json"]);
  }
  assert.equal((await ask("/api/experiments/e/runs/r/pattern-preview", { method: "POST" })).status, 503);
  for (
    const [path, method] of [
      ["/healthz", "GET"],
      ["/api/events?runs=r", "GET"],
      ["/api/experiments/e/runs/r/logs?format=text", "GET"],
      ["/api/experiments", "POST"],
      ["/api/experiments/e/imports", "POST"],
    ]
  ) assert.equal(await (await ask(path!, { method: method! })).text(), "done", path);
  held.resolve(new Response("held"));
  assert.equal(await (await first).text(), "held");
  await reread;
  assert.equal(await (await ask("/")).text(), "done");
});

Deno.test("limitWork() does nothing for a client that left while it waited", async () => {
  const limit = limitWork({ atOnce: 1, waiting: 1, waitMs: LONG_MS }), held = Promise.withResolvers<Response>();
  const leaving = new AbortController();
  const first = limit(contextOf("/", {}, () => held.promise));
  const second = limit(contextOf("/", { signal: leaving.signal }, () => assert.fail("it must not begin")));
  leaving.abort();
  held.resolve(new Response("held"));
  assert.equal(await (await first).text(), "held");
  assert.equal((await second).status, 503);
});
