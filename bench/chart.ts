/**
 * The chart of ten live runs in headless Chromium: the longest task of the page's main thread until the chart is drawn, and the longest
 * at each of ten polls that bring new points. A task is what keeps a page from answering; the chart's share of it is smaller.
 *
 * @module
 */
import type { Browser, Page } from "playwright-core";
import { openStore } from "../lib/store/store.ts";
import { POLL_MS } from "../lib/limits.ts";
import { startApp } from "../tests/support/app.ts";
import { startBrowser } from "../tests/support/browser.ts";
import { median, type Row } from "./measure.ts";
import { makeRun, storeLoss } from "./runs.ts";

const RUNS = 10, POINTS = 1_000, OPENINGS = 5, POLLS = 10;

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  dur?: number;
  args: { name?: string };
}

/** Milliseconds of the longest task on the main thread of the page's process while something is done. */
async function longestTask(browser: Browser, page: Page, action: () => Promise<unknown>): Promise<number> {
  await browser.startTracing(page, { categories: ["toplevel", "__metadata", "devtools.timeline"] });
  await action();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const mains = new Set(
    traceEvents.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain")
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = traceEvents.filter(({ name, ph, pid, tid }) =>
    ph === "X" && /RunTask$/.test(name) && mains.has(`${pid} ${tid}`)
  );
  return Math.max(0, ...tasks.map(({ dur }) => (dur ?? 0) / 1000));
}

/** Waits until what was drawn is on the screen. */
const settle = (page: Page) =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0))));

/** Milliseconds of the first drawing and of an update. */
export async function measureChart(): Promise<Row[]> {
  await using app = await startApp();
  await using started = await startBrowser();
  const { browser } = started;
  using store = await openStore(app.kv);
  const { id: experimentId } = await store.experiments.create({ name: "chart" });
  const ids: string[] = [];
  for (let run = 0; run < RUNS; run++) {
    const id = await makeRun(store, experimentId, "elsewhere");
    await storeLoss(store, id, 0, POINTS);
    ids.push(id);
  }
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await page.clock.install();
  const address = `${app.origin}/experiments/${experimentId}/compare?runs=${ids.join(",")}`;
  const firsts: number[] = [], updates: number[] = [];
  for (let opening = 0; opening < OPENINGS; opening++) {
    firsts.push(
      await longestTask(browser, page, async () => {
        await page.goto(address, { waitUntil: "networkidle" });
        await page.locator(".plot canvas").first().waitFor();
        await settle(page);
      }),
    );
  }
  for (let poll = 0; poll < POLLS; poll++) {
    for (const id of ids) await storeLoss(store, id, POINTS + poll, 1);
    updates.push(
      await longestTask(browser, page, async () => {
        const answered = page.waitForResponse((response) => response.url().includes("/metrics"));
        await page.clock.fastForward(POLL_MS);
        await answered;
        await page.waitForLoadState("networkidle");
        await settle(page);
      }),
    );
  }
  const ms = (values: number[]) => `${median(values).toFixed(1)} ms`;
  return [
    { what: "chart of 10 runs × 1,000 points, first drawing", measured: ms(firsts), target: "≤ 100 ms" },
    { what: "the same, an update", measured: ms(updates), target: "≤ 16 ms" },
  ];
}
