import assert from "node:assert/strict";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { finishRun, openPage, pollUntil, printing } from "../support/page.ts";

Deno.test("all tabs of a browser share one stream of events, and one that is in sight takes it over", async () => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  const { id } = await app.call<{ id: string }>("POST", "/api/experiments", { name: "e" });
  await finishRun(app, id, printing(["step 1: loss=2"]), "first");
  await using opened = await openPage(chromium.browser);
  const { page } = opened, other = await page.context().newPage();
  const open = new Set<string>();
  for (const [name, tab] of [["first", page], ["second", other]] as const) {
    tab.on("request", (request) => {
      if (new URL(request.url()).pathname === "/api/events") open.add(name);
    });
    await tab.goto(`${app.origin}/experiments/${id}/compare`);
  }
  await pollUntil(page, () => Promise.resolve(open.size > 0));
  const [holder] = open, [closed, left] = holder === "first" ? [page, other] : [other, page];
  await finishRun(app, id, printing(["step 1: loss=1"]), "second");
  for (const tab of [page, other]) {
    await pollUntil(tab, async () => await tab.locator(".run-grid tr[data-run]").count() === 2);
  }
  assert.equal(open.size, 1, "one stream for both");
  await closed.close();
  await pollUntil(left, () => Promise.resolve(open.size === 2));
});

Deno.test("new runs and experiments appear by themselves where nothing is live", async () => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  const { id } = await app.call<{ id: string }>("POST", "/api/experiments", { name: "first" });
  await finishRun(app, id, printing(["step 1: loss=2"]), "old");
  await using opened = await openPage(chromium.browser);
  const { page, problems } = opened, home = await page.context().newPage();
  await home.goto(app.origin);
  await page.goto(`${app.origin}/experiments/${id}`);
  await finishRun(app, id, printing(["step 1: loss=1"]), "new");
  await pollUntil(page, () => page.locator(".run-list", { hasText: "new" }).isVisible());
  await app.call("POST", "/api/experiments", { name: "second" });
  await home.bringToFront();
  await pollUntil(home, () => home.locator('[data-part="experiments"]', { hasText: "second" }).isVisible());
  assert.deepEqual(problems, []);
});
