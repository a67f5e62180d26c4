import assert from "node:assert/strict";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { openLaunchForm, openPage, pollUntil } from "../support/page.ts";
import { createControlledProgram } from "../support/controlled_program.ts";
import { TEST_TOKEN } from "../support/token.ts";
import { soon } from "../support/soon.ts";

const BASE = "/proxy/8000";

/** A proxy as hubs have it. It passes the path on, or takes it off. */
function startProxy(isStripping: boolean): AsyncDisposable & { origin: string; target: string; lost: string[] } {
  const proxy = {
    origin: "",
    target: "",
    /** Paths of requests that went past the app's own path. */
    lost: [] as string[],
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    const { pathname, search } = new URL(request.url);
    if (!pathname.startsWith(`${BASE}/`)) {
      proxy.lost.push(pathname);
      return new Response("another app", { status: 404 });
    }
    const path = isStripping ? pathname.slice(BASE.length) : pathname;
    const { method, headers, body } = request;
    return await fetch(proxy.target + path + search, { method, headers, body, redirect: "manual" });
  });
  proxy.origin = `http://127.0.0.1:${server.addr.port}`;
  return proxy;
}

for (const isStripping of [true, false]) {
  Deno.test(`behind a proxy that ${isStripping ? "takes the path off" : "passes the path on"} pages load, poll and change`, async () => {
    await using proxy = startProxy(isStripping);
    const home = `${proxy.origin}${BASE}/`;
    await using app = await startApp({ STDCURVE_URL: home });
    proxy.target = app.origin;
    await using training = createControlledProgram();
    await using chromium = await startBrowser();
    await using opened = await openPage(chromium.browser, { extraHTTPHeaders: {} });
    const { page, problems } = opened;

    await page.goto(`${home}?token=${TEST_TOKEN}`);
    assert.equal(page.url(), home);
    const [cookie] = await page.context().cookies(home);
    assert.deepEqual([cookie!.path, cookie!.name], [`${BASE}/`, `stdcurve_${new URL(home).port}`]);
    await soon.deepEqual(() => page.context().cookies(`${proxy.origin}/other`), []);

    await page.getByLabel("Name").fill("behind a proxy");
    await page.getByRole("button", { name: "Create experiment" }).click();
    await page.waitForURL(`${home}experiments/*`);
    await openLaunchForm(page);
    await page.getByLabel("Command").fill(training.command.join(" "));
    await page.getByRole("button", { name: "Start run" }).click();
    await page.waitForURL(/run=/);
    await training.print("Step 1: loss=2.5", "Step 2: loss=1.25");
    await pollUntil(page, () => page.locator(".terminal-row", { hasText: "loss=1.25" }).isVisible());
    await pollUntil(page, async () => await page.locator(".legend-last").first().textContent() === "1.25");
    await training.end();
    await pollUntil(page, () => page.locator(".status-completed").first().isVisible());
    await page.getByRole("link", { name: "stdcurve" }).click();
    await page.waitForURL(home);
    await page.getByRole("link", { name: "behind a proxy" }).waitFor();

    assert.deepEqual(problems, []);
    assert.deepEqual(proxy.lost.filter((path) => path !== "/favicon.ico"), []);
  });
}
