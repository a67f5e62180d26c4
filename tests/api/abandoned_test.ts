import assert from "node:assert/strict";
import { createApi } from "../../lib/api/app.ts";
import { createStore } from "../../lib/store/store.ts";
import { importText, stepLines } from "./ground.ts";

/** Points in twenty chunks of each metric. */
const LOG = stepLines(20 * 1024) + `${"x".repeat(99)}\n`.repeat(20 * 1024);
const READ_CHUNKS = 3;

/** A KV that counts the chunks of points and log that are read, and calls back after the third. */
function countChunks(kv: Deno.Kv, onThird: () => void): { kv: Deno.Kv; counted: { chunks: number } } {
  const counted = { chunks: 0 };
  const list = async function* (selector: Deno.KvListSelector, options: Deno.KvListOptions) {
    for await (const entry of kv.list(selector, options)) {
      const isChunk = entry.key[0] === "points" || entry.key[0] === "log";
      if (isChunk && ++counted.chunks === READ_CHUNKS) onThird();
      yield entry;
    }
  };
  const get = (target: Deno.Kv, name: keyof Deno.Kv) => {
    if (name === "list") return list;
    const value = target[name];
    return typeof value === "function" ? value.bind(target) : value;
  };
  return { kv: new Proxy(kv, { get } as ProxyHandler<Deno.Kv>), counted };
}

for (
  const [method, path, body] of [
    ["GET", "/metrics"],
    ["GET", "/metrics?format=csv&max_points=9"],
    ["GET", "/metrics?format=columns&after=0.0"],
    ["GET", "/logs?limit=10000&after_line=20000"],
    ["POST", "/pattern-preview", { metric: "a", pattern: "loss=(?P<value>[0-9.]+)" }],
  ] as const
) {
  Deno.test(`${method} …${path} reads no further chunk when its client leaves`, async () => {
    const leaving = new AbortController(), opened = await Deno.openKv(":memory:");
    const { kv, counted } = countChunks(opened, () => leaving.abort());
    using store = createStore(kv);
    const { path: run } = await importText(store, LOG);
    counted.chunks = 0;
    const api = createApi({ store, launcher: null, instance: crypto.randomUUID() });
    const answer = await api.request(run + path, {
      method,
      signal: leaving.signal,
      ...(body ? { body: JSON.stringify(body), headers: { "content-type": "application/json" } } : {}),
    });
    await answer.body?.cancel();
    assert.equal(counted.chunks, READ_CHUNKS);
    assert.equal(answer.status, 503);
  });
}

Deno.test("a download reads no further chunk when its client leaves", async () => {
  for (const path of ["/logs?format=text", "/metrics?format=csv"]) {
    const opened = await Deno.openKv(":memory:"), { kv, counted } = countChunks(opened, () => {});
    using store = createStore(kv);
    const { path: run } = await importText(store, LOG);
    counted.chunks = 0;
    const api = createApi({ store, launcher: null, instance: crypto.randomUUID() });
    const reader = (await api.request(run + path)).body!.getReader();
    await reader.read();
    await reader.cancel();
    assert.ok(counted.chunks <= READ_CHUNKS, `${counted.chunks} chunks of ${path}`);
  }
});
