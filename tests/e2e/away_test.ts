import assert from "node:assert/strict";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { finishRun, openPage, printing } from "../support/page.ts";
import { soon } from "../support/soon.ts";

const LINES = [1, 2, 3, 4].map((step) => `step ${step} loss=${4 / step}`);

Deno.test("a press whose script can't be loaded says so, and works in the page that is loaded then", async () => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  await using opened = await openPage(chromium.browser);
  const { page, problems } = opened;
  const { id } = await app.call<{ id: string }>("POST", "/api/experiments", { name: "away" });
  const run = await finishRun(app, id, printing(LINES));
  await page.goto(`${app.origin}/experiments/${id}?run=${run}`);
  await page.locator(".chart-frame[data-ready]").waitFor();
  await page.locator(".terminal[data-ready]").waitFor();
  await page.route("**/_fresh/js/**", (route) => route.abort());

  const saysSo = async () => {
    await page.locator(".press-said", { hasText: /The server didn’t answer/ }).waitFor();
    await page.getByRole("button", { name: "Close the message" }).click();
  };
  const search = page.getByRole("searchbox", { name: "Search the log" });
  await search.fill("step 3");
  await search.press("Enter");
  await saysSo();
  await soon.equal(() => page.locator(".terminal-found").innerText(), "");
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await saysSo();
  await page.getByRole("button", { name: "Write a pattern" }).click();
  await saysSo();
  await page.getByRole("button", { name: "Start a run" }).click();
  await saysSo();
  await page.locator(".plot").hover();
  assert.deepEqual(problems, []);

  await page.unroute("**/_fresh/js/**");
  await page.reload();
  await page.locator(".terminal[data-ready]").waitFor();
  await search.fill("step 3");
  await search.press("Enter");
  await page.locator(".terminal-row mark", { hasText: "step 3" }).waitFor();
  assert.deepEqual(problems, []);
});
