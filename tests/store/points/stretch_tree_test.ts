import assert from "node:assert/strict";
import { POINT_CHUNK_POINTS } from "../../../lib/limits/store.ts";
import { keepPages } from "../../../lib/store/points/keep_pages.ts";
import type { Kv } from "../../../lib/store/kv/kv.ts";
import { countOfStretch, type Stretch } from "../../../lib/store/points/stretch.ts";
import type { PlacedPage } from "../../../lib/store/points/stretch_pages.ts";
import { MissingPoints, readChunks, readPages, type TreeSource } from "../../../lib/store/points/stretch_tree.ts";
import { type LongSeries, noise, storeLong } from "../long_series.ts";

const COUNT = 22 * 16 * POINT_CHUNK_POINTS + 100;

const storeSeries = () => storeLong(COUNT, (i) => ({ step: i, value: noise(i) }));

/** A source that remembers the pages that it had to make. */
function sourceOf({ kv, ref }: LongSeries): TreeSource & { kept: PlacedPage[] } {
  const kept: PlacedPage[] = [];
  return { kv, ref, cache: new Map(), kept, keep: (pages) => Promise.resolve(void kept.push(...pages)) };
}

async function deletePages({ opened, ref }: LongSeries): Promise<void> {
  for await (const { key } of opened.list({ prefix: ["points", ref.id, 0, "loss", "stretches"] })) {
    await opened.delete(key);
  }
}

/** Pages as plain numbers. */
const numbersOf = (pages: ReadonlyMap<number, Stretch[]>) =>
  [...pages].sort(([a], [b]) => a - b).map(([page, stretches]) => [page, stretches.map((stretch) => [...stretch])]);

Deno.test("readPages() makes the pages that a run of an older version doesn't have, level by level, and keeps them", async () => {
  using series = await storeSeries();
  const stored = sourceOf(series),
    first = await readPages(stored, 1, [0]),
    lowest = await readPages(stored, 0, [2, 3, 17]);
  assert.deepEqual(stored.kept, []);
  await deletePages(series);
  const empty = sourceOf(series);
  assert.deepEqual(numbersOf(await readPages(empty, 1, [0])), numbersOf(first));
  assert.deepEqual(empty.kept.map(({ level, page }) => [level, page]).sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!), [
    ...Array.from({ length: 16 }, (_, page) => [0, page]),
    [1, 0],
  ]);
  assert.deepEqual(numbersOf(await readPages(empty, 0, [2, 3, 17])), numbersOf(lowest));
});

Deno.test("readPages() asks for nothing that it has read before", async () => {
  using series = await storeSeries();
  const source = sourceOf(series);
  let lists = 0;
  const list: Kv["list"] = (selector, options) => {
    lists++;
    return series.kv.list(selector, options);
  };
  const counting = { ...source, kv: { ...series.kv, list } };
  await readPages(counting, 0, [0, 1, 2, 7]);
  assert.equal(lists, 2, "one list for each run of numbers");
  await readPages(counting, 0, [1, 2, 7]);
  assert.equal(lists, 2);
});

Deno.test("readPages() goes on after an interruption from the pages that were kept", async () => {
  using series = await storeSeries();
  await deletePages(series);
  const stopping = new AbortController(), { kv, ref } = series, all = Array.from({ length: 22 }, (_, page) => page);
  const interrupted: TreeSource = {
    ...sourceOf(series),
    ref: { ...ref, signal: stopping.signal },
    async keep(pages) {
      await keepPages(kv, ref, pages);
      stopping.abort(new Error("enough"));
    },
  };
  await assert.rejects(readPages(interrupted, 0, all), { message: "enough" });
  const next = sourceOf(series);
  assert.equal((await readPages(next, 0, all)).size, 22);
  assert.deepEqual(next.kept.map(({ page }) => page), [20, 21]);
});

Deno.test("readPages() and readChunks() throw for a series that is being deleted", async () => {
  using series = await storeSeries();
  await deletePages(series);
  await series.opened.delete(["points", series.ref.id, 0, "loss", 17]);
  const source = sourceOf(series);
  await assert.rejects(readPages(source, 0, [0, 1]), MissingPoints);
  await assert.rejects(readChunks(source, [16, 17], () => {}), MissingPoints);
  assert.equal(countOfStretch((await readPages(source, 0, [0])).get(0)![15]!), POINT_CHUNK_POINTS);
});

Deno.test("readChunks() reads the points that the summary counts, of each run of numbers", async () => {
  using series = await storeSeries();
  const last = Math.floor(COUNT / POINT_CHUNK_POINTS), found: number[][] = [];
  await readChunks(
    sourceOf(series),
    [0, 1, 5, last],
    (number, { step }) => found.push([number, step[0]!, step.length]),
  );
  assert.deepEqual(found, [
    [0, 0, POINT_CHUNK_POINTS],
    [1, POINT_CHUNK_POINTS, POINT_CHUNK_POINTS],
    [5, 5 * POINT_CHUNK_POINTS, POINT_CHUNK_POINTS],
    [last, last * POINT_CHUNK_POINTS, 100],
  ]);
});
