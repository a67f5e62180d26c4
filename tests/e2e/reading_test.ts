import assert from "node:assert/strict";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { assertAccessible, finishRun, openPage, printing, readShift } from "../support/page.ts";
import { soon } from "../support/soon.ts";

Deno.test("pages work without scripts, and don't move when scripts start", async (t) => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  const { id } = await app.call<{ id: string }>("POST", "/api/experiments", { name: "tiny-gpt" });
  const bar =
    "for (let at = 1; at <= 50; at++) await Deno.stdout.write(new TextEncoder().encode(`\\r${at}/50 loss=${50 / at}`));" +
    "console.log(); console.log('\\x1b[1;32mdone\\x1b[0m');";
  const first = await finishRun(
    app,
    id,
    "console.log('lr: 0.1'); console.log('batch_size: 32');" +
      "for (let at = 1; at < 300; at++) console.log(`Step ${at}: loss=${3 / at}, val/loss=${4 / at}, tokens/s=${1000 + at}`)",
    "first",
  );
  const second = await finishRun(
    app,
    id,
    printing(["lr: 0.2", "batch_size: 32", "Step 1: loss=2", "Step 2: loss=1.25"]),
    "second",
  );
  const redrawn = await finishRun(app, id, bar, "bar");
  const address = `${app.origin}/experiments/${id}`;

  await t.step(
    "without scripts, a page has the log's end, a curve, its numbers, and links to the other metrics",
    async () => {
      await using opened = await openPage(chromium.browser, { javaScriptEnabled: false });
      const { page } = opened;
      await page.goto(`${address}?run=${first}`);
      await soon.ok(() => page.locator(".terminal-row", { hasText: "Step 299:" }).isVisible());
      await soon.ok(() => page.getByRole("img", { name: /^loss from step 1 to 299: first ends at 0.010/ }).isVisible());
      await page.getByRole("link", { name: "val/loss" }).click();
      await soon.ok(() => page.getByRole("img", { name: /^val\/loss from step 1/ }).isVisible());
      assert.equal(new URL(page.url()).searchParams.get("metric"), "val/loss");
      await page.locator(".origin summary").click();
      await soon.ok(() => page.getByText("Run id").isVisible());
    },
  );

  await t.step("without scripts, the form opens the comparison with the settings that differ", async () => {
    await using opened = await openPage(chromium.browser, { javaScriptEnabled: false });
    const { page } = opened;
    await page.goto(address);
    for (const box of await page.getByRole("checkbox").all()) await box.setChecked(false);
    await page.getByLabel("Compare first").check();
    await page.getByLabel("Compare second").check();
    await page.getByRole("button", { name: "Compare selected" }).click();
    await soon.ok(() => page.getByRole("img", { name: /second ends at 1.25, first ends at 0.010/ }).isVisible());
    const settings = page.locator(".compare tbody", { hasText: "Settings that differ" });
    await soon.match(async () => (await settings.innerText()).replaceAll(/\s+/g, " "), /learning_rate 0.2 0.1/);
    await soon.equal(() => page.locator(".best").first().innerText(), "0.010033");
    await page.getByText("Settings that are the same in all (1)").click();
    await soon.ok(() => page.locator("dt", { hasText: "batch_size" }).isVisible());
  });

  await t.step("with scripts, nothing moves when the chart replaces the drawing", async () => {
    for (const query of [`?run=${first}`, `/compare?runs=${first},${second}`]) {
      await using opened = await openPage(chromium.browser);
      await opened.page.goto(address + query, { waitUntil: "networkidle" });
      await opened.page.locator(".chart-frame[data-ready] canvas").waitFor();
      assert.equal(await readShift(opened.page), 0, query);
      assert.deepEqual(opened.problems, []);
    }
  });

  await t.step("a progress bar that was redrawn fifty times is one row with fifty points", async () => {
    await using opened = await openPage(chromium.browser);
    const { page } = opened;
    await page.goto(`${address}?run=${redrawn}`);
    await page.locator(".terminal .ansi-green.ansi-bold", { hasText: "done" }).waitFor();
    await soon.deepEqual(() => page.locator(".terminal-text").allInnerTexts(), ["50/50 loss=1", "done"]);
    await page.locator(".legend td").last().waitFor();
    await soon.equal(() => page.locator(".legend td").last().innerText(), "50");
  });

  await t.step("speeds are folded, and another run keeps the view", async () => {
    await using opened = await openPage(chromium.browser);
    const { page } = opened;
    await page.goto(`${address}?run=${first}`);
    const speed = page.getByRole("tab", { name: "tokens/s" });
    await soon.equal(() => speed.isVisible(), false);
    await page.locator(".metric-tabs summary", { hasText: "Speed (1)" }).click();
    await speed.click();
    await page.locator(".legend-last", { hasText: "1299" }).waitFor();
    await page.locator(".chart-choice label", { hasText: "Log" }).click();
    await page.getByRole("link", { name: "loss", exact: true }).click();
    await page.getByRole("tab", { name: "loss", exact: true, selected: true }).waitFor();
    await page.getByRole("link", { name: "second" }).click();
    await page.getByRole("heading", { name: "second" }).waitFor();
    assert.equal(new URL(page.url()).searchParams.get("y"), "log");
    await soon.ok(() => page.getByLabel("Log", { exact: true }).isChecked());
  });

  await t.step("a run's line is hidden and shown again, and the address says so", async () => {
    await using opened = await openPage(chromium.browser);
    const { page } = opened;
    await page.goto(`${address}/compare?runs=${first},${second}`);
    const toggle = page.getByRole("button", { name: "second" });
    await toggle.click();
    assert.equal(new URL(page.url()).searchParams.get("hide"), "2");
    await page.reload();
    await page.locator(".chart-frame[data-ready]").waitFor();
    await soon.equal(() => toggle.getAttribute("aria-pressed"), "false");
    await assertAccessible(page);
    await toggle.click();
    assert.equal(new URL(page.url()).searchParams.get("hide"), null);
  });

  await t.step("on a phone the curve is visible without scrolling", async () => {
    await using opened = await openPage(chromium.browser, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
      colorScheme: "dark",
    });
    const { page } = opened;
    await page.goto(`${address}?run=${first}`);
    await page.locator(".chart-frame[data-ready]").waitFor();
    const plot = (await page.locator(".plot").boundingBox())!;
    assert.ok(plot.y < 700, `the chart begins at ${plot.y}`);
    await soon.equal(() => page.getByRole("button", { name: "Delete" }).isVisible(), false);
    await page.getByRole("button", { name: "More actions" }).tap();
    await page.getByRole("button", { name: "Delete" }).waitFor();
    await page.getByRole("button", { name: "View" }).tap();
    await page.getByLabel("First step").waitFor();
    await assertAccessible(page);
  });
});
