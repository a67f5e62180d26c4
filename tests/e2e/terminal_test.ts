import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { assertAccessible, finishRun, openPage } from "../support/page.ts";
import { soon } from "../support/soon.ts";

const LINES = 2_000;
/** Every tenth line is long; step and line are the same number. */
const PROGRAM = `for (let at = 1; at <= ${LINES}; at++) {
  if (at % 10 !== 0) console.log("Step " + at + ": loss=" + (9 / at).toFixed(5));
  else console.log("config of " + at + ": " + "long ".repeat(at === 1000 ? 100 : 60) + "end of " + at);
}`;

const rowOf = (page: Page, line: number) => page.locator(`.terminal-row[data-line="${line}"]`);
/** Waits for the terminal to show a whole line. */
async function waitInSight(page: Page, line: number): Promise<void> {
  await page.waitForFunction((wanted) => {
    const row = document.querySelector(`.terminal-row[data-line="${wanted}"]`)?.getBoundingClientRect();
    const box = document.querySelector(".terminal-box")!.getBoundingClientRect();
    return row !== undefined && row.top >= box.top - 1 && row.bottom <= box.bottom + 1;
  }, line);
}
/** How far the lower edge of each drawn row is from the upper edge of the next one, where that isn't 0. */
const gapsOf = (page: Page) =>
  page.locator(".terminal-row").evaluateAll((rows) =>
    rows.slice(1).map((row, at) => row.getBoundingClientRect().top - rows[at]!.getBoundingClientRect().bottom)
      .filter((gap) => Math.abs(gap) > 0.5)
  );

Deno.test("the terminal wraps lines, copies links to them, and marks their place in the chart", async (t) => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  await using opened = await openPage(chromium.browser, { permissions: ["clipboard-read", "clipboard-write"] });
  const { page, problems } = opened;
  const { id } = await app.call<{ id: string }>("POST", "/api/experiments", { name: "long lines" });
  const address = `${app.origin}/experiments/${id}?run=${await finishRun(app, id, PROGRAM, "wide")}`;
  const wrap = page.getByRole("button", { name: "Wrap" });
  const heightOf = async (line: number) => (await rowOf(page, line).boundingBox())!.height;

  await t.step("lines are wrapped on demand, and the terminal stays at its end", async () => {
    await page.goto(address, { waitUntil: "networkidle" });
    await page.locator(".terminal[data-ready]").waitFor();
    assert.deepEqual(opened.apiRequests.filter((path) => path.includes("/logs")), [], "the page came with its lines");
    await soon.equal(() => heightOf(2000), 20);
    await wrap.click();
    await waitInSight(page, 2000);
    await soon.ok(async () => await heightOf(2000) >= 40);
    await soon.equal(() => wrap.getAttribute("aria-pressed"), "true");
    const { scrollWidth, clientWidth } = await page.locator(".terminal-box").evaluate((box) => box);
    assert.equal(scrollWidth, clientWidth);
  });

  await t.step("a line far away is found where it is, and the rows around it leave no gap", async () => {
    await page.evaluate(() => location.hash = "#L1000");
    await page.locator(".terminal-row-selected", { hasText: "end of 1000" }).waitFor();
    await waitInSight(page, 1000);
    await soon.ok(async () => await heightOf(1000) > await heightOf(990));
    await soon.deepEqual(() => gapsOf(page), []);
    for (let turn = 0; turn < 5; turn++) {
      await page.locator(".terminal-box").evaluate((box) => box.scrollTop -= 300);
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    }
    await page.waitForFunction(() => !document.querySelector(".terminal-waiting"));
    await soon.deepEqual(() => gapsOf(page), []);
  });

  await t.step("what is seen stays where it is when wrapping ends", async () => {
    await page.evaluate(() => location.hash = "#L500");
    await page.locator(".terminal-row-selected", { hasText: "end of 500" }).waitFor();
    await waitInSight(page, 500);
    await wrap.click();
    await page.waitForFunction(() => {
      const row = document.querySelector('.terminal-row[data-line="500"]');
      return row?.getBoundingClientRect().height === 20;
    });
    await waitInSight(page, 500);
    await wrap.click();
    await waitInSight(page, 500);
  });

  await t.step("wrapping is kept for the next page, before any script shows it", async () => {
    await page.reload();
    await page.locator(".terminal-row-selected", { hasText: "end of 500" }).waitFor();
    await soon.equal(() => wrap.getAttribute("aria-pressed"), "true");
    await waitInSight(page, 500);
    await wrap.click();
    await page.reload();
    await page.locator(".terminal[data-ready]").waitFor();
    await soon.equal(() => wrap.getAttribute("aria-pressed"), "false");
  });

  await t.step("the number of a line copies the link to it, and the panel's button does", async () => {
    await page.goto(`${address}#L600`);
    await page.locator(".terminal-row-selected", { hasText: "end of 600" }).waitFor();
    await rowOf(page, 601).locator(".terminal-number").click();
    await page.locator(".terminal-found", { hasText: "Link to line 601 copied" }).waitFor();
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await soon.equal(() => copied(), `${address}#L601`);
    await page.keyboard.press("Alt+ArrowDown");
    await page.locator(".line-panel", { hasText: "Line 602" }).waitFor();
    await page.getByRole("button", { name: "Copy link" }).focus();
    await page.keyboard.press("Enter");
    await page.locator(".line-panel-said", { hasText: "Link to line 602 copied" }).waitFor();
    await soon.equal(() => copied(), `${address}#L602`);
  });

  await t.step("a page that may not copy says where the link is", async () => {
    await page.evaluate(() => {
      Object.defineProperty(navigator, "clipboard", { value: undefined });
      Object.defineProperty(globalThis, "isSecureContext", { value: false });
    });
    await rowOf(page, 603).locator(".terminal-number").click();
    await page.locator(".terminal-found", { hasText: "Browsers let only pages of https" }).waitFor();
    await page.waitForURL(`${address}#L603`);
    await assertAccessible(page);
  });

  await t.step("a link to a line marks its point in the chart, and the place of a line without one", async () => {
    await page.goto(address);
    await page.goto(`${address}#L997`);
    await page.locator(".point-tip", { hasText: /step\s*997/ }).waitFor();
    const mark = page.locator(".plot-line-mark");
    const middle = async () => (await mark.boundingBox())!.x;
    const plot = (await page.locator(".plot canvas").boundingBox())!, at = await middle();
    assert.ok(at > plot.x + plot.width * 0.4 && at < plot.x + plot.width * 0.6);
    await page.locator(".terminal-box").focus();
    for (const line of [998, 999]) {
      await page.keyboard.press("Alt+ArrowDown");
      await page.locator(".point-tip", { hasText: new RegExp(`step\\s*${line}`) }).waitFor();
    }
    await page.evaluate(() => location.hash = "#L10");
    await page.locator(".terminal-row-selected", { hasText: "end of 10" }).waitFor();
    await page.waitForFunction((before) => {
      const mark = document.querySelector(".plot-line-mark");
      return mark !== null && mark.getBoundingClientRect().x < before - 100;
    }, at);
    await page.locator(".terminal-box").press("Escape");
    await mark.waitFor({ state: "detached" });
    await page.locator(".point-tip").waitFor({ state: "detached" });
  });

  assert.deepEqual(problems, []);
});
