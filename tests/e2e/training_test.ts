import assert from "node:assert/strict";
import { POLL_MS } from "../../lib/limits.ts";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { assertAccessible, openLaunchForm, openPage, pollUntil, readShift } from "../support/page.ts";
import { createControlledProgram } from "../support/controlled_program.ts";
import { soon } from "../support/soon.ts";

interface Made {
  id: string;
}

const stepLine = (step: number, loss: string) => `Step ${step}/20: loss=${loss}, lr=1.00e-04`;

Deno.test("a training is watched from its first line to the comparison with another", async (t) => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  await using training = createControlledProgram();
  await using second = createControlledProgram();
  await using opened = await openPage(chromium.browser);
  const { page, apiRequests, problems } = opened;

  const experiment = await app.call<Made>("POST", "/api/experiments", { name: "tiny-gpt" });
  const runs = `/api/experiments/${experiment.id}/runs`;
  const run = await app.call<Made>("POST", runs, { command: training.command, name: "first" });
  const address = `${app.origin}/experiments/${experiment.id}`;
  const row = (text: string) => page.locator(".terminal-row", { hasText: text });
  const lastOf = (name: string) => page.locator(".legend tr", { hasText: name }).first().locator(".legend-last");

  await t.step("an empty live run says that metrics will appear", async () => {
    await page.goto(address);
    await page.locator(".chart-state", { hasText: "Training metrics will appear here" }).waitFor();
    await assertAccessible(page);
    await page.evaluate(() => document.body.dataset.mark = "not reloaded");
  });

  await t.step("lines appear in the terminal and points in the chart without reload", async () => {
    await training.print(...[1, 2, 3, 4].map((step) => stepLine(step, `${5 - step}.5`)));
    await training.print(stepLine(5, "0.4321"));
    await pollUntil(page, () => row("loss=0.4321").isVisible());
    await pollUntil(page, async () => await lastOf("first").textContent() === "0.4321");
    await soon.equal(() => page.evaluate(() => document.body.dataset.mark), "not reloaded");
  });

  await t.step("nothing visible has moved since", async () => {
    await pollUntil(page, () => page.locator(".run-head progress").isVisible());
    assert.ok(await readShift(page) < 0.001, `layout shift ${await readShift(page)}`);
  });

  await t.step(
    "hovering a point shows the value that the log printed, its step and line",
    async () => {
      await page.locator(".plot").scrollIntoViewIfNeeded();
      const plot = await page.locator(".plot").boundingBox();
      await page.mouse.move(plot!.x + plot!.width - 12, plot!.y + plot!.height / 2);
      const tip = (await page.locator(".point-tip").innerText()).replaceAll(/\s+/g, " ");
      assert.match(tip, /loss 0\.4321/);
      assert.match(tip, /step 5/);
      assert.match(tip, /line 5/);
      await page.locator(".terminal-row-lit", { hasText: "loss=0.4321" }).waitFor();
      await page.mouse.move(0, 0);
      await page.locator(".terminal-row-lit").waitFor({ state: "detached" });
    },
  );

  await t.step("the run's head shows its step, the total and the time of its last output", async () => {
    const fact = (name: string) => page.locator(".facts > div", { hasText: name }).locator("dd");
    await pollUntil(page, async () => await fact("Step").textContent() === "5 of 20");
    await soon.match(() => fact("Last output").innerText(), /ago|just now/);
    await soon.equal(() => page.locator(".run-head progress").getAttribute("value"), "5");
  });

  await t.step("a click on a point highlights its line in the terminal", async () => {
    await page.locator(".plot").focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("Enter");
    await page.locator(".terminal-row-selected", { hasText: "loss=4.5" }).waitFor();
    await soon.equal(() => page.locator(".terminal-row-selected").getAttribute("data-line"), "1");
  });

  await t.step(
    "a click on a number of the terminal moves the chart's cursor to its point",
    async () => {
      await row("loss=2.5").locator(".terminal-text").click();
      await page.locator(".line-point", { hasText: "loss 2.5" }).click();
      await page.locator(".point-tip", { hasText: "2.5" }).waitFor();
    },
  );

  await t.step("polling stops when the run is over, and the chart stays", async () => {
    await training.end();
    await pollUntil(page, () => page.locator(".status-completed").first().isVisible());
    // What says that something changed is about the whole experiment, and goes on; so do the list of runs and the run's facts.
    const countRequests = () => apiRequests.filter((path) => /\/(?:metrics|logs)\b/.test(path)).length;
    let quiet = 0; // an answer may still be under way while one turn asks for nothing
    await pollUntil(page, async () => {
      const before = countRequests();
      await page.clock.fastForward(POLL_MS);
      await page.evaluate(() => fetch("/healthz").then((response) => response.text()));
      quiet = countRequests() === before ? quiet + 1 : 0;
      return quiet === 5;
    });
    const before = countRequests();
    for (let turn = 0; turn < 5; turn++) await page.clock.fastForward(2 * POLL_MS);
    await page.evaluate(() => fetch("/healthz").then((response) => response.text()));
    assert.equal(countRequests(), before);
    await soon.equal(() => lastOf("first").textContent(), "0.4321");
    await soon.equal(() => page.evaluate(() => document.body.dataset.mark), "not reloaded");
    await assertAccessible(page);
  });

  await t.step("a second run is started from the form", async () => {
    await openLaunchForm(page);
    await page.getByLabel("Command").fill(second.command.join(" "));
    await page.getByText("Name, directory, environment").click();
    await page.getByLabel("Name of the run").fill("second");
    await page.getByRole("button", { name: "Start run" }).click();
    await page.waitForURL(/run=/);
    await second.print(stepLine(1, "4.0"), stepLine(2, "1.25"));
    await pollUntil(
      page,
      async () => await lastOf("second").count() > 0 && await lastOf("second").textContent() === "1.25",
    );
  });

  await t.step("a comparison with a live run keeps its table and its chart current", async () => {
    const secondId = new URL(page.url()).searchParams.get("run")!;
    const documents: string[] = [];
    page.on("request", (request) => {
      if (/\/api\/.*\/runs\/[^/]+$/.test(request.url())) documents.push(request.url());
    });
    await page.goto(`${address}/compare?runs=${run.id},${secondId}`);
    await second.print(stepLine(3, "0.75"));
    await pollUntil(page, async () => await lastOf("second").textContent() === "0.75");
    assert.deepEqual(documents, [], "the table is out of sight");
    const finals = page.locator(".compare tr", { hasText: "Final" }).first().locator("td");
    await finals.nth(1).scrollIntoViewIfNeeded();
    await pollUntil(page, async () => await finals.nth(1).innerText() === "0.75");
    await page.goto(`${address}?run=${secondId}`);
  });

  await t.step("a live run is cancelled", async () => {
    await page.getByRole("button", { name: "Cancel run" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Cancel run" }).click();
    await pollUntil(page, () => page.locator(".status-cancelled").first().isVisible());
  });

  await t.step(
    "both runs are overlaid on the comparison page with their final values",
    async () => {
      await page.goto(address);
      await page.getByRole("button", { name: "Compare selected" }).click();
      await page.waitForURL(/compare/);
      await page.locator(".chart-frame[data-ready]").waitFor();
      await soon.equal(() => lastOf("first").textContent(), "0.4321");
      await soon.equal(() => lastOf("second").textContent(), "0.75");
      const styles = await page.locator(".legend-key path").evaluateAll((paths) =>
        paths.map((path) => getComputedStyle(path).stroke)
      );
      assert.equal(new Set(styles).size, 2);
      await assertAccessible(page);
    },
  );

  await t.step("the address restores the view", async () => {
    await page.goto(`${address}?run=${run.id}`);
    await page.getByRole("tab", { name: "learning_rate" }).click();
    await page.locator(".chart-choice label", { hasText: "Log" }).click();
    await page.reload();
    await page.locator(".chart-frame[data-ready]").waitFor();
    const tab = page.getByRole("tab", { name: "learning_rate" });
    await soon.equal(() => tab.getAttribute("aria-selected"), "true");
    await soon.ok(() => page.getByLabel("Log", { exact: true }).isChecked());
  });

  await t.step("Back undoes the axis, then the metric", async () => {
    await page.goBack();
    await page.waitForURL((url) => !url.searchParams.has("y") && url.searchParams.get("metric") === "learning_rate");
    await page.goBack();
    await page.waitForURL((url) => !url.searchParams.has("metric"));
    await page.locator('[role="tab"][aria-selected="true"]', { hasText: /^loss/ }).waitFor();
  });

  assert.deepEqual(problems, []);
});
