import assert from "node:assert/strict";
import type { CDPSession, Page } from "playwright-core";
import { fillRuns } from "../../bench/runs.ts";
import { openStore } from "../../lib/store/store.ts";
import { startApp, type TestApp } from "../support/app.ts";
import { startBrowser, type TestBrowser } from "../support/browser.ts";
import { openPage } from "../support/page.ts";
import { waitFor } from "../support/wait.ts";
import { soon } from "../support/soon.ts";

/** More points than a chart shows at once. */
const POINTS = 2_000;

/** The shown range of the address; the ends of the axis where it has none. */
function rangeOf(page: Page): [number, number] {
  const query = new URL(page.url()).searchParams;
  return [Number(query.get("min_x") ?? 0), Number(query.get("max_x") ?? POINTS - 1)];
}

const isZoomed = (url: URL) => /m(in|ax)_x=/.test(url.search);

/** Two fingers on a chart, at these shares of its width; a later call moves them. */
function touch(session: CDPSession, box: { x: number; y: number; width: number; height: number }) {
  const points = (shares: readonly number[]) =>
    shares.map((share, id) => ({
      id,
      x: Math.round(box.x + share * box.width),
      y: Math.round(box.y + box.height / 2),
    }));
  const send = (type: "touchStart" | "touchMove" | "touchEnd", shares: readonly number[]) =>
    session.send("Input.dispatchTouchEvent", { type, touchPoints: points(shares) });
  return {
    down: (...shares: number[]) => send("touchStart", shares),
    move: (...shares: number[]) => send("touchMove", shares),
    up: () => send("touchEnd", []),
  };
}

async function openRun(app: TestApp, { browser }: TestBrowser, options: Parameters<typeof openPage>[1]) {
  using store = await openStore(app.kv);
  const { experimentId, ids } = await fillRuns(store, { runs: 1, names: ["loss", "acc", "lr"], count: POINTS });
  const opened = await openPage(browser, options);
  await opened.page.goto(`${app.origin}/experiments/${experimentId}?run=${ids[0]}`);
  await opened.page.locator(".chart-frame[data-ready]").waitFor();
  await opened.page.locator(".plot").evaluate((element) => element.scrollIntoView({ block: "start" }));
  return opened;
}

Deno.test("the large chart is zoomed and moved by mouse and keys, and all charts get their detail", async (t) => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  await using opened = await openRun(app, chromium, { viewport: { width: 1280, height: 2_000 } });
  const { page, apiRequests, problems } = opened, box = (await page.locator(".plot").boundingBox())!;
  const at = (share: number) => [box.x + share * box.width, box.y + box.height / 2] as const;
  const whole = () => page.waitForURL((url) => !isZoomed(url));
  await page.mouse.move(...at(0.3));
  await page.locator(".board-plot[data-drawn]").first().waitFor();

  await t.step("a drag", async () => {
    const asked = apiRequests.length;
    await page.mouse.down();
    await page.mouse.move(...at(0.6), { steps: 3 });
    await page.mouse.up();
    await page.waitForURL(isZoomed);
    const [low, high] = rangeOf(page);
    assert.ok(low > 300 && high < 1_400, `${low} to ${high}`);
    const detail = () => apiRequests.slice(asked).filter((path) => path.includes(`min_x=${low}`));
    await waitFor(() => detail().some((path) => /metric_type=loss.*metric_type=/.test(path)), {
      what: "the small charts to request the range together",
    });
    await waitFor(() => detail().some((path) => path.includes("/runs/")), { what: "the large chart to request it" });
  });

  await t.step("a drag with Shift, and Back", async () => {
    const [low, high] = rangeOf(page);
    await page.keyboard.down("Shift");
    await page.mouse.down();
    await page.mouse.move(...at(0.5), { steps: 3 });
    await page.mouse.up();
    await page.keyboard.up("Shift");
    await waitFor(() => rangeOf(page)[0] > low, { what: "the range to move" });
    assert.ok(Math.abs(rangeOf(page)[1] - rangeOf(page)[0] - (high - low)) < 5, "its length stays");
    await page.goBack();
    await waitFor(() => rangeOf(page)[0] === low, { what: "Back to undo the move" });
    await page.goBack();
    await whole();
  });

  await t.step("the wheel with Ctrl, and a double click", async () => {
    await page.mouse.move(...at(0.5));
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, -300);
    await page.keyboard.up("Control");
    await page.waitForURL(isZoomed);
    const [low, high] = rangeOf(page);
    assert.ok(low > 0 && high < POINTS - 1, `${low} to ${high}`);
    await page.mouse.dblclick(...at(0.5));
    await whole();
  });

  await t.step("keys", async () => {
    await page.mouse.move(2, 2);
    await page.locator(".plot").focus();
    await page.keyboard.press("+");
    await page.waitForURL(isZoomed);
    const [low] = rangeOf(page);
    await page.keyboard.press("Shift+ArrowRight");
    await waitFor(() => rangeOf(page)[0] > low, { what: "the range to move" });
    await page.keyboard.press("0");
    await whole();
  });
  assert.deepEqual(problems, []);
});

Deno.test("two fingers zoom and move charts on a phone, and one finger scrolls the page", async (t) => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  await using opened = await openRun(app, chromium, phone);
  const { page, problems } = opened, session = await page.context().newCDPSession(page);
  const top = () => page.evaluate(() => scrollY);

  for (const [what, selector] of [["the large chart", ".plot"], ["a small chart", ".board-plot"]] as const) {
    await t.step(what, async () => {
      const chart = page.locator(selector).first();
      await chart.tap();
      if (selector === ".board-plot") await page.locator(".board-plot[data-drawn]").first().waitFor();
      else await page.locator(".board[data-from=browser]").waitFor({ state: "attached" });
      await chart.evaluate((element) => element.scrollIntoView({ block: "center" }));
      const fingers = touch(session, (await chart.boundingBox())!), before = await top();
      await fingers.down(0.45, 0.65);
      await fingers.move(0.4, 0.7);
      await fingers.move(0.3, 0.8);
      await fingers.up();
      await page.waitForURL(isZoomed);
      const [low, high] = rangeOf(page);
      assert.ok(low > 0 && high < POINTS - 1, `${low} to ${high}`);
      await fingers.down(0.4, 0.6);
      await fingers.move(0.3, 0.5);
      await fingers.move(0.25, 0.45);
      await fingers.up();
      await waitFor(() => rangeOf(page)[0] > low, { what: "the range to move" });
      await soon.equal(() => top(), before, "two fingers don't scroll the page");
      await page.goBack();
      await page.goBack();
      await page.waitForURL((url) => !isZoomed(url));
    });
  }

  await t.step("one finger scrolls the page", async () => {
    await page.locator(".plot").evaluate((element) => element.scrollIntoView({ block: "center" }));
    const { x, y, width, height } = (await page.locator(".plot").boundingBox())!, before = await top();
    const at = (up: number) => [{ x: Math.round(x + width / 2), y: Math.round(y + height / 2 - up) }];
    await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: at(0) });
    for (let up = 12; up <= 120; up += 12) {
      await session.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: at(up) });
    }
    await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await waitFor(async () => await top() > before, { what: "the page to scroll" });
    assert.equal(isZoomed(new URL(page.url())), false);
  });
  assert.deepEqual(problems, []);
});
