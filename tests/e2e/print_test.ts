import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { finishRun, openPage, printing } from "../support/page.ts";
import { soon } from "../support/soon.ts";

const LINES = [1, 2, 4, 8, 16].map((step) => `step ${step} | loss=${4 / step} | acc=${step / 16}`);

/** How light a colour is, 0 to 255. */
const lightnessOf = async (page: Page, selector: string) => {
  const colour = await page.locator(selector).first().evaluate((one) => getComputedStyle(one).color);
  const [red, green, blue] = colour.match(/\d+/g)!.map(Number);
  return (red! + green! + blue!) / 3;
};

/** The colours of runs in the theme that is shown now. */
const runColours = (page: Page) =>
  page.evaluate(() => {
    const style = getComputedStyle(document.documentElement);
    return Array.from({ length: 12 }, (_, at) => style.getPropertyValue(`--run-${at + 1}`).trim().toLowerCase());
  });

/** From now on keeps, whenever the page is printed, the colours of the charts' pixels then. Other listeners come first. */
const keepPrintedColours = (page: Page) =>
  page.evaluate(() => {
    const kept = globalThis as unknown as { printed: Record<string, string[]> };
    const hex = (...parts: number[]) => `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
    const coloursOf = (canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
      const colours = new Set<string>();
      for (let at = 0; at < data.length; at += 4) {
        if (data[at + 3] === 255) colours.add(hex(data[at]!, data[at + 1]!, data[at + 2]!));
      }
      return [...colours];
    };
    addEventListener("beforeprint", () =>
      kept.printed = Object.fromEntries(
        [".plot canvas", ".board-plot[data-drawn] canvas"].map((
          selector,
        ) => [selector, coloursOf(document.querySelector<HTMLCanvasElement>(selector)!)]),
      ));
  });

Deno.test("a printed page has what it shows, dark on white, without what can be pressed", async (t) => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  const { id } = await app.call<{ id: string }>("POST", "/api/experiments", { name: "paper" });
  const address = `${app.origin}/experiments/${id}?run=${await finishRun(app, id, printing(LINES), "printed")}`;

  for (const theme of ["light", "dark"]) {
    await t.step(`in the ${theme} theme`, async () => {
      await using opened = await openPage(chromium.browser);
      const { page, problems } = opened;
      await page.addInitScript((chosen) => localStorage.setItem("stdcurve-theme", chosen), theme);
      await page.goto(address);
      await page.locator(".chart-frame[data-ready]").waitFor();
      await page.emulateMedia({ media: "print" });
      for (
        const gone of ["Delete", "Wrap", "End", "Add a note", "Write a pattern", "Start a run", "Compare selected"]
      ) {
        await soon.equal(() => page.getByRole("button", { name: gone }).count(), 0, gone);
      }
      for (const selector of [".terminal-text", "h1", ".legend td", ".settings-title, h3"]) {
        await soon.ok(async () => await lightnessOf(page, selector) < 130, `${selector} is light`);
      }
      await soon.match(() => page.locator(".legend tbody").innerText(), /0\.25\s+16\s+0\.25\s+4\s/); // last, step, min, max
      await soon.ok(() => page.locator(".terminal-row", { hasText: "step 16" }).isVisible());
      const visible = (selector: string) =>
        page.locator(selector).first().evaluate((one) => getComputedStyle(one).visibility === "visible");
      await soon.deepEqual(async () => [await visible(".chart-svg"), await visible(".plot canvas")], [true, false]);
      const pdf = new TextDecoder("latin1").decode(await page.pdf({ format: "A4" }));
      assert.ok((pdf.match(/\/Type \/Page\b/g) ?? []).length <= 2);
      await page.emulateMedia({ media: "screen" });
      await page.locator(".plot").hover();
      await page.locator(".run-marks").waitFor({ state: "attached" });
      await page.emulateMedia({ media: "print" });
      await soon.deepEqual(async () => [await visible(".chart-svg"), await visible(".plot canvas")], [false, true]);
      assert.deepEqual(problems, []);
    });
  }
});

Deno.test("charts that somebody has touched in the dark theme are printed in the colours of the light one", async () => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  const { id } = await app.call<{ id: string }>("POST", "/api/experiments", { name: "touched" });
  const run = await finishRun(app, id, printing(LINES), "printed");
  await using opened = await openPage(chromium.browser);
  const { page, problems } = opened;
  await page.goto(`${app.origin}/experiments/${id}?run=${run}`);
  const light = await runColours(page);
  await page.locator("#theme").selectOption("dark");
  const dark = await runColours(page);
  await page.locator(".plot").hover();
  await page.locator(".board-plot[data-drawn]").first().waitFor();
  await keepPrintedColours(page);
  await page.pdf({ format: "A4" });
  const printed = await page.evaluate(() => (globalThis as unknown as { printed: Record<string, string[]> }).printed);
  for (const [selector, colours] of Object.entries(printed)) {
    assert.ok(light.some((colour) => colours.includes(colour)), `${selector} has no colour of the light theme`);
    assert.deepEqual(dark.filter((colour) => colours.includes(colour)), [], selector);
  }
  await soon.deepEqual(() => runColours(page), dark, "the page is dark again");
  assert.deepEqual(problems, []);
});
