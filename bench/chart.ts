/**
 * The chart of ten live runs in headless Chromium: the longest task of the page's main thread until the chart is drawn, and the longest
 * task at each of ten polls that bring new points. A page can't react during a task. Drawing the chart is only a part of it.
 *
 * @module
 */
import type { Page } from "playwright-core";
import { openStore } from "../lib/store/store.ts";
import { POLL_MS } from "../lib/limits.ts";
import { startApp } from "../tests/support/app.ts";
import { startBrowser } from "../tests/support/browser.ts";
import { median, type Row } from "./measure.ts";
import { longestTask, settle } from "./page_tasks.ts";
import { fillRuns, storeLoss } from "./runs.ts";

const RUNS = 10, POINTS = 1_000, OPENINGS = 5, POLLS = 10;

/** Opens the address and waits for its first drawing. */
async function openChart(page: Page, address: string): Promise<void> {
  await page.goto(address, { waitUntil: "networkidle" });
  await page.locator(".plot canvas").first().waitFor();
  await settle(page);
}

/** Lets the page ask for new points now and waits until they are drawn. */
async function pollOnce(page: Page): Promise<void> {
  const answered = page.waitForResponse((response) => response.url().includes("/metrics"));
  await page.clock.fastForward(POLL_MS);
  await answered;
  await page.waitForLoadState("networkidle");
  await settle(page);
}

/** Milliseconds of the first drawing and of an update. */
export async function measureChart(): Promise<Row[]> {
  await using app = await startApp();
  await using started = await startBrowser();
  const { browser } = started;
  using store = await openStore(app.kv);
  const { experimentId, ids } = await fillRuns(store, { runs: RUNS, names: ["loss"], count: POINTS });
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await page.clock.install();
  const address = `${app.origin}/experiments/${experimentId}/compare?runs=${ids.join(",")}`;
  const firsts: number[] = [], updates: number[] = [];
  for (let opening = 0; opening < OPENINGS; opening++) {
    firsts.push(await longestTask(browser, page, () => openChart(page, address)));
  }
  for (let poll = 0; poll < POLLS; poll++) {
    for (const id of ids) await storeLoss(store, id, POINTS + poll, 1);
    updates.push(await longestTask(browser, page, () => pollOnce(page)));
  }
  const ms = (values: number[]) => `${median(values).toFixed(1)} ms`;
  return [
    { what: "chart of 10 runs × 1,000 points, first drawing", measured: ms(firsts), target: "≤ 100 ms" },
    { what: "the same, an update", measured: ms(updates), target: "≤ 16 ms" },
  ];
}
