import assert from "node:assert/strict";
import type { WireExperiment, WireRun } from "../../lib/wire.ts";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { assertAccessible, finishRun, openPage, printing } from "../support/page.ts";
import { soon } from "../support/soon.ts";

Deno.test("a run that has ended is resumed on its page, after a question that shows what will be started", async (t) => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  await using opened = await openPage(chromium.browser);
  const { page, problems } = opened;
  const { id } = await app.call<WireExperiment>("POST", "/api/experiments", { name: "digits" });
  const program = printing(["Step 1: loss=4 acc=0.2", "Step 2: loss=2 acc=0.4"]),
    run = await finishRun(app, id, program, "first");
  const secret = await finishRun(app, id, `${program} // token=abcdef123456`, "with a secret");
  const button = page.getByRole("button", { name: "Resume", exact: true });

  await t.step("the dialog shows directory and command, and Cancel starts nothing", async () => {
    await page.goto(`${app.origin}/experiments/${id}?run=${run}`);
    await button.click();
    const dialog = page.getByRole("dialog", { name: "Resume this run?" });
    await dialog.getByText(program.slice(0, 20)).waitFor();
    await assertAccessible(page);
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await soon.equal(
      async () => (await app.call<WireRun>("GET", `/api/experiments/${id}/runs/${run}`)).segments.length,
      0,
    );
  });

  await t.step("Resume run appends a further execution to the run", async () => {
    await button.click();
    const reloaded = page.waitForEvent("load");
    await page.getByRole("button", { name: "Resume run" }).click();
    await reloaded;
    await page.getByText("Completed").first().waitFor();
    await page.locator(".terminal-box").getByText("Step 2: loss=2").nth(1).waitFor();
    const { segments } = await app.call<WireRun>("GET", `/api/experiments/${id}/runs/${run}`);
    assert.deepEqual(segments.map(({ line }) => line), [1, 3]);
  });

  await t.step(
    "both executions are one line in two segments, with a mark at the restart: on all charts and in the files",
    async () => {
      const svg = async (x: string) =>
        await (await fetch(`${app.origin}/experiments/${id}/runs/${run}/chart.svg?metric_type=loss&x=${x}`)).text();
      for (const x of ["step", "elapsed"]) {
        const drawn = await svg(x), [, path] = /<path class="run r\d+" d="(M[^"h]*)"/.exec(drawn)!;
        assert.equal(path!.match(/M/g)!.length, 2, path);
        assert.match(drawn, /<title>Started again, line 3: /);
      }
      await page.goto(`${app.origin}/experiments/${id}?run=${run}`);
      for (const [place, count] of [[".chart-marks", 1], [".board-panel", 2]] as const) {
        await soon.equal(() => page.locator(`${place} .chart-mark[data-kind="restart"]`).count(), count, place);
      }
      await page.locator(".chart-frame").first().hover();
      const large = page.locator('.chart-frame .run-mark[data-kind="restart"]').first();
      await large.waitFor();
      await soon.match(async () => (await large.getAttribute("aria-label"))!, /^Started again, line 3: /);
      const small = page.locator('.board-plot .run-mark[data-kind="restart"]').first();
      await small.waitFor();
      await small.click();
      await page.waitForURL(/#L3/);
    },
  );

  await t.step("a run of which not everything was kept says why it can't be resumed", async () => {
    await page.goto(`${app.origin}/experiments/${id}?run=${secret}`);
    await button.click();
    const dialog = page.getByRole("dialog", { name: "This run can’t be resumed here" });
    await dialog.getByText("had a secret").waitFor();
    await assertAccessible(page);
    await dialog.getByRole("button", { name: "Close" }).click();
  });

  assert.deepEqual(problems, []);
});
