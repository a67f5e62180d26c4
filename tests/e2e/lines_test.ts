import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { assertAccessible, finishRun, openPage } from "../support/page.ts";

const LINES = 100_000;
/** Every third line is no point; step and line are the same number. */
const PROGRAM = `let text = "";
for (let at = 1; at <= ${LINES}; at++) {
  text += at % 3 === 0 ? "saved to ckpt/" + at + ".pt\\n"
    : "Step " + at + ": loss=" + (5 * Math.exp(-at / 30000)).toFixed(5) + ", lr=" + (1e-3 * (1 - at / ${LINES})).toExponential(3) + "\\n";
}
const bytes = new TextEncoder().encode(text);
for (let at = 0; at < bytes.length;) at += await Deno.stdout.write(bytes.subarray(at));`;

const lossOf = (line: number) => (5 * Math.exp(-line / 30000)).toFixed(5);
const rateOf = (line: number) => (1e-3 * (1 - line / LINES)).toExponential(3);
const lineOf = async (page: Page, which: "selected" | "lit") =>
  Number(await page.locator(`.terminal-row-${which}`).getAttribute("data-line"));
/** Row of the terminal whose line is this one, once its text is there. */
const rowOf = (page: Page, line: number) =>
  page.locator(`.terminal-row[data-line="${line}"]`, { hasText: /ckpt|loss/ });
const tipOf = async (page: Page) => (await page.locator(".point-tip").innerText()).replaceAll(/\s+/g, " ");

Deno.test("every point of a log of 100,000 lines leads to its line", async (t) => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  await using opened = await openPage(chromium.browser);
  const { page, problems } = opened;
  const { id } = await app.call<{ id: string }>("POST", "/api/experiments", { name: "long" });
  const first = await finishRun(app, id, PROGRAM, "first");
  const address = `${app.origin}/experiments/${id}`;

  await t.step("a point under the pointer shows its line, and then the terminal scrolls back", async () => {
    await page.goto(`${address}?run=${first}`);
    await page.locator(".chart-frame[data-ready]").waitFor();
    const plot = (await page.locator(".plot").boundingBox())!;
    await page.mouse.move(plot.x + plot.width * 0.3, plot.y + 60);
    await page.locator(".terminal-row-lit", { hasText: "loss=" }).waitFor();
    const line = await lineOf(page, "lit");
    assert.ok(line > 1000 && line < LINES - 1000);
    assert.match(await tipOf(page), new RegExp(`^loss ${Number(lossOf(line))} step ${line} .* line ${line}$`));
    await page.mouse.move(0, 0);
    await rowOf(page, LINES).waitFor();
    assert.equal(await page.locator(".terminal-row-lit").count(), 0);
  });

  await t.step("a clicked point stays selected, also in the address", async () => {
    const plot = (await page.locator(".plot").boundingBox())!;
    await page.mouse.click(plot.x + plot.width * 0.6, plot.y + 60);
    await page.locator(".terminal-row-selected", { hasText: "loss=" }).waitFor();
    await page.mouse.move(0, 0);
    const line = await lineOf(page, "selected");
    assert.equal(new URL(page.url()).hash, `#L${line}`);
    await page.locator(".line-point", { hasText: `loss ${Number(lossOf(line))}` }).waitFor();
    await assertAccessible(page);
  });

  await t.step("a click on a number moves the cursor to its point, even when the chart doesn't hold it", async () => {
    await page.goto(`${address}?run=${first}#L54321`);
    await page.locator(".terminal-row-selected", { hasText: "ckpt/54321" }).waitFor();
    await rowOf(page, 54322).locator(".terminal-text").click({ position: { x: 4, y: 10 } });
    const number = page.locator(".terminal-row-selected .number-point", { hasText: rateOf(54322) });
    await number.click();
    await page.locator(".point-tip", { hasText: "54322" }).waitFor();
    assert.match(await tipOf(page), new RegExp(`^learning_rate ${Number(rateOf(54322))} step 54322 .* line 54322$`));
    assert.equal(new URL(page.url()).searchParams.get("metric"), "learning_rate");
  });

  await t.step("a range is selected with the mouse, loads all of its points, and is reset", async () => {
    await page.goto(`${address}?run=${first}&metric=loss`);
    await page.locator(".chart-frame[data-ready]").waitFor();
    const plot = (await page.locator(".plot").boundingBox())!;
    await page.mouse.move(plot.x + plot.width * 0.5, plot.y + 60);
    await page.mouse.down();
    await page.mouse.move(plot.x + plot.width * 0.505, plot.y + 60, { steps: 3 });
    await page.mouse.move(plot.x + plot.width * 0.51, plot.y + 60);
    await page.mouse.up();
    await page.waitForURL(/min_step=/);
    const query = new URL(page.url()).searchParams;
    const from = Number(query.get("min_step")), to = Number(query.get("max_step"));
    assert.ok(from > 45_000 && to > from && to < 55_000, `${from} to ${to}`);
    assert.equal(await page.locator(".line-panel").count(), 0, "a drag is no press");
    const next = from % 3 === 1 ? from + 1 : from + 2;
    await page.locator(".plot").focus();
    for (let turn = 0; turn < 100; turn++) {
      await page.keyboard.press("Home");
      await page.keyboard.press("ArrowRight");
      if ((await tipOf(page)).includes(`step ${next} `)) break;
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    }
    assert.match(await tipOf(page), new RegExp(`^loss ${Number(lossOf(next))} step ${next} `));
    await page.getByRole("button", { name: "All steps" }).click();
    assert.equal(new URL(page.url()).searchParams.get("min_step"), null);
  });

  await t.step("the same works with the keyboard alone, in both directions", async () => {
    await page.goto(`${address}?run=${first}#L70000`);
    await page.locator(".line-panel", { hasText: "Line 70,000" }).waitFor();
    await page.locator(".terminal-box").focus();
    await page.keyboard.press("Alt+ArrowDown");
    await page.locator(".terminal-row-selected", { hasText: "Step 70001:" }).waitFor();
    await page.locator(".line-point").first().waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.locator(".point-tip", { hasText: "70001" }).waitFor();
    await page.locator(".plot").focus();
    await page.keyboard.press("ArrowLeft");
    await page.locator(".terminal-row-lit", { hasText: "loss=" }).waitFor();
    const lit = await lineOf(page, "lit");
    assert.ok(lit < 70001);
    assert.match(await page.locator(".plot [role=status]").innerText(), new RegExp(`line ${lit}$`));
    await page.keyboard.press("Enter");
    assert.equal(await lineOf(page, "selected"), lit);
    await page.locator(".line-point").first().focus();
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".line-panel").count(), 0);
    assert.equal(await page.locator(".terminal-box").evaluate((box) => box === document.activeElement), true);
  });

  await t.step("a search finds lines that the page doesn't hold, and End goes back", async () => {
    await page.getByRole("searchbox", { name: "Search the log" }).fill("ckpt/12345.pt");
    await page.keyboard.press("Enter");
    await page.locator(".terminal-row-selected mark", { hasText: "ckpt/12345.pt" }).waitFor();
    assert.equal(await page.locator(".terminal-found").innerText(), "Line 12,345");
    await page.getByRole("button", { name: "End" }).click();
    await rowOf(page, LINES).waitFor();
  });

  await t.step("a tap selects a point and a number", async () => {
    await using touched = await openPage(chromium.browser, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    const phone = touched.page;
    await phone.goto(`${address}?run=${first}`);
    await phone.locator(".chart-frame[data-ready]").waitFor();
    const plot = (await phone.locator(".plot").boundingBox())!;
    await phone.touchscreen.tap(plot.x + plot.width / 2, plot.y + 20);
    await phone.locator(".terminal-row-selected", { hasText: "loss=" }).waitFor();
    const line = await lineOf(phone, "selected");
    await phone.locator(".terminal-row-selected .number-point", { hasText: String(line) }).tap();
    await phone.locator(".line-point[aria-pressed=true]", { hasText: `step ${line}` }).waitFor();
    assert.deepEqual(touched.problems, []);
  });

  await t.step("on the comparison page a selected point links to its line in its run", async () => {
    const second = await finishRun(
      app,
      id,
      "console.log('Step 1: loss=9'); console.log('Step 90000: loss=8')",
      "second",
    );
    await page.goto(`${address}/compare?runs=${second},${first}`);
    await page.locator(".chart-frame[data-ready]").waitFor();
    await page.locator(".plot").focus();
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "line 2 of second" }).click();
    await page.locator(".terminal-row-selected", { hasText: "Step 90000: loss=8" }).waitFor();
  });

  assert.deepEqual(problems, []);
});
