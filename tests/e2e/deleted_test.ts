import assert from "node:assert/strict";
import { startApp, type TestApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { assertAccessible, openPage, pollUntil } from "../support/page.ts";
import { type ControlledProgram, createControlledProgram } from "../support/controlled_program.ts";
import { waitFor } from "../support/wait.ts";
import { soon } from "../support/soon.ts";

/** Ends a training and then deletes its run. */
async function endAndDelete(app: TestApp, training: ControlledProgram, path: string): Promise<void> {
  await training.end();
  const isOver = async () => (await app.call<{ status: string }>("GET", path)).status !== "running";
  await waitFor(isOver, { what: "the training to end" });
  await app.call("DELETE", path);
}

Deno.test("a run that is deleted while its page is open", async (t) => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  const { id } = await app.call<{ id: string }>("POST", "/api/experiments", { name: "deleted" });
  const runs = `/api/experiments/${id}/runs`;
  const start = async (training: ControlledProgram, name: string) =>
    (await app.call<{ id: string }>("POST", runs, { command: training.command, name })).id;
  await using staying = createControlledProgram();
  const stayingId = await start(staying, "staying");
  await staying.print("Step 1: loss=4");

  await t.step("the page says that it was deleted, stops requesting it, and no longer shows it as live", async () => {
    await using training = createControlledProgram();
    const runId = await start(training, "going");
    await training.print("Step 1: loss=2.5", "Step 2: loss=1.5");
    await using opened = await openPage(chromium.browser);
    const { page, apiRequests, problems } = opened;
    await page.goto(`${app.origin}/experiments/${id}?run=${runId}`);
    await pollUntil(page, () => page.locator(".legend-last", { hasText: "1.5" }).isVisible());
    // Hidden, the page sees the deletion but not the end before it.
    await page.evaluate(() => Object.defineProperty(document, "visibilityState", { value: "hidden", writable: true }));
    await endAndDelete(app, training, `${runs}/${runId}`);
    await page.evaluate(() => (document as unknown as Record<string, string>).visibilityState = "visible");
    const status = page.locator(".run-actions [role=status]");
    await pollUntil(page, async () => await page.locator(".run-name .status").textContent() === "Deleted");
    await soon.equal(() => status.textContent(), "This run was deleted.");
    for (const words of ["Cancel run", "Edit", "Delete"]) {
      await soon.equal(() => page.getByRole("button", { name: words }).count(), 0, words);
    }
    for (const words of ["Not up to date", "Metrics unavailable"]) {
      await soon.equal(() => page.getByText(words).count(), 0, words);
    }
    await soon.equal(() => page.locator(".run-row", { hasText: "going" }).count(), 0);
    await soon.equal(() => page.locator(".legend-last").textContent(), "1.5");
    apiRequests.length = 0;
    for (let turn = 0; turn < 3; turn++) await page.clock.fastForward(60_000);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    // What says that something changed is about the whole experiment, and goes on; so is the list of runs.
    assert.deepEqual(apiRequests.filter((path) => path.includes(runId)), []);
    await assertAccessible(page);
    assert.deepEqual(problems, []);
  });

  await t.step("the comparison keeps its curve and updates the others", async () => {
    await using training = createControlledProgram();
    const runId = await start(training, "going");
    await training.print("Step 1: loss=2.5", "Step 2: loss=1.5");
    await using opened = await openPage(chromium.browser);
    const { page, problems } = opened;
    await page.goto(`${app.origin}/experiments/${id}/compare?runs=${runId},${stayingId}`);
    await pollUntil(page, () => page.locator(".legend-last", { hasText: "1.5" }).isVisible());
    await endAndDelete(app, training, `${runs}/${runId}`);
    await pollUntil(page, () => page.getByText("going: the chart shows the last points that were read.").isVisible());
    await staying.print("Step 2: loss=3");
    await pollUntil(page, async () => (await page.locator(".legend-last").allTextContents()).join() === "1.5,3");
    await page.locator(".compare").scrollIntoViewIfNeeded(); // it is kept up to date while it is in sight
    await pollUntil(page, async () => await page.locator(".compare thead th").count() === 2);
    await soon.equal(() => page.locator(".compare thead .run-1").count(), 1);
    await assertAccessible(page);
    assert.deepEqual(problems, []);
    await staying.end();
  });
});
