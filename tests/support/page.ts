/**
 * What the browser tests do with a page: watch its requests, its problems and its accessibility.
 *
 * @module
 */
import { AxeBuilder } from "@axe-core/playwright";
import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import type { Browser, BrowserContextOptions, Page, Request } from "playwright-core";
import { POLL_MS } from "../../lib/limits.ts";
import type { TestApp } from "./app.ts";
import { WITH_TOKEN } from "./token.ts";
import { waitFor } from "./wait.ts";
import { startCoverage } from "./coverage/page_coverage.ts";

/** A page under watch, closed when its scope ends. */
export interface WatchedPage extends AsyncDisposable {
  page: Page;
  /** Paths with queries of all requests to the API so far. */
  apiRequests: string[];
  /** Addresses of all scripts so far. */
  scripts: Set<string>;
  /** Errors of scripts and of the Content-Security-Policy so far. */
  problems: string[];
}

/** What is known of a page under watch. */
interface Watched {
  /** Requests to the API that have no answer yet; without those for events, which stay open. */
  unanswered: Set<Request>;
  /** The last requests that failed or were refused: "503 GET /api/…". */
  refused: string[];
  problems: string[];
}

const watched = new WeakMap<Page, Watched>();

const REFUSED_MAX = 20, TEXT_MAX = 3000;

/** What a page shows and what was refused to it, for the error of a test that waited in vain. */
async function describePage(page: Page): Promise<string> {
  const { unanswered = new Set<Request>(), refused = [], problems = [] } = watched.get(page) ?? {};
  const text = await page.evaluate(() => document.body.innerText).catch(String);
  const requests = [...unanswered].map((request) => request.url());
  const parts = { "without an answer": requests, refused, problems, "it shows": [text.slice(0, TEXT_MAX)] };
  return Object.entries(parts).map(([what, found]) => `\n${what}: ${found.join("\n  ")}`).join("");
}

/** Opens a page that may do everything, of its own session. Its clock goes on by itself until a test moves it. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    extraHTTPHeaders: WITH_TOKEN,
    ...options,
  });
  const page = await context.newPage();
  const writeCoverage = options.javaScriptEnabled === false ? null : await startCoverage(page);
  await page.clock.install();
  await page.addInitScript(watchShift);
  page.setDefaultTimeout(30_000);
  const apiRequests: string[] = [];
  const scripts = new Set<string>();
  const problems: string[] = [];
  const open = new Set<Request>(), refused: string[] = [];
  watched.set(page, { unanswered: open, refused, problems });
  const refuse = (why: string | number, request: Request) => {
    if (request.resourceType() === "eventsource") return; // a page opens it again whenever it likes
    refused.push(`${why} ${request.method()} ${request.url()}`);
    refused.splice(0, refused.length - REFUSED_MAX);
  };
  page.on("requestfinished", (request) => open.delete(request));
  page.on("requestfailed", (request) => {
    open.delete(request);
    refuse(request.failure()?.errorText ?? "failed", request);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) refuse(response.status(), response.request());
  });
  page.on("request", (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname.startsWith("/api/")) {
      apiRequests.push(pathname + search);
      if (request.resourceType() !== "eventsource") open.add(request);
    }
    if (request.resourceType() === "script" || pathname.endsWith(".js")) scripts.add(request.url());
  });
  page.on("pageerror", (error) => problems.push(String(error.stack)));
  page.on("console", (message) => {
    if (/Content.Security.Policy/i.test(message.text())) problems.push(message.text());
  });
  return {
    page,
    apiRequests,
    scripts,
    problems,
    async [Symbol.asyncDispose]() {
      await writeCoverage?.();
      await context.close();
    },
  };
}

/** The page has loaded itself anew while it was asked: what was asked has no answer. */
const isCutOff = (error: unknown): boolean => /context was destroyed|of a navigation/.test(String(error));

/** Longest wait for what a page should show, and for an answer before its clock is moved on, in milliseconds. */
const SHOWN_WITHIN_MS = 60_000, ANSWER_WITHIN_MS = 2000;

/** Waits until the page's requests have their answers, but not for long: some never get one. */
async function waitForAnswers(page: Page): Promise<void> {
  const deadline = performance.now() + ANSWER_WITHIN_MS;
  while (watched.get(page)?.unanswered.size && performance.now() < deadline) await delay(5);
}

/**
 * Moves the page's clock to its next request, again and again, until the page shows what it should. The page may load itself anew
 * meanwhile. A page whose clock runs on while the server is still busy would give its own request up.
 */
export async function pollUntil(page: Page, isShown: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + SHOWN_WITHIN_MS;
  while (performance.now() < deadline) {
    try {
      if (await isShown()) return;
      await page.clock.fastForward(POLL_MS);
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
      await waitForAnswers(page);
    } catch (error) {
      if (!isCutOff(error)) throw error;
      await page.waitForLoadState();
    }
  }
  assert.fail(`${page.url()} did not show it within ${SHOWN_WITHIN_MS / 1000} s${await describePage(page)}`);
}

/** Opens the form that starts a run. */
export async function openLaunchForm(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Start a run" }).click();
  await page.getByRole("dialog", { name: "Start a run" }).waitFor();
}

/** A program that prints these lines. */
export function printing(lines: readonly string[]): string {
  return `for (const line of ${JSON.stringify(lines)}) console.log(line);`;
}

/** Runs this program as a run, waits for its end, and returns the run's id. */
export async function finishRun(app: TestApp, experimentId: string, program: string, name?: string): Promise<string> {
  const runs = `/api/experiments/${experimentId}/runs`;
  const command = [Deno.execPath(), "eval", program];
  const { id } = await app.call<{ id: string }>("POST", runs, { command, ...(name ? { name } : {}) });
  const isCompleted = async () => (await app.call<{ status: string }>("GET", `${runs}/${id}`)).status === "completed";
  await waitFor(isCompleted, { what: `run ${id} to complete` });
  return id;
}

/** Answers a page's requests of one method to such addresses as a store that fails does, while `act` runs. */
export async function refuseWhile(
  page: Page,
  { method, address }: { method: string; address: string },
  act: () => Promise<void>,
): Promise<void> {
  const problem = {
    type: "about:blank",
    title: "Service Unavailable",
    status: 503,
    detail: "the store does not answer",
  };
  const answer = { status: 503, contentType: "application/problem+json", body: JSON.stringify(problem) };
  await page.route(address, (route) => route.request().method() === method ? route.fulfill(answer) : route.fallback());
  await act();
  await page.unroute(address);
}

/** How much of what is seen has moved by itself since the page was opened, 0 for nothing (the browser's layout-shift score). */
export async function readShift(page: Page): Promise<number> {
  return await page.evaluate(() => (globalThis as unknown as { shift: number }).shift);
}

/** Adds up in `globalThis.shift` what moves though nobody pressed anything. */
function watchShift(): void {
  const seen = globalThis as unknown as { shift: number };
  seen.shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
      if (!hadRecentInput) seen.shift += value;
    }
  }).observe({ type: "layout-shift", buffered: true });
}

/** Throws unless axe finds nothing, in light and in dark, as wide as the page is and at 390 px. */
export async function assertAccessible(page: Page): Promise<void> {
  const before = page.viewportSize()!;
  for (const colorScheme of ["light", "dark"] as const) {
    // Colours that are still changing are no colours to judge.
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const width of [before.width, 390]) {
      await page.setViewportSize({ width, height: 844 });
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html)}`);
      assert.deepEqual(found, [], `${page.url()} ${colorScheme} ${width} px`);
      const overflow = await page.evaluate(() =>
        document.documentElement.scrollWidth - document.documentElement.clientWidth
      );
      assert.ok(overflow <= 0, `${page.url()} is ${overflow} px too wide at ${width} px`);
    }
  }
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "no-preference" });
  await page.setViewportSize(before);
}
