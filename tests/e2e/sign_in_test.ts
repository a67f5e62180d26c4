import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { assertAccessible, openLaunchForm, openPage, pollUntil } from "../support/page.ts";
import { createControlledProgram } from "../support/controlled_program.ts";
import { TEST_TOKEN } from "../support/token.ts";
import { soon } from "../support/soon.ts";

/** An app whose token is kept in a file, so that it can be replaced while a page is open. */
async function startRenewable(auth: "all" | "changes") {
  const state = await Deno.makeTempDir({ prefix: "stdcurve-session-" });
  const env = { STDCURVE_DATA: state, STDCURVE_TOKEN: "", STDCURVE_READ_TOKEN: "", STDCURVE_AUTH: auth };
  const app = await startApp(env);
  return {
    app,
    /** What a command prints on stdout. */
    async stdcurve(...words: string[]): Promise<string> {
      const cli = new URL("../../cli.ts", import.meta.url).pathname;
      const args = ["run", "-A", "--no-check", "--quiet", cli, ...words];
      const { stdout } = await new Deno.Command(Deno.execPath(), { args, env: { ...env, STDCURVE_KV: app.kv } })
        .output();
      return new TextDecoder().decode(stdout).trim();
    },
    async [Symbol.asyncDispose]() {
      await app[Symbol.asyncDispose]();
      await Deno.remove(state, { recursive: true });
    },
  };
}

Deno.test("a page says that its session is over when the token was replaced while it is open", async () => {
  await using renewable = await startRenewable("all");
  const { app, stdcurve } = renewable;
  const token = await stdcurve("token");
  await using training = createControlledProgram();
  await using chromium = await startBrowser();
  await using opened = await openPage(chromium.browser, { extraHTTPHeaders: {} });
  const { page } = opened;
  await page.goto(`${app.origin}/?token=${token}`);
  await page.getByLabel("Name").fill("watched");
  await page.getByRole("button", { name: "Create experiment" }).click();
  await page.waitForURL(/experiments/);
  await openLaunchForm(page);
  await page.getByLabel("Command").fill(training.command.join(" "));
  await page.getByRole("button", { name: "Start run" }).click();
  await page.waitForURL(/run=/);
  await training.print("Step 1: loss=2.5");
  await pollUntil(page, () => page.locator(".terminal-row", { hasText: "loss=2.5" }).isVisible());
  await soon.ok(() => page.locator("#session-over").isHidden());
  const renewed = await stdcurve("token", "--new");
  await pollUntil(page, () => page.locator("#session-over").isVisible());
  await soon.match(() => page.locator("#session-over").innerText(), /session is over/);
  await page.getByRole("button", { name: "Read again" }).click();
  await page.locator(".run-actions .form-error", { hasText: "needs the token" }).waitFor();
  await page.getByRole("dialog", { name: "Sign in" }).waitFor();
  const second = await page.context().newPage();
  await second.goto(`${app.origin}/?token=${renewed}`);
  await pollUntil(page, () => page.locator("#session-over").isHidden());
  await training.end();
  await pollUntil(page, () => page.locator(".status-completed").first().isVisible());
});

/** Types into the form that asks for the token, and sends it. */
async function signIn(page: Page, token: string): Promise<void> {
  await page.getByLabel("Token").fill(token);
  await page.getByRole("button", { name: "Sign in" }).last().click();
}

/** A page of a finished run, with a session that is over since it was loaded. */
async function openExpired(page: Page, { app, stdcurve }: Awaited<ReturnType<typeof startRenewable>>) {
  await page.goto(`${app.origin}/?token=${await stdcurve("token")}`);
  const log = await Deno.makeTempFile({ suffix: ".log" });
  await Deno.writeTextFile(log, "step 1 loss=2\nstep 2 loss=1\n");
  const run = await stdcurve("import", "-e", "kept", log);
  await Deno.remove(log);
  await page.goto(app.origin);
  await page.getByRole("link", { name: "kept" }).first().click();
  await page.waitForURL(/experiments/);
  await page.goto(`${page.url().replace(/[?#].*/, "")}?run=${run}`);
  await page.locator(".terminal[data-ready]").waitFor();
  return { run, renew: () => stdcurve("token", "--new") };
}

Deno.test("a button whose script needs the token asks for it, and the page comes back as it was", async () => {
  await using renewable = await startRenewable("all");
  await using chromium = await startBrowser();
  await using opened = await openPage(chromium.browser, { extraHTTPHeaders: {} });
  const { page, problems } = opened;
  const { renew } = await openExpired(page, renewable), address = page.url();
  const renewed = await renew(), dialog = page.getByRole("dialog", { name: "Sign in" });
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await dialog.waitFor();
  await soon.match(() => dialog.innerText(), /stdcurve token/);
  await soon.equal(() => page.locator(".press-said[data-said]").count(), 0);
  await assertAccessible(page);
  await signIn(page, "wrong");
  await dialog.locator(".form-error", { hasText: "wrong" }).waitFor();
  await signIn(page, `${renewable.app.origin}/?token=${renewed}`);
  await dialog.waitFor({ state: "hidden" });
  await page.locator(".terminal[data-ready]").waitFor();
  assert.equal(page.url(), address);
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await page.getByRole("dialog", { name: "Edit run" }).waitFor();
  assert.deepEqual(problems, []);
});

Deno.test("a change that needs the token asks for it above its dialog, which keeps what was typed", async () => {
  await using renewable = await startRenewable("changes");
  await using chromium = await startBrowser();
  await using opened = await openPage(chromium.browser, { extraHTTPHeaders: {} });
  const { page, problems } = opened;
  const { renew } = await openExpired(page, renewable);
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await page.getByLabel("Name", { exact: true }).fill("typed before");
  const renewed = await renew(), dialog = page.getByRole("dialog", { name: "Sign in" });
  await page.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor();
  await dialog.getByRole("button", { name: "Not now" }).click();
  await dialog.waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor();
  await signIn(page, await renewable.stdcurve("token", "--read"));
  await dialog.waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Save" }).click(); // with a session that only reads
  await dialog.waitFor();
  await signIn(page, renewed);
  await dialog.waitFor({ state: "hidden" });
  await soon.equal(() => page.getByLabel("Name", { exact: true }).inputValue(), "typed before");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { name: "typed before" }).waitFor();
  assert.deepEqual(problems, []);
});

Deno.test("an address without a session asks for the token, and leads to itself", async () => {
  await using renewable = await startRenewable("all");
  await using chromium = await startBrowser();
  await using opened = await openPage(chromium.browser, { extraHTTPHeaders: {} });
  const { page, problems } = opened;
  const { renew } = await openExpired(page, renewable), renewed = await renew();
  const address = `${page.url()}&metric=loss&smooth=0.5`;
  await page.goto(address);
  await soon.match(() => page.title(), /needs the token/);
  await assertAccessible(page);
  await signIn(page, "wrong");
  await soon.match(() => page.title(), /token is wrong/);
  await assertAccessible(page);
  await signIn(page, renewed);
  await page.waitForURL(address);
  await page.locator(".terminal[data-ready]").waitFor();
  assert.deepEqual(problems, []);
});

Deno.test("a page that is read-only has a button that makes it one for changes", async () => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  await using opened = await openPage(chromium.browser, { extraHTTPHeaders: {} });
  const { page, problems } = opened;
  await page.goto(app.origin);
  await page.getByRole("button", { name: "Sign in" }).click();
  await signIn(page, TEST_TOKEN);
  await page.getByLabel("Name").waitFor();
  assert.deepEqual(problems, []);
});
