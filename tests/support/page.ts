/**
 * What the browser tests do with a page: watch its requests, its problems and its accessibility.
 *
 * @module
 */
import { AxeBuilder } from "@axe-core/playwright";
import assert from "node:assert/strict";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";

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

/** Opens a page of its own session; its clock goes on by itself until a test moves it. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  await page.clock.install();
  page.setDefaultTimeout(15_000);
  const apiRequests: string[] = [];
  const scripts = new Set<string>();
  const problems: string[] = [];
  page.on("request", (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname.startsWith("/api/")) apiRequests.push(pathname + search);
    if (request.resourceType() === "script" || pathname.endsWith(".js")) scripts.add(request.url());
  });
  page.on("pageerror", (error) => problems.push(String(error.stack)));
  page.on("console", (message) => {
    if (/Content.Security.Policy/i.test(message.text())) problems.push(message.text());
  });
  return { page, apiRequests, scripts, problems, [Symbol.asyncDispose]: () => context.close() };
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
