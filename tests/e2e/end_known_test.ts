import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { POLL_HIDDEN_MS } from "../../lib/limits.ts";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { createControlledProgram } from "../support/controlled_program.ts";
import { assertAccessible, finishRun, openLaunchForm, openPage, pollUntil } from "../support/page.ts";
import { waitFor } from "../support/wait.ts";
import { openWebhook } from "../support/webhook.ts";
import { soon } from "../support/soon.ts";

interface Made {
  id: string;
}

/** The tab's icon: the last one, as browsers choose. */
const iconOf = (page: Page) =>
  page.evaluate(() => [...document.querySelectorAll<HTMLLinkElement>("link[rel=icon]")].at(-1)!.getAttribute("href")!);

/** Makes the page believe that it is in a hidden tab, or in the one that is looked at. */
const show = (page: Page, state: "hidden" | "visible") =>
  page.evaluate((value) => {
    Object.defineProperty(document, "visibilityState", { value, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, state);

/** Keeps the notifications of the page in `globalThis.shown`, and lets the browser show them. */
function keepNotifications(): void {
  const kept: string[] = [];
  Object.assign(globalThis, {
    shown: kept,
    Notification: class extends Notification {
      constructor(title: string, options?: NotificationOptions) {
        super(title, options);
        kept.push(`${title}: ${options?.body}`);
      }
    },
  });
}

Deno.test("a run's end is known: title, icon, a notification, a webhook", async (t) => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  const { id } = await app.call<Made>("POST", "/api/experiments", { name: "ends" });
  const runs = `/api/experiments/${id}/runs`, address = `${app.origin}/experiments/${id}`;

  await t.step("title and icon say that the run goes on, and how it ended while the tab was hidden", async () => {
    await using training = createControlledProgram();
    await using opened = await openPage(chromium.browser, { permissions: ["notifications"] });
    const { page, problems } = opened;
    await page.addInitScript(keepNotifications);
    const run = (await app.call<Made>("POST", runs, { command: training.command, name: "live" })).id;
    await training.print("step 1: loss=2");
    await page.goto(`${address}?run=${run}`);
    await soon.match(() => page.title(), /^● live · ends/);
    await soon.match(() => iconOf(page), /favicon-running\.svg/);
    await page.getByRole("button", { name: "Notify me" }).click();
    await page.getByRole("button", { name: "You will be notified" }).waitFor();
    await assertAccessible(page);
    await show(page, "hidden");
    await app.call("POST", `${runs}/${run}/cancel`);
    const isOver = async () => (await app.call<{ status: string }>("GET", `${runs}/${run}`)).status === "cancelled";
    await waitFor(isOver, { what: "the run to be cancelled" });
    for (let turn = 0; turn < 20 && !/^–/.test(await page.title()); turn++) {
      await page.clock.fastForward(POLL_HIDDEN_MS);
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    }
    await soon.match(() => page.title(), /^– live · ends/);
    await soon.match(() => iconOf(page), /favicon\.svg/);
    const shown = await waitFor(
      () => page.evaluate(() => (globalThis as unknown as { shown: string[] }).shown.join()),
      { what: "the notification" },
    );
    assert.match(shown, /^– live: /);
    await soon.equal(() => page.getByRole("button", { name: /notif/i }).count(), 0);
    assert.deepEqual(problems, []);
  });

  await t.step("a page of a run that is over has the icon of its end, and no button", async () => {
    const done = await finishRun(app, id, "console.log('step 1: loss=1')", "done");
    const { id: failed } = await app.call<Made>("POST", runs, { command: ["no-such-program"], name: "bad" });
    await using opened = await openPage(chromium.browser);
    const { page } = opened;
    await page.goto(`${address}?run=${done}`);
    await soon.match(() => page.title(), /^✓ done/);
    await soon.match(() => iconOf(page), /favicon-done\.svg/);
    assert.equal((await page.request.get(app.origin + await iconOf(page))).status(), 200);
    await page.goto(`${address}?run=${failed}`);
    await pollUntil(page, async () => /^✗ bad/.test(await page.title()));
    await soon.match(() => iconOf(page), /favicon-failed\.svg/);
    await soon.equal(() => page.getByRole("button", { name: /notif/i }).count(), 0);
  });

  await t.step("the form's webhook is notified of the run's end", async () => {
    await using webhook = openWebhook();
    await using opened = await openPage(chromium.browser);
    const { page } = opened;
    await page.goto(address);
    await openLaunchForm(page);
    await page.getByLabel("Command").fill(`${Deno.execPath()} eval "console.log('step 1: loss=0.5'); Deno.exit(4)"`);
    await page.getByText("Name, directory, environment, notification").click();
    await page.getByLabel("Notify").fill(webhook.address);
    await page.getByRole("button", { name: "Start run" }).click();
    await page.waitForURL(/run=/);
    const [{ document }] = await webhook.hasReceived(1) as [Awaited<ReturnType<typeof webhook.hasReceived>>[0]];
    assert.deepEqual([document.status, document.experiment, document.metrics.loss.last], ["failed", "ends", 0.5]);
    assert.equal(document.url, page.url());
    await soon.doesNotMatch(() => page.content(), /hook-secret/);
  });
});
