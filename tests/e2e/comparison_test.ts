import assert from "node:assert/strict";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { importRun } from "../support/import_run.ts";
import { openPage, pollUntil } from "../support/page.ts";
import { soon } from "../support/soon.ts";

/** More runs than are drawn without a tick. */
const NEWER = 10;

Deno.test("what stands beside the table of runs shows the runs that the table draws", async (t) => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  const { id } = await app.call<{ id: string }>("POST", "/api/experiments", { name: "sweep" });
  const runs: string[] = [];
  const logOf = (lr: string, lines: string) => `lr: ${lr}\nseed: 1\n${lines}`;
  for (const name of ["old-a", "old-b"]) {
    const lines = "Step 1: loss=4, val_loss=5, accuracy=0.25\nStep 2: loss=3, val_loss=4, accuracy=0.5\n";
    const run = await importRun(app, id, logOf("0.5", lines));
    await app.call("PATCH", `/api/experiments/${id}/runs/${run}`, { name });
    runs.push(run);
  }
  for (let at = 0; at < NEWER; at++) {
    const run = await importRun(app, id, logOf("0.1", `Step 1: loss=2\nStep 2: loss=1\n`));
    await app.call("PATCH", `/api/experiments/${id}/runs/${run}`, { name: `new-${at}` });
  }
  const address = `${app.origin}/experiments/${id}/compare`;
  await using opened = await openPage(chromium.browser);
  const { page, problems } = opened, field = page.getByRole("combobox", { name: "Filter runs" });
  const listsOf = async () => ({
    legend: await page.locator(".legend .name").allTextContents(),
    beside: await page.locator(".compare thead th a").allTextContents(),
    tabs: await page.locator(".metric-tabs").getByRole("tab").allTextContents(),
  });
  const shows = async (names: string[], tabs: string[]) => {
    const wanted = { legend: names, beside: names, tabs };
    await pollUntil(page, async () => JSON.stringify(await listsOf()) === JSON.stringify(wanted));
  };
  const panelSays = async (words: RegExp) => {
    const panel = page.locator(".board-plot").last();
    await panel.scrollIntoViewIfNeeded();
    await pollUntil(page, async () => words.test(await panel.getAttribute("aria-label") ?? ""));
  };
  const newest = Array.from({ length: NEWER }, (_, at) => `new-${NEWER - 1 - at}`);

  await t.step("without a tick the first of the filtered rows are drawn, everywhere", async () => {
    await page.goto(address);
    await page.locator(".chart-frame[data-ready]").waitFor();
    await soon.deepEqual(async () => (await listsOf()).legend, newest);
    await field.fill("old");
    await shows(["old-b", "old-a"], ["loss", "val_loss", "accuracy"]);
    await page.getByText("No run is ticked: the first 2 runs of the table are drawn.").waitFor();
    await panelSays(/^accuracy: old-b ends at 0.5, old-a ends at 0.5$/);
    await page.getByRole("tab", { name: "val_loss" }).click();
    await soon.deepEqual(() => page.locator(".legend-last").allTextContents(), ["4", "4"]);
  });

  await t.step(
    "a filter that finds nothing draws nothing, and one that can't be read shows all and says so",
    async () => {
      await field.fill("nosuchrun");
      await pollUntil(page, () => page.getByText("No run is drawn").first().isVisible());
      await soon.equal(() => page.locator(".compare").count(), 0);
      await field.fill("loss<<3");
      await page.getByText('Write a value after "<", at ▸: loss<▸<3').waitFor();
      await page.getByText(`All ${NEWER + 2} runs: the filter can’t be read`).waitFor();
    },
  );

  await t.step("a ticked run is drawn alone, with all its metrics", async () => {
    await page.goto(address);
    await page.locator(".chart-frame[data-ready]").waitFor();
    await page.getByLabel("Draw old-a").check();
    await shows(["old-a"], ["loss", "val_loss", "accuracy"]);
    await panelSays(/accuracy ends at 0.5/);
    await page.getByLabel("Draw new-0").check();
    await shows(["old-a", "new-0"], ["loss", "val_loss", "accuracy"]);
    await page.getByRole("button", { name: "Untick all" }).click();
    await pollUntil(page, async () => (await listsOf()).beside.join() === newest.join());
  });

  await t.step("without scripts the first rows of a filter are drawn", async () => {
    await using plain = await openPage(chromium.browser, { javaScriptEnabled: false });
    await plain.page.goto(`${address}?q=old`);
    await plain.page.getByRole("img", { name: /^loss from step 1 to 2: old-b ends at 3, old-a ends at 3$/ }).waitFor();
  });
  assert.deepEqual(problems, []);
});

Deno.test("Back undoes what was done to the table of runs, and Forward does it again", async () => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  const { id } = await app.call<{ id: string }>("POST", "/api/experiments", { name: "sweep" });
  for (const [at, lr] of ["0.1", "0.3", "0.2"].entries()) {
    const run = await importRun(
      app,
      id,
      `lr: ${lr}\nseed: 1\nStep 1: loss=2, accuracy=0.1\nStep 2: loss=${at}, accuracy=0.${at}\n`,
    );
    await app.call("PATCH", `/api/experiments/${id}/runs/${run}`, { name: `run-${at}` });
  }
  await using opened = await openPage(chromium.browser);
  const { page, problems } = opened, field = page.getByRole("combobox", { name: "Filter runs" });
  const names = async () => (await page.locator(".run-grid tbody tr[data-run] th a").allTextContents()).join(" ");
  const scatter = page.locator(".scatter-plot");
  await page.goto(`${app.origin}/experiments/${id}`);
  await page.goto(`${app.origin}/experiments/${id}/compare`);
  await page.locator(".chart-frame[data-ready]").waitFor();
  await page.locator('[data-sort="best(accuracy)"]').click();
  await soon.equal(names, "run-2 run-1 run-0", "the highest accuracy comes first");
  await field.pressSequentially("lr<0.3");
  await soon.equal(names, "run-2 run-0");
  await page.getByLabel("Draw run-0").check();
  await page.getByRole("button", { name: "Scatter" }).click();
  await page.getByLabel(/^Up /).selectOption("last(loss)");
  await page.locator(".scatter-axes").getByLabel("log").last().check();
  await scatter.waitFor();
  await soon.match(() => Promise.resolve(page.url()), /scatter=log\(setting\(learning_rate\)\),last\(loss\)/);
  const last = page.url();
  for (const after of ["the log", "the axis"]) {
    await page.goBack();
    assert.ok(await scatter.isVisible(), `the scatter is there after Back undid ${after}`);
  }
  await page.goBack();
  await scatter.waitFor({ state: "detached" });
  await page.goBack();
  await soon.equal(() => page.getByLabel("Draw run-0").isChecked(), false);
  await page.goBack();
  await soon.equal(() => field.inputValue(), "", "the whole filter is undone");
  await soon.equal(names, "run-2 run-1 run-0");
  await page.goBack();
  await soon.equal(() => page.locator(".run-grid [aria-sort]").count(), 0);
  for (let step = 0; step < 6; step++) await page.goForward();
  await soon.equal(() => Promise.resolve(page.url()), last);
  await soon.deepEqual(async () => [await names(), await field.inputValue(), await scatter.isVisible()], [
    "run-2 run-0",
    "lr<0.3",
    true,
  ]);
  await page.reload();
  await page.getByLabel(/^Up /).waitFor();
  await soon.equal(() => page.getByLabel(/^Up /).inputValue(), "last(loss)");
  assert.deepEqual(problems, []);
});
