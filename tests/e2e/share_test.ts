import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { assertAccessible, finishRun, openPage, printing } from "../support/page.ts";
import { soon } from "../support/soon.ts";

const LINES = Array.from(
  { length: 80 },
  (_, at) => `Step ${at}: loss=${(4 / (1 + at)).toFixed(4)}, acc=${(at / 80).toFixed(4)}`,
);

/** What a press on an item of the menu saves. */
async function saveWith(page: Page, name: string | RegExp): Promise<{ name: string; bytes: Uint8Array }> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name }).first().click(),
  ]);
  return { name: download.suggestedFilename(), bytes: await Deno.readFile(await download.path()) };
}

const textOf = ({ bytes }: { bytes: Uint8Array }) => new TextDecoder().decode(bytes);

/** Width and height of a PNG, from its header. */
function sizeOf({ bytes }: { bytes: Uint8Array }): [number, number] {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  assert.equal(new TextDecoder().decode(bytes.subarray(1, 4)), "PNG");
  return [view.getUint32(16), view.getUint32(20)];
}

Deno.test("a chart is taken away: as PNG, SVG and CSV as shown, as a link, and its run as one file", async (t) => {
  await using app = await startApp();
  await using chromium = await startBrowser("--host-resolver-rules=MAP *.example 127.0.0.1");
  await using opened = await openPage(chromium.browser);
  const { page, problems, scripts } = opened;
  const { id } = await app.call<{ id: string }>("POST", "/api/experiments", { name: "tiny" });
  const run = await finishRun(app, id, printing(LINES), "first <one>");
  await page.goto(`${app.origin}/experiments/${id}?run=${run}&smooth=0.5&y=log`);
  await page.locator(".chart-frame[data-ready]").waitFor();
  const button = page.getByRole("button", { name: "Share", exact: true }), menu = page.getByRole("menu");
  const focused = () => page.evaluate(() => document.activeElement?.textContent);

  await t.step("the menu is loaded when it is opened, and is used by keys alone", async () => {
    const before = scripts.size;
    await button.focus();
    await page.keyboard.press("Enter");
    await menu.waitFor();
    assert.ok(scripts.size > before, "the menu came with the page");
    await soon.equal(() => focused(), "PNG image");
    await page.keyboard.press("ArrowUp");
    await soon.equal(() => focused(), "Copy link to this view");
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowDown");
    await soon.equal(() => focused(), "SVG image");
    await page.keyboard.press("Escape");
    await menu.waitFor({ state: "detached" });
    await soon.equal(() => focused(), "Share");
    await page.keyboard.press(" ");
    await menu.waitFor();
  });

  await t.step("SVG has title, axes, legend and source of the chart as shown", async () => {
    const file = await saveWith(page, "SVG image"), svg = textOf(file);
    assert.equal(file.name, "loss-first_one.svg");
    for (
      const part of [
        ">loss · first &lt;one&gt;<",
        ">step<",
        ">loss (log)<",
        ">first &lt;one&gt;: 0.05<",
        "stdcurve · tiny · ",
      ]
    ) {
      assert.ok(svg.includes(part), part);
    }
    assert.match(svg, /smoothing 0\.5</);
    assert.match(svg, /class="run (r\d+) faint".*class="run \1"/s);
    await page.getByText("Saved loss-first_one.svg.").waitFor();
  });

  await t.step("PNG is the same at twice the size, and not empty", async () => {
    const file = await saveWith(page, "PNG image");
    assert.deepEqual(sizeOf(file), [1800, 900]);
    assert.ok(file.bytes.length > 20_000, `${file.bytes.length} bytes`);
  });

  await t.step("CSV has the points shown, and the server's every point", async () => {
    const shown = textOf(await saveWith(page, "CSV of the 80 points shown")).trimEnd().split("\n");
    assert.deepEqual([shown.length, shown[0]], [
      81,
      "run,run_id,metric,step,global_step,epoch,timestamp,value,smoothed",
    ]);
    const every = textOf(await saveWith(page, "CSV of every point")).trimEnd().split("\n");
    assert.deepEqual([every.length, every[1]!.split(",")[1]], [81, "first <one>"]);
  });

  await t.step("the run is taken away as one file", async () => {
    const file = await saveWith(page, "HTML file of this run");
    assert.match(textOf(file), /^<!DOCTYPE html>.*first &lt;one/s);
  });

  await t.step("the link is copied, and shown where the browser doesn't let the page copy", async () => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: app.origin });
    await page.getByRole("menuitem", { name: "Copy link" }).click();
    await page.getByText("Link copied.").waitFor();
    await soon.equal(() => page.evaluate(() => navigator.clipboard.readText()), page.url());
    await page.context().clearPermissions();
    await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
    await page.getByRole("menuitem", { name: "Copy link" }).click();
    const field = page.getByLabel("Link to this view");
    await field.waitFor();
    await soon.equal(() => field.inputValue(), page.url());
    await soon.equal(() => page.evaluate(() => getSelection()!.toString()), page.url());
    await page.getByText("press Ctrl+C").waitFor();
    await assertAccessible(page);
  });

  await t.step("a press elsewhere closes the menu", async () => {
    await page.locator("h1").first().click();
    await menu.waitFor({ state: "detached" });
    assert.deepEqual(problems, []);
  });

  await t.step("ticked runs of the table are taken away as one file", async () => {
    await page.goto(`${app.origin}/experiments/${id}/compare?runs=${run}`);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Export HTML" }).click(),
    ]);
    assert.equal(download.suggestedFilename(), "runs.html");
    await soon.match(async () => await Deno.readTextFile(await download.path()), /first &lt;one/);
  });

  await t.step("without scripts the button is a link to the server's drawing", async () => {
    await using plain = await openPage(chromium.browser, { javaScriptEnabled: false });
    await plain.page.goto(`${app.origin}/experiments/${id}?run=${run}`);
    const href = await plain.page.locator(".share > a").getAttribute("href");
    const response = await fetch(app.origin + href);
    await soon.match(() => response.text(), /<svg.*>loss · first/s);
  });
});
