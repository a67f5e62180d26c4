import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { assertAccessible, finishRun, openPage, printing, readShift } from "../support/page.ts";
import { soon } from "../support/soon.ts";

const LINES = Array.from({ length: 40 }, (_, at) => `Step ${at + 1}: loss=${(5 / (at + 1)).toFixed(4)}, lr=1e-3`);

/** How much of an element is in the window, CSS pixels. */
const seen = (page: Page, selector: string) =>
  page.locator(selector).first().evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return Math.min(bottom, innerHeight) - Math.max(top, 0);
  });
const heightOf = async (page: Page) => (await page.locator(".terminal-box").boundingBox())!.height;
const isReady = (page: Page) => page.locator(".chart-frame[data-ready]").waitFor();
const groundOf = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const DARK = "rgb(12, 13, 16)", LIGHT = "rgb(247, 247, 248)";

Deno.test("the page of a run has its terminal and its chart in sight, as the reader likes them", async (t) => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  await using opened = await openPage(chromium.browser);
  const { page, problems } = opened;
  const { id } = await app.call<{ id: string }>("POST", "/api/experiments", { name: "digits" });
  await finishRun(app, id, printing(LINES), "first");
  const address = `${app.origin}/experiments/${id}`;

  await t.step("at 1366 × 680 at least 300 px of the chart are in sight, at 390 × 664 its curve", async () => {
    await page.setViewportSize({ width: 1366, height: 680 });
    await page.goto(address);
    await isReady(page);
    await soon.ok(async () => await seen(page, ".chart-frame") >= 300);
    await soon.equal(() => heightOf(page), 8 * 20);
    await page.setViewportSize({ width: 390, height: 664 });
    const plot = (await page.locator(".plot").boundingBox())!;
    assert.ok(plot.height >= 150 && plot.y + plot.height <= 664, JSON.stringify(plot));
    await page.setViewportSize({ width: 1366, height: 680 });
  });

  await t.step("the buttons stand beside the run's name, and its command gives way to its facts", async () => {
    await page.setViewportSize({ width: 1280, height: 680 });
    const [name, buttons] = [
      await page.locator("#run-name").boundingBox(),
      await page.locator(".run-actions").boundingBox(),
    ];
    assert.ok(
      buttons!.x > name!.x + name!.width && buttons!.y < name!.y + name!.height,
      JSON.stringify({ name, buttons }),
    );
    await soon.equal(() => page.locator(".facts").evaluate((list) => list.scrollWidth - list.clientWidth), 0);
    await soon.equal(
      () => page.locator(".run-command").evaluate((command) => command.scrollWidth > command.clientWidth),
      true,
    );
    await page.locator(".origin summary").click();
    const [table, facts] = [
      await page.locator(".origin .settings").boundingBox(),
      await page.locator(".facts").boundingBox(),
    ];
    assert.ok(facts!.y >= table!.y + table!.height, JSON.stringify({ table, facts }));
    await page.locator(".origin summary").click();
    await page.setViewportSize({ width: 1366, height: 680 });
  });

  await t.step(
    "the terminal's edge makes it higher by keys and by pulling, and the next page has that height at once",
    async () => {
      const edge = page.getByRole("separator", { name: "Height of the terminal in lines" });
      await edge.focus();
      await page.keyboard.press("PageDown");
      await page.keyboard.press("ArrowUp");
      await soon.equal(() => heightOf(page), 12 * 20);
      await soon.equal(() => edge.getAttribute("aria-valuenow"), "12");
      const { x, y, width, height } = (await edge.boundingBox())!;
      await page.mouse.move(x + width / 2, y + height / 2);
      await page.mouse.down();
      await page.mouse.move(x + width / 2, y + height / 2 + 63);
      await page.mouse.up();
      await soon.equal(() => heightOf(page), 15 * 20);
      await page.goto(address);
      await isReady(page);
      await soon.equal(() => heightOf(page), 15 * 20);
      assert.equal(await readShift(page), 0);
      await edge.dblclick();
      await soon.equal(() => heightOf(page), 8 * 20);
    },
  );

  await t.step("on a wide screen the chart stands beside the terminal when the reader wants it", async () => {
    const top = async (selector: string) => (await page.locator(selector).boundingBox())!.y;
    await page.setViewportSize({ width: 1920, height: 1000 });
    await page.getByRole("button", { name: "Chart beside" }).click();
    await soon.ok(async () => Math.abs(await top(".terminal") - await top(".output > .panel")) <= 1);
    await page.goto(address);
    await isReady(page);
    await soon.ok(async () => Math.abs(await top(".terminal") - await top(".output > .panel")) <= 1);
    assert.equal(await readShift(page), 0);
    await assertAccessible(page);
    await page.getByRole("button", { name: "Chart beside" }).click();
    await page.setViewportSize({ width: 1366, height: 680 });
    await soon.ok(() => page.getByRole("button", { name: "Chart beside" }).isHidden());
  });

  await t.step(
    "the theme is the system's until the reader chooses one, and is there before the page is painted",
    async () => {
      const theme = page.getByLabel("Theme");
      await soon.equal(() => groundOf(page), LIGHT);
      await page.emulateMedia({ colorScheme: "dark" });
      await soon.equal(() => groundOf(page), DARK);
      await theme.selectOption("light");
      await soon.equal(() => groundOf(page), LIGHT);
      await theme.selectOption("dark");
      await page.emulateMedia({ colorScheme: "light" });
      await soon.equal(() => groundOf(page), DARK);
      await assertAccessible(page);
      await page.goto(address, { waitUntil: "commit" });
      await page.locator("main").waitFor();
      await soon.equal(() => groundOf(page), DARK);
      await theme.selectOption("system");
      await soon.equal(() => groundOf(page), LIGHT);
    },
  );

  await t.step("without scripts no control of the terminal or the chart is shown that does nothing", async () => {
    await using plain = await openPage(chromium.browser, { javaScriptEnabled: false });
    await plain.page.goto(address);
    await plain.page.locator(".chart-svg").waitFor();
    const shown = await plain.page.locator("main :is(button, input, select)").evaluateAll((all) =>
      all.filter((one) => (one as HTMLElement).offsetParent !== null && !one.closest("form[action]"))
        .map((one) => one.outerHTML)
    );
    assert.deepEqual(shown, []);
  });
  assert.deepEqual(problems, []);
});
