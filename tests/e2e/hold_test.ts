import assert from "node:assert/strict";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { importRun } from "../support/import_run.ts";
import { openPage } from "../support/page.ts";
import { soon } from "../support/soon.ts";

Deno.test("a press on a point opens its line above the chart, and the chart stays under the mouse", async () => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  const { id } = await app.call<{ id: string }>("POST", "/api/experiments", { name: "held" });
  const lines = Array.from({ length: 60 }, (_, at) => `Step ${at + 1}: loss=${100 - at}, accuracy=0.${at + 10}`);
  const run = await importRun(app, id, lines.join("\n") + "\n");
  await using opened = await openPage(chromium.browser, { viewport: { width: 1366, height: 680 } });
  const { page, problems } = opened, plot = page.locator(".chart .plot").first();
  await page.goto(`${app.origin}/experiments/${id}?run=${run.slice(-6)}`);
  await page.locator(".chart-frame[data-ready]").waitFor();
  const before = (await plot.boundingBox())!, panel = page.locator(".line-panel");
  await page.mouse.click(before.x + before.width / 2, before.y + 60);
  await panel.getByRole("columnheader", { name: "Taken for" }).waitFor();
  await soon.ok(async () => (await panel.boundingBox())!.height > 100, "the panel is above the chart");
  await soon.ok(async () => Math.abs((await plot.boundingBox())!.y - before.y) <= 1, "the chart is where it was");
  assert.deepEqual(problems, []);
});
