import assert from "node:assert/strict";
import {
  countKeyBytes,
  earlierGenerations,
  factsKey,
  hasRawValue,
  logAfter,
  logBefore,
  logKey,
  pointsKey,
} from "../../lib/store/keys.ts";

async function listKeys(keys: Deno.KvKey[], ...selectors: Deno.KvListSelector[]): Promise<Deno.KvKey[]> {
  using kv = await Deno.openKv(":memory:");
  for (const key of keys) await kv.set(key, true);
  const found = await Promise.all(
    selectors.map((selector) => Array.fromAsync(kv.list(selector), ({ key }) => key)),
  );
  return found.flat();
}

const LOG = [logKey("a", 1, 0), logKey("a", 9, 100), logKey("a", 9, 200), logKey("a", 12, 300)];
const OTHER = logKey("b", 1, 0);

Deno.test("logBefore() selects the chunks of one run that begin before a line", async () => {
  assert.deepEqual(await listKeys([...LOG, OTHER], logBefore("a", 9)), LOG.slice(0, 1));
  assert.deepEqual(await listKeys([...LOG, OTHER], logBefore("a", 10)), LOG.slice(0, 3));
});

Deno.test("logAfter() selects the chunks of one run after a chunk", async () => {
  assert.deepEqual(await listKeys([...LOG, OTHER], logAfter("a", 9, 100)), LOG.slice(2));
});

Deno.test("earlierGenerations() selects the points of one run before a generation", async () => {
  const keys = [0, 1, 2].map((generation) => pointsKey("a", generation, "loss", 0));
  const other = pointsKey("b", 0, "loss", 0);
  assert.deepEqual(await listKeys([...keys, other], ...earlierGenerations("a", 2)), keys.slice(0, 2));
});

Deno.test("hasRawValue() is true for log and points only", () => {
  assert.deepEqual([OTHER, pointsKey("a", 0, "loss", 0), factsKey("a")].map(hasRawValue), [true, true, false]);
});

Deno.test("countKeyBytes() counts UTF-8 bytes of strings and 8 bytes of numbers, and 2 more a part", () => {
  assert.equal(countKeyBytes(["損", 7]), 3 + 2 + 8 + 2);
});
