import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { assertAccessible, finishRun, openPage } from "../support/page.ts";
import { soon } from "../support/soon.ts";

/** 60 lines, the output of nested tqdm (3 epochs × 20 steps) that leaves two rows, and one line more. */
const recordings = JSON.parse(await Deno.readTextFile(new URL("../fixtures/screens.json", import.meta.url)));
const BARS: string = recordings.tqdm_nested.log;
const BEFORE = Array.from({ length: 60 }, (_, at) => `Step ${at + 1}: loss=${(5 / (at + 1)).toFixed(4)}\n`).join("");
const PROGRAM = `console.log(${JSON.stringify(`${BEFORE}${BARS}the end`)})`;
const ROWS = 60 + 2 + 1;

/** The texts of the rows at the end, without their numbers. */
const textsOf = async (page: Page) =>
  (await page.locator(".terminal-row .terminal-text").allInnerTexts()).map((text) => text.trimEnd());

Deno.test("rows that cursor movements draw over are as a terminal leaves them", async (t) => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  const { id } = await app.call<{ id: string }>("POST", "/api/experiments", { name: "bars" });
  const address = `${app.origin}/experiments/${id}?run=${await finishRun(app, id, PROGRAM, "bars")}`;
  const end = [/^epochs 3\/3 \|█+\|$/, /^done$/, /^the end$/];

  await t.step("before any script runs", async () => {
    await using opened = await openPage(chromium.browser, { javaScriptEnabled: false });
    await opened.page.goto(address);
    const texts = await textsOf(opened.page);
    assert.equal(texts.length, ROWS);
    end.forEach((expected, at) => assert.match(texts.at(at - end.length)!, expected));
  });

  await using opened = await openPage(chromium.browser);
  const { page, problems } = opened;
  await t.step("with scripts, without a gap", async () => {
    await page.goto(address);
    await page.locator(".terminal[data-ready] .terminal-row", { hasText: "the end" }).waitFor();
    await soon.equal(() => page.locator(".terminal-rows").evaluate((rows) => rows.clientHeight / 20), ROWS);
    const texts = await textsOf(page);
    end.forEach((expected, at) => assert.match(texts.at(at - end.length)!, expected));
    await assertAccessible(page);
  });

  await t.step("a link to a line that was drawn over shows this line, and leaving it takes the row away", async () => {
    await page.goto(`${address}#L70`);
    const row = page.locator('.terminal-row-selected[data-line="70"]', { hasText: /steps \d+\/20/ });
    await row.waitFor();
    await soon.equal(() => page.locator(".terminal-rows").evaluate((rows) => rows.clientHeight / 20), ROWS + 1);
    await page.locator(".terminal-box").press("Alt+ArrowUp");
    await page.locator('.terminal-row-selected[data-line="60"]').waitFor();
    await soon.equal(() => page.locator(".terminal-rows").evaluate((rows) => rows.clientHeight / 20), ROWS);
  });

  assert.deepEqual(problems, []);
});

Deno.test("a program that has cleared its screen leaves words, not an empty box", async () => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  await using opened = await openPage(chromium.browser);
  const { page, problems } = opened;
  const { id } = await app.call<{ id: string }>("POST", "/api/experiments", { name: "less" });
  const program = `console.log(${JSON.stringify("\u001b[?1049h\u001b[H\u001b[2Jone\ntwo\nthree\n\u001b[?1049l")})`;
  await page.goto(`${app.origin}/experiments/${id}?run=${await finishRun(app, id, program, "less")}`);
  await page.locator(".terminal-empty", { hasText: "cleared its screen" }).waitFor();
  await page.goto(`${app.origin}/experiments/${id}?run=${await finishRun(app, id, PROGRAM, "bars")}`);
  await page.locator(".terminal[data-ready] .terminal-row", { hasText: "the end" }).waitFor();
  await soon.equal(() => page.locator(".terminal-empty").count(), 0);
  assert.deepEqual(problems, []);
});
