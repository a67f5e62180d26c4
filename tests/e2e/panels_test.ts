import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { fillRuns } from "../../bench/runs.ts";
import { DRAWN_WITH_PAGE } from "../../lib/limits.ts";
import { openStore } from "../../lib/store/store.ts";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { openPage } from "../support/page.ts";

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
    assert.equal((await labelOf(opened.page))!.match(/ ends at /g)!.length, filled.ids.length);
  });

  await t.step("another view of the address is shown at once", async () => {
    await using opened = await drawn(compare(filled.ids.slice(0, 2), "&hide=1"));
    assert.equal((await labelOf(opened.page))!.match(/ ends at /g)!.length, 1);
  });
});
