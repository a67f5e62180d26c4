import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { startApp, type TestApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { assertAccessible, openPage } from "../support/page.ts";
import { TEST_TOKEN } from "../support/token.ts";
import { soon } from "../support/soon.ts";

/** Another server of this machine, as any user may start one. It serves an empty page and remembers where visitors came from. */
function startNeighbour(): AsyncDisposable & { port: number; referrers: (string | null)[] } {
  const referrers: (string | null)[] = [];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, (request) => {
    referrers.push(request.headers.get("referer"));
    return new Response("<!DOCTYPE html><title>next door</title>", { headers: { "content-type": "text/html" } });
  });
  return { port: server.addr.port, referrers, [Symbol.asyncDispose]: () => server.shutdown() };
}

/** Whether a change that a page sends by `fetch` gets an answer that the page may read. */
function tryChange(page: Page, address: string, init: Record<string, unknown>): Promise<string> {
  return page.evaluate(async ({ address, init }) => {
    try {
      const response = await fetch(address, { method: "POST", credentials: "include", body: '{"name":"x"}', ...init });
      return `${response.type} ${response.status}`;
    } catch (error) {
      return String(error);
    }
  }, { address, init });
}

const countExperiments = async (app: TestApp) =>
  (await app.call<{ experiments: unknown[] }>("GET", "/api/experiments")).experiments.length;

Deno.test("the printed address opens the app, and the token stays nowhere in the browser", async (t) => {
  await using app = await startApp();
  await using neighbour = startNeighbour();
  await using chromium = await startBrowser();
  await using opened = await openPage(chromium.browser, { extraHTTPHeaders: {} });
  const { page, problems } = opened;
  const context = page.context(), seen: string[] = [];
  page.on("request", (request) => {
    if (!request.url().includes("token=")) seen.push(JSON.stringify(request.headers()));
  });

  await t.step("without the token the page is read-only and says how to get in", async () => {
    await page.goto(app.origin);
    await soon.match(() => page.locator(".read-only-note").innerText(), /read-only.*stdcurve serve.*stdcurve token/s);
    await soon.equal(() => page.locator("form, input").count(), 0);
    await assertAccessible(page);
  });

  await t.step("the address with the token leads to one without it, with everything allowed", async () => {
    await page.goto(`${app.origin}/?token=${TEST_TOKEN}`);
    assert.equal(page.url(), `${app.origin}/`);
    await page.getByLabel("Name").fill("mine");
    await page.getByRole("button", { name: "Create experiment" }).click();
    await page.waitForURL(/experiments/);
    await soon.equal(() => countExperiments(app), 1);
  });

  await t.step("the cookie holds a session, for this port, out of reach of scripts and other sites", async () => {
    const [cookie, ...others] = await context.cookies();
    assert.deepEqual(others, []);
    const { name, httpOnly, sameSite, path, value, secure } = cookie!;
    assert.deepEqual({ name, httpOnly, sameSite, path, secure }, {
      name: `stdcurve_${new URL(app.origin).port}`,
      httpOnly: true,
      sameSite: "Lax",
      path: "/",
      secure: false,
    });
    assert.ok(!value.includes(TEST_TOKEN));
    await soon.equal(() => page.evaluate(() => document.cookie), "");
  });

  await t.step("the token is in no entry of the history, and in no header of a later request", async () => {
    const devtools = await context.newCDPSession(page);
    const { entries } = await devtools.send("Page.getNavigationHistory");
    assert.deepEqual(entries.filter(({ url }) => url.includes("token=")).map(({ url }) => url), []);
    assert.deepEqual(seen.filter((headers) => headers.includes(TEST_TOKEN)), []);
  });

  await t.step("another server learns no address of ours from a link", async () => {
    await page.evaluate((port) => {
      const link = document.createElement("a");
      link.href = `http://127.0.0.1:${port}/`;
      document.body.append(link);
      link.click();
    }, neighbour.port);
    await page.waitForURL(`http://127.0.0.1:${neighbour.port}/`);
    assert.deepEqual(neighbour.referrers.slice(0, 1), [null]);
  });

  assert.deepEqual(problems, []);
});

Deno.test("pages of another port, another site and a rebound name neither change nor read anything", async (t) => {
  await using app = await startApp();
  await using neighbour = startNeighbour();
  await using chromium = await startBrowser("--host-resolver-rules=MAP *.example 127.0.0.1");
  await using opened = await openPage(chromium.browser, { extraHTTPHeaders: {} });
  const { page } = opened, appPort = new URL(app.origin).port, api = `${app.origin}/api/experiments`;
  await app.call("POST", "/api/experiments", { name: "kept" });
  await page.goto(`${app.origin}/?token=${TEST_TOKEN}`);

  await t.step("the app's own page may change something: the session works", async () => {
    const json = { headers: { "content-type": "application/json" }, body: '{"name":"own"}' };
    assert.equal(await tryChange(page, api, json), "basic 201");
    await soon.equal(() => countExperiments(app), 2);
  });

  for (const host of ["127.0.0.1", "evil.example"]) {
    await t.step(`a page of ${host} at another port sends forms, fetches and images in vain`, async () => {
      await page.goto(`http://${host}:${neighbour.port}/`);
      const plain = { mode: "no-cors", headers: { "content-type": "text/plain" } };
      const sent = page.waitForRequest((request) => request.url() === api && request.method() === "POST");
      assert.match(await tryChange(page, api, plain), /Failed to fetch/); // sent as it is, and not answered to the page
      await sent;
      const json = { headers: { "content-type": "application/json" } };
      assert.match(await tryChange(page, api, json), /Failed to fetch/);
      assert.match(await tryChange(page, `${api}/x`, { ...json, method: "DELETE" }), /Failed to fetch/);
      assert.match(await tryChange(page, api, { method: "GET", body: undefined }), /Failed to fetch/);
      const isShown = await page.evaluate((address) =>
        new Promise((resolve) => {
          const image = new Image();
          image.onload = () => resolve(true);
          image.onerror = () => resolve(false);
          image.src = address;
        }), `${app.origin}/favicon.svg`);
      assert.equal(isShown, false);
      for (const type of ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data"]) {
        await page.goto(`http://${host}:${neighbour.port}/`);
        const answered = page.waitForResponse((response) => response.url() === api);
        await page.evaluate(({ api, type }) => {
          const form = document.createElement("form");
          Object.assign(form, { method: "POST", action: api, enctype: type });
          form.innerHTML = `<input name='{"name":"form","x":"' value='"}'>`;
          document.body.append(form);
          form.submit();
        }, { api, type });
        assert.equal((await answered).status(), 403);
        await page.waitForURL(api);
      }
      await soon.equal(() => countExperiments(app), 2);
    });
  }

  await t.step("a name that points at this machine is refused, and gets no session", async () => {
    for (const path of ["/", "/api/experiments", `/?token=${TEST_TOKEN}`]) {
      const response = await page.goto(`http://rebound.example:${appPort}${path}`);
      assert.equal(response!.status(), 421, path);
    }
    await soon.deepEqual(() => page.context().cookies(`http://rebound.example:${appPort}`), []);
  });

  await t.step("no page may frame the app", async () => {
    await page.goto(`http://127.0.0.1:${neighbour.port}/`);
    const title = await page.evaluate((origin) =>
      new Promise((resolve) => {
        const frame = document.createElement("iframe");
        frame.onload = () => resolve(frame.contentDocument?.title ?? "closed");
        frame.src = origin;
        document.body.append(frame);
      }), app.origin);
    assert.equal(title, "closed");
    assert.ok(page.frames().every((frame) => !frame.url().startsWith(app.origin)));
  });
});
