import assert from "node:assert/strict";
import {
  emptyFacts,
  lastLineOf,
  METRICS_PAGE,
  packSummaries,
  readFacts,
  readSummaries,
} from "../../../lib/store/runs/facts.ts";
import { factsKey, metricsKey } from "../../../lib/store/keys.ts";
import { encodeKv } from "../../../lib/store/kv/kv.ts";

const summaryOf = (name: string, last: number) => ({
  name,
  kind: "metric" as const,
  count: 3,
  last,
  lastStep: 20,
  min: -1,
  max: Infinity,
  minStep: 10,
  maxStep: 20,
  mean: 2.5,
  sum: 5,
  carry: 0,
  finite: 2,
});

Deno.test("lastLineOf() counts a last line without a newline", () => {
  assert.equal(lastLineOf({ ...emptyFacts(), newlines: 4 }), 4);
  assert.equal(lastLineOf({ ...emptyFacts(), newlines: 4, open: true }), 5);
});

Deno.test("readFacts() returns empty facts before the first flush, and the stored ones afterwards", async () => {
  using kv = await Deno.openKv(":memory:");
  const encoded = encodeKv(kv);
  assert.deepEqual(await readFacts(encoded, "run"), emptyFacts());
  const facts = { ...emptyFacts(), rev: 2, settings: { lr: "0.1" }, warnings: ["slow"] };
  await encoded.set(factsKey("run"), facts);
  assert.deepEqual(await readFacts(encoded, "run"), facts);
});

Deno.test("readSummaries() returns all pages of one generation in order", async () => {
  using kv = await Deno.openKv(":memory:");
  const encoded = encodeKv(kv);
  const first = [summaryOf("loss", NaN), summaryOf("acc", 0.5)], second = [summaryOf("lr", 1e-4)];
  await encoded.set(metricsKey("run", 1, 10), packSummaries(second).page);
  await encoded.set(metricsKey("run", 1, 2), packSummaries(first).page);
  await encoded.set(metricsKey("run", 2, 0), packSummaries([summaryOf("other", 1)]).page);
  assert.deepEqual(await readSummaries(encoded, "run", 1), [...first, ...second]);
});

Deno.test("readSummaries() knows neither mean nor the extremes' steps where an older version stored five numbers a metric", async () => {
  using kv = await Deno.openKv(":memory:");
  const encoded = encodeKv(kv);
  const numbers = Float64Array.of(3, 0.5, 20, -1, 4, 2, 1e-4, 30, 1e-5, 1e-3);
  await encoded.set(metricsKey("run", 1, 0), { names: ["loss", "lr"], kinds: ["metric", "metric"], numbers });
  const [loss, lr] = await readSummaries(encoded, "run", 1);
  assert.deepEqual([loss!.count, loss!.last, loss!.max, lr!.count, lr!.max], [3, 0.5, 4, 2, 1e-3]);
  assert.deepEqual([loss!.mean, loss!.minStep, lr!.maxStep], [NaN, NaN, NaN]);
});

Deno.test("packSummaries() estimates no fewer bytes than KV stores, and a full page of the longest names fits", async () => {
  const longest = Array.from({ length: METRICS_PAGE }, (_, i) => summaryOf("損".repeat(200), i));
  const { page, bytes } = packSummaries(longest);
  assert.ok(bytes < 65_536);
  using kv = await Deno.openKv(":memory:");
  let stored = 0;
  const counting = new Proxy(kv, {
    get: (target, name) =>
      name === "set"
        ? (key: Deno.KvKey, value: Uint8Array) => (stored = value.length, target.set(key, value))
        : Reflect.get(target, name).bind(target),
  });
  await encodeKv(counting).set(metricsKey("run", 0, 0), page);
  assert.ok(stored > 0 && stored <= bytes, `${stored} bytes stored, ${bytes} estimated`);
});
