import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { assertAccessible, finishRun, openPage, printing } from "../support/page.ts";
import { TEST_READ_TOKEN } from "../support/token.ts";
import { soon } from "../support/soon.ts";

/** Runs' names begin with this and end with one of these. */
const START = "tiny-gpt-lr-3e-4-warmup-500-cosine-batch-32-seed-1-";
const KINDS = ["baseline", "rope-theta", "swiglu", "no-decay", "clip", "bf16"];

/** A caller who may only read. */
const READING = { extraHTTPHeaders: { authorization: `Bearer ${TEST_READ_TOKEN}` } };

/** Pixels of an element's content that don't fit its width. */
const overflowOf = (box: Locator) => box.evaluate((element) => element.scrollWidth - element.clientWidth);

Deno.test("long names and long numbers fit", async (t) => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  await using opened = await openPage(chromium.browser);
  const { page, problems } = opened;
  const name = "tiny-gpt-pretraining-on-a-sample-of-fineweb-edu-with-a-long-name";
  const { id } = await app.call<{ id: string }>("POST", "/api/experiments", { name });
  const address = `${app.origin}/experiments/${id}`;
  const line = "Step 1: loss=0.78284 validation/loss_of_the_ema_weights=-2.46912e-5 train/perplexity=1234567.8";
  const ids: string[] = [];
  for (const kind of KINDS) ids.push(await finishRun(app, id, printing([line]), START + kind));

  await t.step("the table of metrics shows its last column at 1280 px", async () => {
    await page.goto(`${address}?run=${ids[0]}`);
    await soon.equal(() => overflowOf(page.getByRole("region", { name: "Metrics, table" })), 0);
    await assertAccessible(page);
  });

  await t.step(
    "names with the same beginning stay distinguishable in the list, the legend and the table's head",
    async () => {
      const isShown = (own: Locator) =>
        own.evaluateAll((all) => all.every((one) => one.scrollWidth <= one.clientWidth));
      await page.goto(`${address}?run=${ids[0]}`);
      await soon.equal(() => isShown(page.locator(".run-list .name-own")), true);
      await soon.deepEqual(() => page.locator(".run-list .name-own").allTextContents(), [...KINDS].reverse());
      await page.goto(`${address}/compare?runs=${ids}`);
      await page.locator(".chart-frame[data-ready]").waitFor();
      await soon.deepEqual(() => page.locator(".legend .name").allTextContents(), KINDS.map((kind) => START + kind));
      await soon.equal(
        async () => await isShown(page.locator(".legend .name > *")),
        true,
        "there is room for the whole names",
      );
      await page.setViewportSize({ width: 390, height: 844 });
      await soon.equal(() => isShown(page.locator(".legend .name-own")), true);
      await soon.equal(() => isShown(page.locator(".compare .name")), true);
      await soon.deepEqual(
        () =>
          page.locator(".compare thead").first().locator(".name").evaluateAll((all) =>
            all.map((one) => (one as HTMLElement).innerText)
          ),
        KINDS,
      );
      await soon.equal(() => page.locator(".compare thead a").first().getAttribute("title"), START + KINDS[0]);
      await page.setViewportSize({ width: 1280, height: 900 });
      await assertAccessible(page);
    },
  );

  await t.step(
    "at 390 px usual numbers of the table of metrics are whole, and a long command leaves its mark whole",
    async () => {
      const usual = [1, 2, 3].map((step) =>
        `step ${100 + step} | loss=2.535${step} | lr=3.33e-6 | grad_norm=1.92${step}`
      );
      const other = await app.call<{ id: string }>("POST", "/api/experiments", { name: "usual" });
      const run = await finishRun(app, other.id, printing(usual));
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto(`${app.origin}/experiments/${other.id}?run=${run}`);
      await soon.equal(() => overflowOf(page.getByRole("region", { name: "Metrics, table" })), 0);
      const mark = await page.locator(".origin > summary").evaluate((summary) =>
        getComputedStyle(summary, "::before").width
      );
      assert.equal(mark, "6px");
    },
  );

  await t.step("at 390 px a part of the next run is visible beside the selected one", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    const widthSeen = (row: Locator) =>
      row.evaluate((element) => {
        const strip = element.closest("form")!.getBoundingClientRect();
        const foot = document.querySelector(".rail-foot")!.getBoundingClientRect();
        const { left, right } = element.getBoundingClientRect();
        return Math.min(right, foot.left) - Math.max(left, strip.left);
      });
    const assertSeen = async (page: Page) => {
      for (const [place, beside] of [[0, 1], [3, 2], [5, 4]] as const) {
        await page.goto(`${address}?run=${[...ids].reverse()[place]}`);
        await page.locator(".chart-frame[data-ready]").waitFor();
        await soon.ok(async () => await widthSeen(page.locator(".run-row").nth(place)) > 200, `run ${place}`);
        await soon.ok(
          async () => await widthSeen(page.locator(".run-row").nth(beside)) > 30,
          `run ${beside} beside ${place}`,
        );
      }
    };
    await assertSeen(page);
    await using reader = await openPage(chromium.browser, { ...READING, viewport: { width: 390, height: 844 } });
    await assertSeen(reader.page);
    assert.deepEqual(reader.problems, []);
    await page.getByText("6 runs", { exact: true }).waitFor();
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  await t.step(
    "a run of the list keeps its number on one line, for any age and metric name",
    async () => {
      await page.goto(`${address}?run=${ids[0]}`);
      const row = page.locator(".run-row").first();
      const height = (await row.boundingBox())!.height;
      await row.locator("time").evaluate((time) => time.textContent = "2026-01-28");
      await row.locator(".last-name").evaluate((metric) => metric.textContent = "layer0/attention/grad_rms");
      await soon.equal(async () => (await row.boundingBox())!.height, height);
      await soon.equal(() => overflowOf(row), 0);
    },
  );

  await t.step("the search of the log has a short placeholder on a small screen", async () => {
    const search = page.getByRole("searchbox", { name: "Search the log" });
    await soon.equal(() => search.getAttribute("placeholder"), "Search 1 line");
    await page.setViewportSize({ width: 390, height: 844 });
    await page.locator('.terminal-search input[placeholder="Search"]').waitFor();
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  await t.step("at 390 px the links back are one line, and a long name ends in an ellipsis", async () => {
    await page.goto(`${address}/compare`);
    await page.setViewportSize({ width: 390, height: 844 });
    const crumb = page.locator(".crumbs a").last();
    await soon.ok(async () => await overflowOf(crumb) > 0);
    await soon.equal(() => crumb.getAttribute("title"), name);
    const [first, last] = await page.locator(".crumbs a").evaluateAll((all) =>
      all.map((one) => one.getBoundingClientRect().top)
    );
    assert.equal(first, last);
    await page.getByRole("heading", { level: 1, name: "Compare runs", exact: true }).waitFor();
    await assertAccessible(page);
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  assert.deepEqual(problems, []);
});
