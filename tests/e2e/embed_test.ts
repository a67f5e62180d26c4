import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import type { WireRun } from "../../lib/wire.ts";
import { startApp, type TestApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { assertAccessible, openPage, pollUntil } from "../support/page.ts";
import { createControlledProgram } from "../support/controlled_program.ts";
import { TEST_READ_TOKEN, TEST_TOKEN } from "../support/token.ts";
import { soon } from "../support/soon.ts";

/** A wiki at another port, whose pages ask to show nothing but what allows it. */
function startWiki(): AsyncDisposable & { port: number } {
  const headers = { "content-type": "text/html", "cross-origin-embedder-policy": "require-corp" };
  const page = "<!DOCTYPE html><title>wiki</title>";
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, () => new Response(page, { headers }));
  return { port: server.addr.port, [Symbol.asyncDispose]: () => server.shutdown() };
}

/** Starts a run that prints what the test says; the address of what is beside it. */
async function startRun(app: TestApp, command: string[]): Promise<string> {
  const { id } = await app.call<{ id: string }>("POST", "/api/experiments", { name: "e" });
  const run = await app.call<WireRun>("POST", `/api/experiments/${id}/runs`, { command, name: "r" });
  return `${app.origin}/experiments/${id}/runs/${run.id}`;
}

/** Width of an image that the page loads from an address; 0 when it may not. */
const widthOf = (page: Page, address: string): Promise<number> =>
  page.evaluate((address) =>
    new Promise((resolve) => {
      const image = new Image();
      image.onload = () => resolve(image.naturalWidth);
      image.onerror = () => resolve(0);
      image.src = address;
    }), address);

/** Puts a page into a frame, waits for it, and says whether it is there. */
async function frameIn(page: Page, address: string): Promise<boolean> {
  await page.evaluate((address) =>
    new Promise<void>((resolve) => {
      document.querySelector("iframe")?.remove();
      const frame = document.createElement("iframe");
      frame.onload = () => resolve();
      Object.assign(frame, { src: address, width: "600", height: "300" });
      document.body.append(frame);
    }), address);
  return page.frames().some((frame) => frame.url().startsWith(address.split("?")[0]!));
}

Deno.test("a chart is shown on other pages: as an image on any, in a frame where --embed allows it", async (t) => {
  await using wiki = await startWiki();
  const allowed = `http://127.0.0.1:${wiki.port}`, other = `http://wiki.example:${wiki.port}`;
  await using app = await startApp({ STDCURVE_AUTH: "all", STDCURVE_EMBED: allowed });
  await using program = createControlledProgram();
  await using chromium = await startBrowser("--host-resolver-rules=MAP *.example 127.0.0.1");
  await using opened = await openPage(chromium.browser, { extraHTTPHeaders: {} });
  const { page, problems } = opened, base = await startRun(app, program.command);
  const chart = `${base}/chart.svg?token=${TEST_READ_TOKEN}`, embed = `${base}/embed?token=${TEST_READ_TOKEN}`;
  await program.print("Step 1: loss=2.5", "Step 2: loss=1.5");

  await t.step("any page shows the chart as an image, with the read-only token", async () => {
    await page.goto(other);
    assert.equal(await widthOf(page, `${chart}&width=640`), 640);
    assert.equal(await widthOf(page, chart.replace(TEST_READ_TOKEN, TEST_TOKEN)), 0);
    assert.equal(await widthOf(page, `${base}/chart.svg`), 0);
    assert.equal(await widthOf(page, `${app.origin}/favicon.svg?token=${TEST_READ_TOKEN}`), 0);
    assert.equal(
      await page.evaluate((address) => fetch(address).then(() => "read", () => "not read"), chart),
      "not read",
    );
  });

  await t.step("a page of another origin frames neither the chart nor its page", async () => {
    assert.equal(await frameIn(page, embed), false);
    assert.equal(await frameIn(page, chart), false);
  });

  await t.step("a page of the named origin frames the chart, which fits the frame and follows the run", async () => {
    problems.length = 0;
    await page.goto(allowed);
    assert.equal(await frameIn(page, embed), true);
    const frame = page.frames().find((each) => each.url().startsWith(base))!, image = frame.locator("img");
    const drawn = async () => decodeURIComponent(await image.getAttribute("src") ?? "");
    await pollUntil(page, async () => (await drawn()).includes('width="600" height="300"'));
    await program.print("Step 3: loss=0.75");
    await pollUntil(page, async () => (await drawn()).includes("r: 0.75"));
    await soon.equal(() => image.evaluate((each) => (each as HTMLImageElement).naturalWidth), 600);
    await soon.match(async () => await image.getAttribute("alt") ?? "", /^loss by step: r ends at/);
    await program.end(0);
    await pollUntil(page, async () => !(await drawn()).includes("data-live"));
    assert.deepEqual(problems, []);
  });

  await t.step("it has set no cookie, and links to the run's page without the token", async () => {
    await soon.deepEqual(() => page.context().cookies(), []);
    const frame = page.frames().find((each) => each.url().startsWith(base))!;
    const href = await frame.locator("a").getAttribute("href");
    assert.match(href!, /^\/experiments\/[\da-f-]{36}\?run=[\da-f-]{36}$/);
  });

  await t.step("the page in the frame is accessible by itself", async () => {
    await using alone = await openPage(chromium.browser, { extraHTTPHeaders: {} });
    await alone.page.goto(embed);
    await assertAccessible(alone.page);
    assert.deepEqual(alone.problems, []);
  });

  await t.step("everything else stays closed, also to the server's own pages in a frame", async () => {
    assert.equal(await frameIn(page, app.origin), false);
    assert.equal(await frameIn(page, `${app.origin}/api/experiments?token=${TEST_READ_TOKEN}`), false);
  });
});
