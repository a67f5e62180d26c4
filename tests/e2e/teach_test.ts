import assert from "node:assert/strict";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { assertAccessible, finishRun, openPage, pollUntil, printing } from "../support/page.ts";
import { createControlledProgram } from "../support/controlled_program.ts";
import { soon } from "../support/soon.ts";

interface Made {
  id: string;
}

interface Told {
  metrics: Record<string, { count: number; last: number }>;
}

Deno.test("numbers are tracked by a click and by a written pattern, and logs are read again", async (t) => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  await using training = createControlledProgram();
  await using opened = await openPage(chromium.browser);
  const { page, problems } = opened;
  const { id } = await app.call<Made>("POST", "/api/experiments", { name: "taught" });
  const runs = `/api/experiments/${id}/runs`;
  const over = await finishRun(app, id, printing(["Step 1: loss=3", "rated <<6.5>>", "Step 2: loss=2"]), "over");
  const live = (await app.call<Made>("POST", runs, { command: training.command, name: "live" })).id;
  const address = `${app.origin}/experiments/${id}`;
  const lastOf = (metric: string) => page.locator(".legend", { hasText: metric }).locator(".legend-last");
  const countOf = async (run: string, metric: string) =>
    (await app.call<Told>("GET", `${runs}/${run}`)).metrics[metric]?.count ?? 0;

  await t.step("a click on an unread number opens the form in a live run", async () => {
    await training.print("Step 1: loss=2.5", "rated <<7.25>>", "Step 2: loss=2.0", "rated <<8.5>>");
    await page.goto(`${address}?run=${live}`);
    const row = page.locator(".terminal-row", { hasText: "rated <<7.25>>" });
    await pollUntil(page, () => row.isVisible());
    await page.evaluate(() => document.body.dataset.mark = "not reloaded");
    await row.locator(".terminal-text").click({ position: { x: 4, y: 10 } });
    await page.locator(".number-unread", { hasText: "7.25" }).click();
    const form = page.locator(".line-panel .track");
    await soon.equal(() => form.getByLabel("Metric").inputValue(), "rated");
    await form.getByText("2 matches in the log so far").waitFor();
    await form.getByText("rated 8.5 at step 2").waitFor();
    await assertAccessible(page);
  });

  await t.step("a saved pattern shows in the chart immediately, and reads later lines and all other runs", async () => {
    const form = page.locator(".line-panel .track");
    await form.getByLabel("Metric").fill("rating");
    await form.getByRole("button", { name: "Track this" }).click();
    await page.getByRole("tab", { name: "rating", selected: true }).waitFor();
    await page.locator(".point-tip", { hasText: "7.25" }).waitFor();
    await page.getByText("“rating” was saved. 2 runs read again.").waitFor();
    await soon.equal(() => countOf(over, "rating"), 1);
    await training.print("Step 3: loss=1.5", "rated <<9.75>>");
    await pollUntil(page, async () => await lastOf("rating").textContent() === "9.75");
    await soon.equal(() => page.evaluate(() => document.body.dataset.mark), "not reloaded");
    await page.locator(".pattern-list", { hasText: "rating" }).waitFor();
  });

  await t.step("a pattern is checked while it is typed", async () => {
    await page.getByRole("button", { name: "Write a pattern" }).click();
    const form = page.locator(".patterns .track");
    const pattern = form.getByLabel("Pattern (RE2)");
    await form.getByLabel("Metric").fill("rating");
    for (
      const [written, words] of [
        ["rated (?P<value>", "does not compile"],
        ["rated", "has no group (?P<value>…)"],
        ["(?P<value>\\d*)", "matches the empty text"],
      ] as const
    ) {
      await pattern.fill(written);
      await form.locator(".form-error", { hasText: words }).waitFor();
      await soon.equal(() => pattern.getAttribute("aria-invalid"), "true");
    }
    await pattern.fill("Step (?P<step>\\d+): loss=(?P<value>\\d)");
    await form.getByText("3 matches in the log so far").waitFor();
    await form.getByRole("button", { name: "Add" }).click();
    await form.locator(".form-error", { hasText: "two patterns are for the metric rating" }).waitFor();
    await assertAccessible(page);
    await form.getByLabel("Metric").fill("whole");
    await form.getByRole("button", { name: "Add" }).click();
    await page.locator(".patterns .said", { hasText: "2 runs read again" }).waitFor();
    await page.getByRole("tab", { name: "whole" }).waitFor();
    await page.getByRole("row", { name: /^whole 1/ }).waitFor();
  });

  await t.step("patterns are edited and removed together with their points", async () => {
    await page.getByRole("button", { name: "Edit whole" }).click();
    const form = page.locator(".patterns .track");
    await form.getByLabel("Metric").fill("part");
    await form.getByRole("button", { name: "Save" }).click();
    await page.getByRole("tab", { name: "part" }).waitFor();
    await soon.equal(() => page.getByRole("tab", { name: "whole" }).count(), 0);
    await page.locator(".patterns .said", { hasText: "2 runs read again" }).waitFor();
    await page.getByRole("button", { name: "Remove part" }).click();
    await page.locator(".patterns .said", { hasText: "removed. 2 runs read again" }).waitFor();
    await soon.equal(() => page.getByRole("tab", { name: "part" }).count(), 0);
    await soon.deepEqual(async () => [await countOf(over, "part"), await countOf(over, "rating")], [0, 1]);
    await training.end();
  });

  await t.step("Read again finds the metrics of a new pattern without a reload", async () => {
    await app.call("PATCH", `/api/experiments/${id}`, { patterns: [] });
    const old = await finishRun(app, id, printing(["it 1 gives <<3>>", "it 2 gives <<2>>"]), "old");
    await page.goto(`${address}?run=${old}`);
    await page.getByText("No metrics recorded", { exact: true }).waitFor();
    await page.evaluate(() => document.body.dataset.mark = "not reloaded");
    const taught = { metric: "given", pattern: "it (?P<step>\\d+) gives <<(?P<value>\\d+)>>" };
    await app.call("PATCH", `/api/experiments/${id}`, { patterns: [taught] });
    await page.getByRole("button", { name: "Read again" }).click();
    await page.getByText("Read again: 1 metric, 2 points.").waitFor();
    await page.getByRole("tab", { name: "given" }).waitFor();
    await soon.equal(() => lastOf("given").textContent(), "2");
    await page.getByRole("row", { name: /^given 2/ }).waitFor();
    await soon.equal(() => page.evaluate(() => document.body.dataset.mark), "not reloaded");
  });

  await t.step("a run is renamed, tagged and annotated without a reload, then deleted", async () => {
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Edit run" });
    await assertAccessible(page);
    await dialog.getByLabel("Name").fill("renamed");
    await dialog.getByLabel("Tags").fill("first, best");
    await dialog.getByLabel("Notes").fill("What came of it");
    await dialog.getByRole("button", { name: "Save" }).click();
    await page.getByRole("heading", { name: "renamed" }).waitFor();
    await soon.deepEqual(() => page.locator(".run-name .tag").allInnerTexts(), ["first", "best"]);
    await page.locator(".notes", { hasText: "What came of it" }).waitFor();
    await page.locator(".run-row.is-selected", { hasText: "renamed" }).waitFor();
    await soon.match(() => page.title(), /^✓ renamed/);
    await soon.equal(() => page.evaluate(() => document.body.dataset.mark), "not reloaded");
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByRole("button", { name: "Delete run" }).click();
    await page.waitForURL((url) => url.href.startsWith(`${address}?deleted=`));
    await soon.equal(() => page.locator(".run-row", { hasText: "renamed" }).count(), 0);
  });

  assert.deepEqual(problems, []);
});
