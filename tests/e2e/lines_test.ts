import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { assertAccessible, finishRun, openPage } from "../support/page.ts";
import { soon } from "../support/soon.ts";

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
    await soon.match(() => tipOf(page), new RegExp(`^loss ${Number(lossOf(line))} step ${line} .* line ${line}$`));
    await page.mouse.move(0, 0);
    await rowOf(page, LINES).waitFor();
    await soon.equal(() => page.locator(".terminal-row-lit").count(), 0);
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
    await page.locator(".point-tip", { hasText: "learning_rate" }).waitFor();
    await soon.match(
      () => tipOf(page),
      new RegExp(`^learning_rate ${Number(rateOf(54322))} step 54322 .* line 54322$`),
    );
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
    await page.waitForURL(/min_x=/);
    const query = new URL(page.url()).searchParams;
    const from = Number(query.get("min_x")), to = Number(query.get("max_x"));
    assert.ok(from > 45_000 && to > from && to < 55_000, `${from} to ${to}`);
    await soon.equal(() => page.locator(".line-panel").count(), 0, "a drag is no press");
    const next = from % 3 === 1 ? from + 1 : from + 2;
    await page.locator(".plot").focus();
    for (let turn = 0; turn < 100; turn++) {
      await page.keyboard.press("Home");
      await page.keyboard.press("ArrowRight");
      if ((await tipOf(page)).includes(`step ${next} `)) break;
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    }
    await soon.match(() => tipOf(page), new RegExp(`^loss ${Number(lossOf(next))} step ${next} `));
    await page.getByRole("button", { name: "All steps" }).click();
    assert.equal(new URL(page.url()).searchParams.get("min_x"), null);
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
    await page.locator(".terminal-row-lit:not([data-line='70001'])", { hasText: "loss=" }).waitFor();
    const lit = await lineOf(page, "lit");
    assert.ok(lit < 70001);
    await soon.match(() => page.locator(".plot [role=status]").innerText(), new RegExp(`line ${lit}$`));
    await page.keyboard.press("Enter");
    await soon.equal(() => lineOf(page, "selected"), lit);
    await page.locator(".line-point").first().focus();
    await page.keyboard.press("Escape");
    await soon.equal(() => page.locator(".line-panel").count(), 0);
    await soon.equal(() => page.locator(".terminal-box").evaluate((box) => box === document.activeElement), true);
  });

  const search = page.getByRole("searchbox", { name: "Search the log" });
  const said = (words: string) => page.locator(".terminal-found", { hasText: words }).waitFor();

  await t.step("a search finds lines that the page doesn't hold, counts them, and End goes back", async () => {
    await search.fill("ckpt/12345.pt");
    await page.keyboard.press("Enter");
    await page.locator(".terminal-row-selected mark", { hasText: "ckpt/12345.pt" }).waitFor();
    await said("1 of 1");
    await search.fill("ckpt/1234");
    await said("3 lines"); // 12342, 12345 and 12348
    await page.keyboard.press("Enter");
    await said("1 of 3");
    await soon.equal(() => lineOf(page, "selected"), 12_342);
    for (const [key, words, line] of [["Shift+Enter", "2 of 3", 12_345], ["Shift+Enter", "3 of 3", 12_348]] as const) {
      await page.keyboard.press(key);
      await said(words);
      await soon.equal(() => lineOf(page, "selected"), line);
    }
    await page.keyboard.press("Shift+Enter");
    await said("No newer match of 3");
    await page.getByRole("button", { name: "End" }).click();
    await rowOf(page, LINES).waitFor();
  });

  await t.step("a regular expression finds lines, and one that does not compile says where", async () => {
    await page.getByRole("button", { name: "Regular expression", exact: true }).first().click();
    await search.fill("ckpt/99[0-9]{2}[79].PT$");
    await page.keyboard.press("Enter");
    await said("67 of 67");
    await search.fill("ckpt/[");
    await said("does not compile at character 6");
    await assertAccessible(page);
    await page.getByRole("button", { name: "Regular expression", exact: true }).first().click();
    await search.fill("");
  });

  await t.step("a search that was cleared before its answer came goes nowhere", async () => {
    const asked = Promise.withResolvers<void>(), answer = Promise.withResolvers<void>();
    await page.route("**/logs/matches?*", async (route) => {
      asked.resolve();
      await answer.promise;
      await route.continue().catch(() => {}); // the page has ended the request
    });
    const before = page.url();
    await search.fill("ckpt/300.pt");
    await page.keyboard.press("Enter");
    await asked.promise;
    await search.fill("");
    answer.resolve();
    await page.unroute("**/logs/matches?*");
    await search.fill("ckpt/600.pt");
    await said("1 line");
    assert.equal(page.url(), before); // a line that is gone to stands in the address
    await search.fill("");
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
