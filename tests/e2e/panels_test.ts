import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { fillRuns } from "../../bench/runs.ts";
import { DRAWN_WITH_PAGE } from "../../lib/limits.ts";
import { openStore } from "../../lib/store/store.ts";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { openPage } from "../support/page.ts";
import { waitFor } from "../support/wait.ts";
import { soon } from "../support/soon.ts";

/** High enough for the whole page. */
const TALL = { width: 1280, height: 3_000 };

Deno.test("the grid is drawn without a touch where the server's drawing is not what is to be shown", async (t) => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  using store = await openStore(app.kv);
  const filled = await fillRuns(store, { runs: DRAWN_WITH_PAGE + 2, names: ["loss", "acc"], count: 30 });
  const compare = (runs: readonly string[], rest = "") =>
    `${app.origin}/experiments/${filled.experimentId}/compare?runs=${runs.join()}${rest}`;
  const drawn = async (address: string) => {
    const opened = await openPage(chromium.browser, { viewport: TALL });
    await opened.page.goto(address);
    return opened;
  };
  const labelOf = async (page: Page) =>
    await page.locator(".board-plot[data-drawn]").first().getAttribute("aria-label");

  await t.step("of more runs than the page brings, all are there", async () => {
    await using opened = await drawn(compare(filled.ids));
    await soon.equal(async () => (await labelOf(opened.page))!.match(/ ends at /g)!.length, filled.ids.length);
  });

  await t.step(
    "another view of the address is in the page before any script runs, and in the browser's charts",
    async () => {
      const address = compare(filled.ids.slice(0, 2), "&hide=1&y=log&min_x=10&max_x=19");
      await using bare = await openPage(chromium.browser, { viewport: TALL, javaScriptEnabled: false });
      await bare.page.goto(address);
      const lines = bare.page.locator(".board-svg .series"), ticks = bare.page.locator(".board-svg text[dy='16']");
      await soon.equal(() => lines.count(), 2, "a line of one run in each of two charts");
      await soon.match(() => bare.page.locator(".board-found").innerText(), /part of the axis, logarithmic/);
      const steps = (await ticks.allTextContents()).map(Number);
      assert.ok(steps.length >= 4 && steps.every((step) => step >= 10 && step <= 19), steps.join());
      await using opened = await drawn(address);
      const { page } = opened;
      await page.locator(".chart-frame[data-ready]").waitFor();
      await page.mouse.move(5, 5);
      await soon.equal(async () => (await labelOf(page))!.match(/ ends at /g)!.length, 1);
    },
  );

  await t.step("a view that changes without a touch is drawn", async () => {
    await using opened = await drawn(compare(filled.ids.slice(0, 2)));
    const { page } = opened;
    await page.locator(".chart-frame[data-ready]").waitFor();
    await page.evaluate(() => {
      history.pushState(null, "", `${location.href}&hide=2`);
      dispatchEvent(new PopStateEvent("popstate"));
    });
    await soon.equal(async () => (await labelOf(page))!.match(/ ends at /g)!.length, 1);
  });

  await t.step("a comparison is 400 px high, a run 300 px, and so is the server's drawing", async () => {
    const run = `${app.origin}/experiments/${filled.experimentId}?run=${filled.ids[0]}`;
    for (const [address, height] of [[compare(filled.ids.slice(0, 2)), 400], [run, 300]] as const) {
      await using opened = await drawn(address);
      const { page } = opened, plot = page.locator(".plot");
      await page.locator(".chart-frame[data-ready]").waitFor();
      await soon.equal(async () => (await plot.boundingBox())!.height, height, address);
      const around = (await page.locator(".chart-plots").boundingBox())!.height;
      await using bare = await openPage(chromium.browser, { viewport: TALL, javaScriptEnabled: false });
      await bare.page.goto(address);
      const edges = await bare.page.locator(".chart-svg").first().evaluate((svg) => {
        const { marginTop, marginBottom, height } = getComputedStyle(svg);
        return [marginTop, marginBottom, height].map(parseFloat).reduce((sum, each) => sum + each);
      });
      assert.equal(Math.round(edges), Math.round(around), `${address} without scripts`);
    }
  });
});

Deno.test("the legend of the large chart says what the cursor is on, and a row brings its line forward", async (t) => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  using store = await openStore(app.kv);
  const valueAt = (step: number, metric: number) => 100 * metric + step;
  const { experimentId, ids } = await fillRuns(store, { runs: 3, names: ["acc", "loss"], count: 30, valueAt });
  await using opened = await openPage(chromium.browser, { viewport: TALL });
  const { page, problems } = opened, plot = page.locator(".plot"), legend = page.locator(".legend");
  await page.goto(`${app.origin}/experiments/${experimentId}/compare?runs=${ids.join()}&metric=loss`);
  await page.locator(".chart-frame[data-ready]").waitFor();
  const here = () => legend.locator(".legend-here").allInnerTexts();

  await t.step("the pointer on the large chart, and on a small one", async () => {
    const box = (await plot.boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.locator(".point-tip").waitFor();
    const told = await page.locator(".point-tip .tip-rows td:last-child").allInnerTexts();
    await waitFor(async () => (await here()).join() === told.join(), { what: "the legend to say the tip's values" });
    assert.match(told.join(), /^(1\d\d),\1,\1$/);
    await soon.equal(() => legend.locator("tr[data-nearest]").count(), 1);
    const small = (await page.locator(".board-plot[data-drawn]").first().boundingBox())!;
    await page.mouse.move(small.x + 60, small.y + 60);
    await waitFor(async () => (await here())[0]!.startsWith("10"), { what: "the values at the beginning" });
    await page.mouse.move(2, 2);
    await waitFor(async () => (await here()).join("") === "", { what: "the legend to be empty" });
  });

  await t.step("a small chart is taken away as it is shown", async () => {
    const panel = page.locator('.board-panel[data-panel="acc"]'),
      save = async (item: RegExp) => {
        const [download] = await Promise.all([
          page.waitForEvent("download"),
          panel.getByRole("menuitem", { name: item }).click(),
        ]);
        return { name: download.suggestedFilename(), text: await Deno.readTextFile(await download.path()) };
      };
    await panel.getByRole("button", { name: "Share acc" }).focus();
    await page.keyboard.press("Enter");
    const svg = await save(/^SVG image/), csv = await save(/points shown/), all = await save(/^CSV of every point/);
    assert.deepEqual([svg.name, csv.name], ["acc.svg", "acc.csv"]);
    assert.equal(svg.text.match(/<path class="run r\d/g)!.length, 2 * ids.length, "a line, and its key in the legend");
    assert.equal(csv.text.trimEnd().split("\n").length, 1 + 30 * ids.length);
    assert.ok(csv.text.includes(`${ids[2]},acc,29,29,,`), csv.text.slice(-200));
    assert.ok(all.text.includes("acc"));
    await page.keyboard.press("Escape");
    await panel.getByRole("menu").waitFor({ state: "detached" });
  });

  await t.step("the pointer on a row, and the focus in it", async () => {
    const row = legend.locator(`tr[data-run="${ids[1]}"]`), forward = plot.locator(".plot-forward path");
    await row.hover();
    await forward.waitFor();
    await soon.equal(() => forward.getAttribute("class"), "series run-2");
    await page.mouse.move(2, 2);
    await forward.waitFor({ state: "detached" });
    await legend.locator(".legend-toggle").nth(2).focus();
    await plot.locator(".plot-forward .run-3").waitFor();
    await page.locator("tr[data-run]").first().hover();
    await plot.locator(".plot-forward").waitFor();
  });

  await t.step("a canvas is as large as its place, in another window too", async () => {
    const sizes = () =>
      page.locator(".board-plot[data-drawn]").first().evaluate((element) => {
        const canvas = element.querySelector("canvas")!;
        return [canvas.width, Math.floor(element.clientWidth), canvas.clientWidth];
      });
    const [before] = await sizes();
    await page.setViewportSize({ width: 700, height: TALL.height });
    await waitFor(async () => {
      const [pixels, place, shown] = await sizes();
      return pixels !== before && pixels === place && shown === place;
    }, { what: "the canvas to be as wide as its place" });
  });
  assert.deepEqual(problems, []);
});
