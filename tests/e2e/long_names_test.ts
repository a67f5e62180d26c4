import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { assertAccessible, finishRun, openPage, printing } from "../support/page.ts";

/** Pixels of an element's content that don't fit its width. */
const overflowOf = (box: Locator) => box.evaluate((element) => element.scrollWidth - element.clientWidth);

Deno.test("long names and long numbers have room", async (t) => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  await using opened = await openPage(chromium.browser);
  const { page, problems } = opened;
  const name = "tiny-gpt-pretraining-on-a-sample-of-fineweb-edu-with-a-long-name";
  const { id } = await app.call<{ id: string }>("POST", "/api/experiments", { name });
  const address = `${app.origin}/experiments/${id}`;
  const line = "Step 1: loss=0.78284 validation/loss_of_the_ema_weights=-2.46912e-5 train/perplexity=1234567.8";
  const ids: string[] = [];
  for (const kind of ["baseline", "rope", "swiglu", "no-decay", "clip", "bf16"]) {
    ids.push(await finishRun(app, id, printing([line]), `tiny-gpt-lr-3e-4-warmup-500-cosine-batch-32-seed-1-${kind}`));
  }

  await t.step("the table of metrics shows its last column at 1280 px", async () => {
    await page.goto(`${address}?run=${ids[0]}`);
    assert.equal(await overflowOf(page.getByRole("region", { name: "Metrics, table" })), 0);
    await assertAccessible(page);
  });

  assert.deepEqual(problems, []);
});
