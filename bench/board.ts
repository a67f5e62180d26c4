/**
 * The grid of all metrics in headless Chromium: from the navigation until every chart in sight is drawn, a move of the cursor, an update of
 * live runs, a hundred runs in a chart, and the memory of a page after a thousand updates.
 *
 * @module
 */
import type { Browser, Page } from "playwright-core";
import { POLL_MS } from "../lib/limits.ts";
import { openStore, type Store } from "../lib/store/store.ts";
import { startApp, type TestApp } from "../tests/support/app.ts";
import { startBrowser } from "../tests/support/browser.ts";
import { median, type Row } from "./measure.ts";
import { longestTask, settle } from "./page_tasks.ts";
import { startRun } from "./runs.ts";

const RUNS = 20, PANELS = 12, POINTS = 10_000, OPENINGS = 5, LIVE_POINTS = 1_000, MOVES = 20, UPDATES = 10;
const MANY_RUNS = 100, MANY_POINTS = 1_000, TICKS = 1_000, WARM_TICKS = 200;
/** Points of all metrics in one flush. */
const FLUSH_POINTS = 1_000;

/** Stores points of so many metrics. */
async function storeMetrics(
  store: Store,
  id: string,
  { from, count, metrics }: { from: number; count: number; metrics: number },
): Promise<void> {
  for (let first = from; first < from + count; first += FLUSH_POINTS) {
    const size = Math.min(FLUSH_POINTS, from + count - first);
    const column = (at: (step: number) => number) =>
      Float64Array.from({ length: size }, (_, index) => at(first + index));
    const points = new Map(Array.from({ length: metrics }, (_, metric) => [`metric_${"abcdefghijkl"[metric]}`, {
      kind: "metric" as const,
      step: column((step) => step),
      value: column((step) => Math.exp(-step / 3_000) + metric + Math.random() / 10),
      time: column((step) => 1e12 + 100 * step),
      line: column((step) => step + 1),
      epoch: column(() => NaN),
      globalStep: column((step) => step),
    }]));
    const batch = { from: 0, log: new Uint8Array(0), time: first, points, lines: null, reader: null };
    await store.ingest.flush(id, "bench", batch);
  }
}

interface Filled {
  ids: string[];
  address: string;
}

async function fill(
  app: TestApp,
  store: Store,
  { runs, points, metrics }: { runs: number; points: number; metrics: number },
): Promise<Filled> {
  const { id } = await store.experiments.create({ name: `${runs} runs of ${metrics} × ${points}` }), ids: string[] = [];
  for (let run = 0; run < runs; run++) {
    ids.push(await startRun(store, id, "elsewhere"));
    await storeMetrics(store, ids.at(-1)!, { from: 0, count: points, metrics });
  }
  return { ids, address: `${app.origin}/experiments/${id}/compare?runs=${ids.join(",")}` };
}

/** Notes in the page when so many charts of the grid are drawn. */
async function openWatched(browser: Browser, charts: number, height = 3_400): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1600, height } })).newPage();
  await page.addInitScript((charts) => {
    const seen = globalThis as unknown as { drawnMs?: number };
    new MutationObserver(() => {
      if (document.querySelectorAll(".board-plot[data-drawn]").length >= charts) seen.drawnMs ??= performance.now();
    }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-drawn"] });
  }, charts);
  return page;
}

/** Milliseconds from the navigation until the charts are drawn. */
async function openUntilDrawn(page: Page, address: string): Promise<number> {
  await page.goto(address);
  const drawn = await page.waitForFunction(() => (globalThis as unknown as { drawnMs?: number }).drawnMs);
  return await drawn.jsonValue() as number;
}

async function measureMoves(browser: Browser, page: Page): Promise<number> {
  const box = (await page.locator(".board-plot").first().boundingBox())!, tasks: number[] = [];
  for (let move = 0; move <= MOVES; move++) {
    const x = box.x + 60 + (box.width - 80) * move / MOVES;
    tasks.push(
      await longestTask(browser, page, async () => {
        await page.mouse.move(x, box.y + 60);
        await settle(page);
      }),
    );
  }
  return median(tasks.slice(1));
}

/** Lets the page ask for what is new, and waits for the answer. */
async function pollBoard(page: Page): Promise<void> {
  const answered = page.waitForResponse((response) => response.url().includes("after="));
  await page.clock.fastForward(POLL_MS);
  await answered;
  await settle(page);
  await settle(page);
}

async function measureUpdates(browser: Browser, store: Store, { ids, address }: Filled): Promise<number> {
  const page = await openWatched(browser, PANELS), tasks: number[] = [];
  await page.clock.install();
  await openUntilDrawn(page, address);
  for (let update = 0; update < UPDATES; update++) {
    for (const id of ids) await storeMetrics(store, id, { from: LIVE_POINTS + update, count: 1, metrics: PANELS });
    tasks.push(await longestTask(browser, page, () => pollBoard(page)));
  }
  await page.context().close();
  return median(tasks);
}

/** Megabytes of the page's heap, after what is garbage has been collected. */
async function measureHeap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return usedSize / 1e6;
}

async function measureMemory(app: TestApp, browser: Browser, store: Store): Promise<{ before: number; after: number }> {
  const { ids, address } = await fill(app, store, { runs: 2, points: 100, metrics: 2 });
  const page = await openWatched(browser, 2);
  await page.clock.install();
  await openUntilDrawn(page, address);
  let before = NaN;
  for (let tick = 0; tick < TICKS; tick++) {
    for (const id of ids) await storeMetrics(store, id, { from: 100 + tick, count: 1, metrics: 2 });
    await pollBoard(page);
    if (tick === WARM_TICKS) before = await measureHeap(page);
  }
  const after = await measureHeap(page);
  await page.context().close();
  return { before, after };
}

/** Milliseconds and megabytes of the grid. */
export async function measureBoard(): Promise<Row[]> {
  await using app = await startApp();
  await using started = await startBrowser();
  const { browser } = started;
  using store = await openStore(app.kv);
  const filled = await fill(app, store, { runs: RUNS, points: POINTS, metrics: PANELS });
  const page = await openWatched(browser, PANELS), openings: number[] = [];
  for (let opening = 0; opening < OPENINGS; opening++) openings.push(await openUntilDrawn(page, filled.address));
  const move = await measureMoves(browser, page);
  await page.context().close();
  const live = await fill(app, store, { runs: RUNS, points: LIVE_POINTS, metrics: PANELS });
  const update = await measureUpdates(browser, store, live);
  const many = await fill(app, store, { runs: MANY_RUNS, points: MANY_POINTS, metrics: 2 });
  const crowded = await openWatched(browser, 2, 12_000), crowds: number[] = [];
  for (let opening = 0; opening < OPENINGS; opening++) {
    crowds.push(await longestTask(browser, crowded, async () => void await openUntilDrawn(crowded, many.address)));
  }
  await crowded.context().close();
  const { before, after } = await measureMemory(app, browser, store);
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  return [
    {
      what: "grid of 20 runs × 12 metrics × 10,000 stored points, from navigation to drawn",
      measured: ms(median(openings)),
      target: "≤ 800 ms",
    },
    { what: "a move of its cursor", measured: ms(move), target: "≤ 8 ms" },
    { what: "an update of its 20 live runs", measured: ms(update), target: "≤ 16 ms" },
    { what: "100 runs in a chart of the grid, longest task", measured: ms(median(crowds)), target: "≤ 300 ms" },
    {
      what: "memory of a page after 200 and 1,000 updates",
      measured: `${before.toFixed(1)} and ${after.toFixed(1)} MB`,
      target: "the same",
    },
  ];
}
