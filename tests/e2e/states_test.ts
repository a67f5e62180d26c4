import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";
import { POLL_MS } from "../../lib/limits.ts";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { assertAccessible, finishRun, openLaunchForm, openPage, pollUntil, printing } from "../support/page.ts";
import { createControlledProgram } from "../support/controlled_program.ts";
import { soon } from "../support/soon.ts";

interface Made {
  id: string;
}

/** All scripts of a page may weigh this much, compressed. The real Fresh has a larger runtime than its stand-in. */
const IS_STAND_IN = import.meta.resolve("fresh").endsWith("/lib/fresh/mod.ts");
const SCRIPTS_MAX_BYTES = IS_STAND_IN ? 80_000 : 90_000;

/** Requests of a page that a browser sees for the first time. The real Fresh cuts its scripts into one piece more. */
const COLD_REQUESTS_MAX = IS_STAND_IN ? 15 : 16;

Deno.test("every state of the pages has its text", async (t) => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  await using opened = await openPage(chromium.browser);
  const { page, scripts, problems } = opened;
  const { id } = await app.call<Made>("POST", "/api/experiments", { name: "states" });
  const address = `${app.origin}/experiments/${id}`;

  await t.step("pages without a run and without an experiment are accessible", async () => {
    for (const path of ["/", `/experiments/${id}`, "/experiments/none", "/nowhere"]) {
      await page.goto(app.origin + path);
      await assertAccessible(page);
    }
  });

  await t.step("a run that printed no metric shows its log and no chart", async () => {
    const run = await finishRun(app, id, printing(["hello", "\u001b[31m<b>red</b>\u001b[0m"]));
    await page.goto(`${address}?run=${run}`);
    await page.locator(".chart-state p", { hasText: /^No metrics recorded$/ }).waitFor();
    await soon.equal(() => page.locator(".terminal .ansi-red").textContent(), "<b>red</b>");
    await assertAccessible(page);
  });

  await t.step("gaps and values that are not numbers are reported", async () => {
    const steps = [...Array(20).keys(), ...Array.from({ length: 20 }, (_, at) => 500 + at)];
    const lines = steps.map((step) => `step ${step} loss: ${step === 510 ? "nan" : 1 / (step + 1)}`);
    const run = await finishRun(app, id, printing(lines));
    await page.goto(`${address}?run=${run}`);
    await page.getByText("no points between steps 19 and 500").waitFor();
    await assertAccessible(page);
  });

  await t.step("a long log shows its end, and its first line on request", async () => {
    const program = "for (let at = 1; at <= 5000; at++) console.log(`line ${at} of all`)";
    const run = await finishRun(app, id, program);
    await page.goto(`${address}?run=${run}`);
    await page.locator(".terminal-row", { hasText: "line 5000 of all" }).waitFor();
    await soon.ok(async () => await page.locator(".terminal-row").count() < 250);
    await page.evaluate(() => location.hash = "#L1");
    await page.locator(".terminal-row", { hasText: "line 1 of all" }).waitFor();
    await page.getByRole("searchbox", { name: "Search the log" }).fill("line 2500 of");
    await page.keyboard.press("Shift+Enter");
    await page.locator(".terminal-row mark", { hasText: "line 2500 of" }).waitFor();
  });

  await t.step("scripts of the experiment page are within their budget", async () => {
    const runs = await app.call<{ runs: Made[] }>("GET", `/api/experiments/${id}/runs`);
    scripts.clear();
    await page.goto(`${address}?run=${runs.runs[0]!.id}`, { waitUntil: "networkidle" });
    assert.ok(scripts.size > 0);
    let bytes = 0;
    for (const script of scripts) {
      const text = await (await fetch(script)).text();
      bytes += gzipSync(text).length;
    }
    assert.ok(bytes <= SCRIPTS_MAX_BYTES, `${bytes} bytes of scripts`);
  });

  await t.step("a browser that sees the experiment page for the first time makes few requests", async () => {
    await using cold = await openPage(chromium.browser);
    const requests: string[] = [];
    cold.page.on("request", (request) => requests.push(new URL(request.url()).pathname));
    await cold.page.goto(address, { waitUntil: "networkidle" });
    await cold.page.locator(".terminal[data-ready]").waitFor();
    assert.ok(requests.length <= COLD_REQUESTS_MAX, `${requests.length} requests:\n${requests.join("\n")}`);
  });

  await t.step("the chart keeps its points and reports it when the API fails", async () => {
    await using training = createControlledProgram();
    const run = await app.call<Made>("POST", `/api/experiments/${id}/runs`, {
      command: training.command,
    });
    await training.print("Step 1: loss=2.5, lr=1e-4", "Step 2: loss=1.5, lr=1e-4");
    await page.goto(`${address}?run=${run.id}`);
    const last = page.locator(".legend-last").first();
    for (let turn = 0; turn < 60 && await last.count() === 0; turn++) {
      await page.clock.fastForward(POLL_MS);
    }
    await last.waitFor();
    await page.route("**/metrics?**", (route) => route.fulfill({ status: 503, body: "{}" }));
    await page.clock.fastForward(POLL_MS);
    await page.getByText("Metrics unavailable", { exact: true }).waitFor();
    await soon.equal(() => last.textContent(), "1.5");
    await assertAccessible(page);
    await page.unroute("**/metrics?**");
    await training.print("Step 3: loss=0.5, lr=1e-4");
    for (let turn = 0; turn < 60 && await last.textContent() !== "0.5"; turn++) {
      await page.clock.fastForward(60_000);
    }
    await soon.equal(() => last.textContent(), "0.5");
    await training.end();
  });

  await t.step(
    "a requested metric is loading, then unavailable while the server doesn't answer, then shown",
    async () => {
      const run = await finishRun(app, id, printing(["Step 1: loss=2, acc=0.25", "Step 2: loss=1, acc=0.5"]));
      await page.goto(`${address}?run=${run}`);
      const { promise, resolve } = Promise.withResolvers<void>();
      await page.route("**/metrics?**", async (route) => {
        await promise;
        await route.fulfill({ status: 503, body: "{}" });
      });
      await page.getByRole("tab", { name: "acc" }).click();
      await page.locator(".chart-state p", { hasText: /^Loading metrics…$/ }).waitFor();
      resolve();
      await page.locator(".chart-state p", { hasText: /^Metrics unavailable$/ }).waitFor();
      await assertAccessible(page);
      await page.unroute("**/metrics?**");
      await pollUntil(page, async () => await page.locator(".legend-last", { hasText: "0.5" }).count() > 0);
      await soon.equal(() => page.locator(".chart-state").count(), 0);
    },
  );

  await t.step("a missing command and a failing one show the reason beside their status", async () => {
    const runs = `/api/experiments/${id}/runs`;
    const missing = await app.call<Made>("POST", runs, { command: ["no-such-command"] });
    await page.goto(`${address}?run=${missing.id}`);
    await pollUntil(page, () => page.locator(".run-name .status-failed").isVisible());
    await page.locator(".reason", { hasText: "command not found: no-such-command" }).waitFor();
    const failing = await app.call<Made>("POST", runs, { command: ["sh", "-c", "echo out of memory; exit 7"] });
    await page.goto(`${address}?run=${failing.id}`);
    await pollUntil(page, () => page.locator(".reason", { hasText: "exit code 7" }).isVisible());
    await assertAccessible(page);
  });

  await t.step("a missing run is reported, with the advice to choose another when there are others", async () => {
    const unknown = "0190f7a2-0000-7000-8000-000000000000";
    await page.goto(`${address}?run=${unknown}`);
    await page.getByText("Choose one of the list").waitFor();
    const empty = await app.call<Made>("POST", "/api/experiments", { name: "empty" });
    await page.goto(`${app.origin}/experiments/${empty.id}?run=${unknown}`);
    await page.getByText(`There is no run ${unknown} in this experiment`).waitFor();
    await page.getByRole("heading", { name: "No runs yet" }).waitFor();
    await soon.equal(() => page.getByText("Choose one of the list").count(), 0);
    await assertAccessible(page);
  });

  await t.step("a command with an open quote is refused and not launched", async () => {
    await openLaunchForm(page);
    await page.getByRole("textbox", { name: "Command" }).fill('echo "unclosed');
    await page.getByRole("button", { name: "Start run" }).click();
    await page.locator("#launch-error", { hasText: "A quote isn’t closed" }).waitFor();
    await soon.equal(() => page.getByLabel("Command").getAttribute("aria-invalid"), "true");
    const { experiments } = await app.call<{ experiments: Made[] }>("GET", "/api/experiments?q=empty");
    const { runs } = await app.call<{ runs: Made[] }>("GET", `/api/experiments/${experiments[0]!.id}/runs`);
    assert.equal(runs.length, 0);
    await page.goto(address);
  });

  await t.step("an error about the directory is shown beside its field", async () => {
    await openLaunchForm(page);
    await page.getByRole("textbox", { name: "Command" }).fill("true");
    await page.getByText("Name, directory, environment").click();
    await page.getByLabel("Directory").fill("/no/such/directory");
    await page.getByRole("button", { name: "Start run" }).click();
    await page.locator("#launch-error", { hasText: "/no/such/directory" }).waitFor();
    await soon.equal(() => page.getByLabel("Directory").getAttribute("aria-invalid"), "true");
    await assertAccessible(page);
  });

  await t.step("a chosen log file becomes a run, and a binary file is refused", async () => {
    await page.goto(app.origin);
    await assertAccessible(page);
    const file = page.locator("input[type=file]");
    const image = {
      name: "cat.png",
      mimeType: "image/png",
      buffer: Buffer.from([0x89, 0x50, 0, 0, 0, 1, 2, 0xff]),
    };
    const names = async () => {
      const { experiments } = await app.call<{ experiments: { name: string }[] }>("GET", "/api/experiments");
      return experiments.map(({ name }) => name);
    };
    const before = await names();
    await file.setInputFiles(image);
    await page.getByRole("alert").filter({ hasText: "text" }).waitFor();
    await soon.deepEqual(() => names(), before, "the experiment that was made for it is gone again");
    await app.call("POST", "/api/experiments", { name: "kept" });
    const experiment = page.getByRole("combobox", { name: "Experiment" });
    await experiment.fill("kept");
    const refused = page.waitForResponse((response) => response.url().includes("/imports"));
    await file.setInputFiles(image);
    assert.equal((await refused).status(), 400);
    await page.getByText("Drop a log file here").waitFor();
    await soon.ok(async () => (await names()).includes("kept"), "one that was there before stays");
    await experiment.fill("default");
    await file.setInputFiles({
      name: "old.log",
      mimeType: "text/plain",
      buffer: Buffer.from("Step 1: loss=4\nStep 2: loss=0.75\n"),
    });
    await page.waitForURL(/run=/);
    await page.locator(".legend-last", { hasText: "0.75" }).waitFor();
    await page.getByText("Imported log").waitFor();
    await assertAccessible(page);
  });

  assert.deepEqual(problems, []);
});
