/**
 * The table of an experiment's runs: how long the server takes for a thousand, when a browser has painted them, how long the page is busy when
 * they are sorted or filtered, how many bytes the updates of twenty live runs have, and what a page at rest costs.
 *
 * @module
 */
import type { Browser, Page } from "playwright-core";
import { POLL_MS } from "../lib/limits.ts";
import { openStore, type Store } from "../lib/store/store.ts";
import { startApp, type TestApp } from "../tests/support/app.ts";
import { startBrowser } from "../tests/support/browser.ts";
import { WITH_TOKEN } from "../tests/support/token.ts";
import { median, type Row, time, whole } from "./measure.ts";
import { longestTask, settle } from "./page_tasks.ts";
import { fillRuns, storeMetrics } from "./runs.ts";

const RUNS = 1_000, LIVE_RUNS = 20, PASSES = 5, UPDATES = 5, SETTLE_MS = 10_000, REST_MS = 60_000;
const NAMES = ["loss", "val_loss", "learning_rate", "grad_norm"];

/** What is measured in. */
interface Ground {
  app: TestApp;
  browser: Browser;
  store: Store;
}

const ms = (value: number) => `${value.toFixed(1)} ms`;

/** Milliseconds from the navigation until something is painted. */
const readPaint = (page: Page): Promise<number> =>
  page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN);

async function measureThousand({ app, browser, store }: Ground): Promise<Row[]> {
  const { experimentId } = await fillRuns(store, { runs: RUNS, names: NAMES, count: 20 });
  const address = `${app.origin}/experiments/${experimentId}/compare`, paints: number[] = [];
  const server = await time(PASSES, async () => await (await fetch(address, { headers: WITH_TOKEN })).text());
  const rows = `${app.origin}/api/experiments/${experimentId}/rows`;
  const answer = await time(PASSES, async () => await (await fetch(rows, { headers: WITH_TOKEN })).text());
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  for (let pass = 0; pass < PASSES; pass++) {
    await page.goto(address, { waitUntil: "networkidle" });
    paints.push(await readPaint(page));
  }
  const sorts: number[] = [], filters: number[] = [], filter = page.getByRole("combobox", { name: "Filter runs" });
  for (let pass = 0; pass < 2 * PASSES; pass++) {
    sorts.push(
      await longestTask(browser, page, async () => {
        await page.locator('[data-sort="last(loss)"]').click();
        await settle(page);
      }),
    );
  }
  for (let pass = 0; pass < PASSES; pass++) {
    filters.push(
      await longestTask(browser, page, async () => {
        await filter.fill(`loss<${1 + pass / 100}`);
        await page.waitForURL(/[?&]q=/);
        await settle(page);
      }),
    );
  }
  await page.close();
  return [
    { what: "table of 1,000 runs, server time", measured: ms(server), target: "≤ 50 ms" },
    { what: "rows of 1,000 runs as JSON", measured: ms(answer), target: "" },
    { what: "that table, first paint", measured: ms(median(paints)), target: "≤ 300 ms" },
    { what: "the same sorted, longest task", measured: ms(median(sorts)), target: "≤ 100 ms" },
    { what: "the same filtered, longest task", measured: ms(median(filters)), target: "≤ 100 ms" },
  ];
}

/** Counts the bytes on the wire of a page's answers: of the points, and of everything. */
async function countBytes(page: Page): Promise<{ points: number; all: number }> {
  const session = await page.context().newCDPSession(page), counted = { points: 0, all: 0 };
  const addresses = new Map<string, string>();
  await session.send("Network.enable");
  session.on("Network.requestWillBeSent", ({ requestId, request }) => addresses.set(requestId, request.url));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    counted.all += encodedDataLength;
    if (/\/metrics\?/.test(addresses.get(requestId) ?? "")) counted.points += encodedDataLength;
  });
  return counted;
}

/** What a page of live runs gets in the three seconds after each of their updates. */
async function measureTicks({ app, browser, store }: Ground): Promise<Row[]> {
  const { experimentId, ids } = await fillRuns(store, { runs: LIVE_RUNS, names: NAMES, count: 500 });
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } }), counted = await countBytes(page);
  const points: number[] = [], all: number[] = [];
  await page.goto(`${app.origin}/experiments/${experimentId}/compare?runs=${ids.join()}`, { waitUntil: "networkidle" });
  for (let update = 0; update < UPDATES; update++) {
    counted.points = counted.all = 0;
    for (const id of ids) await storeMetrics(store, id, { names: NAMES, from: 500 + update, count: 1 });
    await page.waitForTimeout(POLL_MS);
    points.push(counted.points);
    all.push(counted.all);
  }
  await page.close();
  return [{
    what: "20 live runs, what a page gets in 3 s: points; all",
    measured: `${whole(median(points))}; ${whole(median(all))} bytes`,
    target: "≤ 4,000 bytes",
  }];
}

/** What a page of one live run costs that prints nothing, in a minute: bytes on the wire, and seconds of its main thread. */
async function measureRest({ app, browser, store }: Ground): Promise<Row[]> {
  const { experimentId, ids } = await fillRuns(store, { runs: 1, names: NAMES, count: 200 });
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } }), counted = await countBytes(page);
  await page.goto(`${app.origin}/experiments/${experimentId}?run=${ids[0]}`, { waitUntil: "networkidle" });
  await page.waitForTimeout(SETTLE_MS); // until the stream of events is open
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const readWork = async () =>
    (await session.send("Performance.getMetrics")).metrics.find(({ name }) => name === "TaskDuration")!.value;
  const before = await readWork();
  counted.all = 0;
  await page.waitForTimeout(REST_MS);
  const measured = `${whole(counted.all)} bytes, ${(await readWork() - before).toFixed(2)} s`;
  await page.close();
  return [{ what: "a live page at rest, a minute", measured, target: "< 10,000 bytes, < 0.5 s" }];
}

/** Figures of the table. */
export async function measureTable(): Promise<Row[]> {
  await using app = await startApp();
  await using started = await startBrowser();
  using store = await openStore(app.kv);
  const ground = { app, store, browser: started.browser };
  return [...await measureThousand(ground), ...await measureTicks(ground), ...await measureRest(ground)];
}
