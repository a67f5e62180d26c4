/**
 * A page with the grid of all metrics in headless Chromium, and what it costs: when every chart in sight is drawn, how long its main thread
 * worked, how much of it moved, how many bytes of script it fetched on demand.
 *
 * @module
 */
import type { Browser, CDPSession, Page } from "playwright-core";
import { POLL_MS } from "../lib/limits.ts";
import { settle } from "./page_tasks.ts";

/** What the page notes of itself, milliseconds since the navigation: all charts are on the screen, and all of the grid are canvases. */
interface Noted {
  drawnMs?: number;
  canvasMs?: number;
  shift: number;
}

/** An opened page. */
export interface BoardPage extends AsyncDisposable {
  page: Page;
  /** Goes to an address and waits until all charts are drawn, by the server or by the browser. */
  open(address: string): Promise<Opening>;
  /** Goes to an address, moves the pointer from the first, and waits until all charts of the grid are canvases, which react to it. */
  openTouched(address: string): Promise<Opening>;
  /** How much of what is seen has moved by itself, 0 for nothing. */
  readShift(): Promise<number>;
  /** Megabytes of the heap, after what is garbage has been collected. */
  measureHeap(): Promise<number>;
  /** What the page holds, after what is garbage has been collected. */
  countHeld(): Promise<HeldCounts>;
}

/** Listeners of scripts, and elements of the document. */
export interface HeldCounts {
  listeners: number;
  elements: number;
  canvases: number;
}

/** Milliseconds from the navigation until all charts are there, and those of work on the main thread. */
export interface Opening {
  ms: number;
  workMs: number;
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
/** Between two moves of the pointer. */
const TOUCH_MS = 50;

/** Opens an empty page without anything in its cache. */
export async function openBoardPage(browser: Browser, options: BoardPageOptions): Promise<BoardPage> {
  const context = await browser.newContext({ viewport: { width: 1600, height: options.height } });
  const page = await context.newPage(), session = await context.newCDPSession(page);
  page.setDefaultTimeout(WAIT_MAX_MS);
  if (options.hasClock) await page.clock.install();
  await page.addInitScript(watch, options.charts);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const goTo = async (address: string, awaitCharts: () => Promise<number>) => {
    const before = await readWork(session);
    await page.goto(address, { waitUntil: "commit" });
    return { ms: await awaitCharts(), workMs: await readWork(session) - before };
  };
  return {
    page,
    open: (address) => goTo(address, () => readNoted(page, "drawnMs")),
    openTouched: (address) => goTo(address, () => touchUntilDrawn(page)),
    readShift: () => page.evaluate(() => (globalThis as unknown as Noted).shift),
    async measureHeap() {
      await session.send("HeapProfiler.collectGarbage");
      return (await session.send("Runtime.getHeapUsage")).usedSize / 1e6;
    },
    async countHeld() {
      await session.send("HeapProfiler.collectGarbage");
      const listeners = await readMetric(session, "JSEventListeners");
      const [elements, canvases] = await page.evaluate(() =>
        ["*", "canvas"].map((selector) => document.querySelectorAll(selector).length)
      );
      return { listeners, elements: elements!, canvases: canvases! };
    },
    [Symbol.asyncDispose]: () => context.close(),
  };
}

/** Waits until the page has noted this. */
async function readNoted(page: Page, name: "drawnMs" | "canvasMs"): Promise<number> {
  const noted = await page.waitForFunction((key) => (globalThis as unknown as Noted)[key], name);
  return await noted.jsonValue() as number;
}

/** Moves the pointer, as a reader does who doesn't wait, until the charts react. */
async function touchUntilDrawn(page: Page): Promise<number> {
  const drawn = readNoted(page, "canvasMs");
  let isOver = false;
  drawn.finally(() => isOver = true);
  for (let move = 0; !isOver; move++) {
    await page.mouse.move(9 + move % 2, 9);
    await Promise.race([drawn, new Promise((resolve) => setTimeout(resolve, TOUCH_MS))]);
  }
  return await drawn;
}

/** Milliseconds of the processor that the main thread has used so far. */
const readWork = async (session: CDPSession): Promise<number> => 1000 * await readMetric(session, "TaskDuration");

async function readMetric(session: CDPSession, wanted: string): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === wanted)?.value ?? NaN;
}

/** Runs in the page before its scripts. */
function watch(charts: number): void {
  const noted = globalThis as unknown as Noted;
  noted.shift = 0;
  const count = (selector: string) => document.querySelectorAll(selector).length;
  const isSent = () =>
    count(".chart-svg, .plot canvas") > 0 && count(".board-panel:not([data-lacks]) .board-svg") >= charts;
  const note = () => {
    const now = performance.now(), isCanvas = count(".board-plot[data-drawn]") >= charts;
    if (isCanvas) noted.canvasMs ??= now;
    if (isCanvas || isSent()) noted.drawnMs ??= now;
  };
  // Behind a frame in which it stood on the page: then it is on the screen. The first frame waits for the style sheet.
  const noteFrame = () =>
    requestAnimationFrame(() => {
      const isThere = noted.canvasMs !== undefined;
      setTimeout(note);
      if (!isThere) noteFrame();
    });
  noteFrame();
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
