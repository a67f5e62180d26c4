/**
 * The grid of all metrics in headless Chromium: from the navigation until every chart in sight is drawn, a move of the cursor, an update of
 * live runs, a hundred runs in a chart, four hundred charts, and the memory of a page after a thousand updates. Milliseconds of work are those
 * of the processor in the page's main thread: they say more than the clock on a machine that does other things too.
 *
 * @module
 */
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { openStore, type Store } from "../lib/store/store.ts";
import { startApp, type TestApp } from "../tests/support/app.ts";
import { startBrowser } from "../tests/support/browser.ts";
import { awaitNews, openBoardPage, type Opening, pollBoard } from "./board_page.ts";
import { median, type Row } from "./measure.ts";
import { longestTask, settle } from "./page_tasks.ts";
import { fillRuns, renewOwners, storeMetrics } from "./runs.ts";

const RUNS = 20, PANELS = 12, POINTS = 10_000, OPENINGS = 5, LIVE_POINTS = 1_000, MOVES = 20, UPDATES = 10;
const MANY_RUNS = 100, MANY_POINTS = 1_000, METRICS = 400, METRIC_POINTS = 200, JUMPS = 8;
const TICKS = 1_000, WARM_TICKS = 200, RENEW_MS = 20_000;
/** Windows that show the whole page. */
const HEIGHT = 3_400, CROWDED_HEIGHT = 12_000;

const listNames = (count: number) => Array.from({ length: count }, (_, at) => `metric_${String.fromCharCode(97 + at)}`);
const ms = (value: number) => `${value.toFixed(1)} ms`;

/** What is measured in. */
interface Ground {
  app: TestApp;
  browser: Browser;
  store: Store;
}

/** Fills an experiment; the address of the comparison of its runs. */
async function fill({ app, store }: Ground, points: Parameters<typeof fillRuns>[1]) {
  const { experimentId, ids } = await fillRuns(store, points);
  return { experimentId, ids, address: `${app.origin}/experiments/${experimentId}/compare?runs=${ids.join()}` };
}

const describe = (openings: readonly Opening[]) =>
  `${ms(median(openings.map((each) => each.ms)))} (work ${ms(median(openings.map(({ workMs }) => workMs)))})`;

/** The first visit of a page, a second one, one with an impatient reader, and a move of the cursor. */
async function measureOpening(ground: Ground): Promise<Row[]> {
  const { browser, store } = ground, names = listNames(PANELS);
  const { address, ids } = await fill(ground, { runs: RUNS, names, count: POINTS });
  const firsts: Opening[] = [],
    cached: Opening[] = [],
    touched: Opening[] = [],
    shifts: number[] = [],
    moves: number[][] = [];
  for (let opening = 0; opening < OPENINGS; opening++) {
    await using opened = await openBoardPage(browser, { charts: PANELS, height: HEIGHT });
    firsts.push(await opened.open(address));
    shifts.push(await opened.readShift());
    cached.push(await opened.open(address));
    await using reader = await openBoardPage(browser, { charts: PANELS, height: HEIGHT });
    touched.push(await reader.openTouched(address));
    if (opening > 0) continue;
    await renewOwners(store, ids);
    for (const chart of [".board-plot", ".plot"]) moves.push(await measureMoves(browser, reader.page, chart));
  }
  const what = "grid of 20 runs × 12 metrics × 10,000 stored points, from navigation to drawn", target = "≤ 800 ms";
  return [
    { what: `${what}, the first time in a server's life`, measured: describe(firsts.slice(0, 1)), target: "" },
    { what, measured: describe(firsts), target },
    { what: "the same, with the scripts in the browser's cache", measured: describe(cached), target },
    { what: "the same under a pointer that moves, until all are canvases", measured: describe(touched), target: "" },
    { what: "what moves by itself meanwhile (layout shift)", measured: `${Math.max(...shifts)}`, target: "0" },
    { what: "a move of the cursor in a small chart, longest task", measured: ms(median(moves[0]!)), target: "≤ 8 ms" },
    { what: "the same in the large chart", measured: ms(median(moves[1]!)), target: "≤ 8 ms" },
  ];
}

async function measureMoves(browser: Browser, page: Page, chart: string): Promise<number[]> {
  const box = (await page.locator(chart).first().boundingBox())!, tasks: number[] = [];
  for (let move = 0; move <= MOVES; move++) {
    const x = box.x + 60 + (box.width - 80) * move / MOVES;
    tasks.push(
      await longestTask(browser, page, async () => {
        await page.mouse.move(x, box.y + 60);
        await settle(page);
        await page.waitForFunction(isLegendDone);
      }),
    );
  }
  return tasks.slice(1);
}

/** Runs in the page: true when the legend says the same as the tip beside the pointer. */
function isLegendDone(): boolean {
  const read = (selector: string) =>
    [...document.querySelectorAll(selector)].map(({ textContent }) => textContent).sort().join();
  return read(".legend-here") === read(".tip-rows td:last-child");
}

async function measureUpdates(ground: Ground): Promise<Row[]> {
  const { browser, store } = ground, names = listNames(PANELS), tasks: number[] = [];
  const { ids, address } = await fill(ground, { runs: RUNS, names, count: LIVE_POINTS });
  await using opened = await openBoardPage(browser, { charts: PANELS, height: HEIGHT });
  await opened.openTouched(address);
  const storeNext = async (update: number) => {
    for (const id of ids) await storeMetrics(store, id, { names, from: LIVE_POINTS + update, count: 1 });
  };
  for (let update = 0; update < UPDATES; update++) {
    await renewOwners(store, ids);
    tasks.push(await longestTask(browser, opened.page, () => awaitNews(opened.page, () => storeNext(update))));
  }
  return [{ what: "an update of 20 live runs, longest task", measured: ms(median(tasks)), target: "≤ 16 ms" }];
}

async function measureCrowd(ground: Ground): Promise<Row[]> {
  const { browser } = ground, tasks: number[] = [];
  const { address } = await fill(ground, { runs: MANY_RUNS, names: listNames(2), count: MANY_POINTS });
  for (let opening = 0; opening < OPENINGS; opening++) {
    await using opened = await openBoardPage(browser, { charts: 2, height: CROWDED_HEIGHT });
    tasks.push(await longestTask(browser, opened.page, () => opened.openTouched(address)));
  }
  return [{ what: "100 runs in a chart of the grid, longest task", measured: ms(median(tasks)), target: "≤ 300 ms" }];
}

/** Jumps to charts far away, each time to others; milliseconds until those in sight are drawn. */
async function measureJumps(ground: Ground): Promise<Row[]> {
  const { app, browser } = ground, names = Array.from({ length: METRICS }, (_, at) => `m${at}_norm`);
  const { experimentId, ids } = await fill(ground, { runs: 1, names, count: METRIC_POINTS });
  await using opened = await openBoardPage(browser, { charts: 1, height: 900 });
  const { page } = opened, times: number[] = [];
  await page.goto(`${app.origin}/experiments/${experimentId}?run=${ids[0]}`, { waitUntil: "networkidle" });
  await page.mouse.move(9, 9);
  await page.locator(".board[data-from=browser]").waitFor();
  await page.waitForLoadState("networkidle");
  let requests = 0;
  page.on("request", (request) => requests += request.url().includes("/api/metrics?") ? 1 : 0);
  for (let jump = 1; jump <= JUMPS; jump++) times.push(await page.evaluate(jumpTo, jump / JUMPS));
  return [{
    what: "400 metrics: from scrolling to charts far away to drawn",
    measured: `${ms(median(times))} (${(requests / JUMPS).toFixed(1)} requests)`,
    target: "≤ 150 ms (1 request)",
  }];
}

/** Runs in the page: scrolls to the panel at this share of all, and waits until all in sight are drawn. */
async function jumpTo(share: number): Promise<number> {
  const panels = [...document.querySelectorAll<HTMLElement>(".board-panel")];
  panels[Math.ceil(share * panels.length) - 1]!.scrollIntoView({ block: "center" });
  const began = performance.now(), frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const inSight = panels.filter((panel) => {
    const { top, bottom } = panel.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  });
  while (inSight.some((panel) => !panel.querySelector(".board-plot[data-drawn]"))) await frame();
  return performance.now() - began;
}

async function measureMemory(ground: Ground): Promise<Row[]> {
  const { browser, store } = ground, names = listNames(2);
  const { ids, address } = await fill(ground, { runs: 2, names, count: 100 });
  await using opened = await openBoardPage(browser, { charts: 2, height: HEIGHT, hasClock: true });
  await opened.openTouched(address);
  let before = "", renewed = -Infinity;
  const describeHeld = async () => {
    const heap = await opened.measureHeap(), { listeners, elements } = await opened.countHeld();
    return `${heap.toFixed(1)} MB, ${elements} elements, ${listeners} listeners`;
  };
  for (let tick = 0; tick < TICKS; tick++) {
    if (performance.now() - renewed > RENEW_MS) {
      await renewOwners(store, ids);
      renewed = performance.now();
    }
    for (const id of ids) await storeMetrics(store, id, { names, from: 100 + tick, count: 1 });
    await pollBoard(opened.page);
    if (tick === WARM_TICKS) before = await describeHeld();
  }
  const measured = `${before}; ${await describeHeld()}`;
  return [{ what: "memory of a page after 200 and 1,000 updates", measured, target: "the same" }];
}

/** Kilobytes of the scripts that the chart of a run fetches when it is touched, and when something of it is saved. */
async function weighDemand(ground: Ground): Promise<Row[]> {
  const { app, browser } = ground;
  const { experimentId, ids } = await fill(ground, { runs: 1, names: listNames(4), count: 100 });
  await using opened = await openBoardPage(browser, { charts: 1, height: HEIGHT });
  const { page } = opened;
  await page.goto(`${app.origin}/experiments/${experimentId}?run=${ids[0]}`, { waitUntil: "networkidle" });
  const weigh = async () => {
    const addresses = await page.evaluate(() =>
      performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => name.endsWith(".js"))
    );
    const scripts = await Promise.all(addresses.map(async (address) => await (await fetch(address)).bytes()));
    return scripts.reduce((sum, script) => sum + gzipSync(script).length, 0);
  };
  const before = await weigh();
  await page.mouse.move(9, 9);
  await page.locator(".board-plot[data-drawn]").first().waitFor();
  await page.getByRole("button", { name: "Share", exact: true }).first().click();
  await page.getByRole("menu").waitFor();
  const measured = `${((await weigh() - before) / 1000).toFixed(1)} KB`;
  return [{ what: "scripts that the charts of a run load on demand, gzip", measured, target: "≤ 40 KB" }];
}

/** Figures of the grid. */
export async function measureBoard(): Promise<Row[]> {
  await using app = await startApp();
  await using started = await startBrowser();
  using store = await openStore(app.kv);
  const ground = { app, store, browser: started.browser }, rows: Row[] = [];
  const measurements = [measureOpening, measureUpdates, measureCrowd, measureJumps, weighDemand, measureMemory];
  for (const measure of measurements) rows.push(...await measure(ground));
  return rows;
}
