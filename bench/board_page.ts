/**
 * A page with the grid of all metrics in headless Chromium, and what it costs: when every chart in sight is drawn, how long its main thread
 * worked, how much of it moved, how many bytes of script it fetched on demand.
 *
 * @module
 */
import type { Browser, CDPSession, Page } from "playwright-core";
import { POLL_MS } from "../lib/limits.ts";
import { settle } from "./page_tasks.ts";

/** What the page notes of itself. */
interface Noted {
  drawnMs?: number;
  shift: number;
}

/** An opened page. */
export interface BoardPage extends AsyncDisposable {
  page: Page;
  /** Goes to an address. Milliseconds from the navigation until the charts are drawn, and those of work on the main thread. */
  open(address: string): Promise<{ drawnMs: number; workMs: number }>;
  /** How much of what is seen has moved by itself, 0 for nothing. */
  readShift(): Promise<number>;
  /** Megabytes of the heap, after what is garbage has been collected. */
  measureHeap(): Promise<number>;
}

/** How the page is opened. */
export interface BoardPageOptions {
  /** The page counts as drawn when so many charts of the grid are. */
  charts: number;
  /** Height of the window, CSS pixels. */
  height: number;
  /** True for a page whose clock is moved by hand. */
  hasClock?: boolean;
}

/** A machine that does other things too is waited for. */
const WAIT_MAX_MS = 120_000;

/** Opens an empty page without anything in its cache. */
export async function openBoardPage(browser: Browser, options: BoardPageOptions): Promise<BoardPage> {
  const context = await browser.newContext({ viewport: { width: 1600, height: options.height } });
  const page = await context.newPage(), session = await context.newCDPSession(page);
  page.setDefaultTimeout(WAIT_MAX_MS);
  if (options.hasClock) await page.clock.install();
  await page.addInitScript(watch, options.charts);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  return {
    page,
    async open(address) {
      const before = await readWork(session);
      await page.goto(address, { waitUntil: "commit" });
      const drawn = await page.waitForFunction(() => (globalThis as unknown as Noted).drawnMs);
      return { drawnMs: await drawn.jsonValue() as number, workMs: await readWork(session) - before };
    },
    readShift: () => page.evaluate(() => (globalThis as unknown as Noted).shift),
    async measureHeap() {
      await session.send("HeapProfiler.collectGarbage");
      return (await session.send("Runtime.getHeapUsage")).usedSize / 1e6;
    },
    [Symbol.asyncDispose]: () => context.close(),
  };
}

/** Milliseconds of the processor that the main thread has used so far. */
async function readWork(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? NaN);
}

/** Runs in the page before its scripts. */
function watch(charts: number): void {
  const noted = globalThis as unknown as Noted;
  noted.shift = 0;
  new MutationObserver(() => {
    if (document.querySelectorAll(".board-plot[data-drawn]").length >= charts) noted.drawnMs ??= performance.now();
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-drawn"] });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
      if (!hadRecentInput) noted.shift += value;
    }
  }).observe({ type: "layout-shift", buffered: true });
}

/** Does what gives a page news, and waits until their answer is drawn. */
export async function awaitNews(page: Page, act: () => Promise<unknown>): Promise<void> {
  const answered = page.waitForResponse((response) =>
    /\/api\/metrics\?.*metric_type=.*metric_type=.*after=/.test(response.url())
  );
  await act();
  await (await answered).finished();
  await settle(page);
  await settle(page);
}

/** Lets a page of a clock that is moved by hand ask for what is new, and waits for the answer. */
export const pollBoard = (page: Page): Promise<void> => awaitNews(page, () => page.clock.fastForward(POLL_MS));
