import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { finishRun, openPage, printing } from "../support/page.ts";
import { soon } from "../support/soon.ts";

/** Elements of a page that Tab may reach at most. */
const STOPS_MAX = 160;

const LINES = [
  "Namespace(lr=0.01, batch_size=8)",
  ...Array.from(
    { length: 60 },
    (_, at) =>
      `step ${at + 1} | loss=${4 / (at + 1)} | val_loss=${5 / (at + 1)} | acc=${at / 60} | lr=${1e-3 * (60 - at)}`,
  ),
];

interface Stop {
  name: string;
  /** What is wrong with it, in words; "" for nothing. */
  fault: string;
}

/** What has the focus, and whether somebody who looks at the page sees so. Null for nothing. */
const readStop = (page: Page): Promise<Stop | null> =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement | null;
    if (!element || element === document.body) return null;
    const label = (element as HTMLInputElement).labels?.[0] ?? element;
    const name = `${element.tagName} ${element.getAttribute("aria-label") ?? label.textContent!.trim().slice(0, 40)}`;
    const hasRing = [[element, null], [element, "::after"], [element.nextElementSibling, null]].some(
      ([one, pseudo]) => {
        if (!one) return false;
        const { outlineStyle, outlineWidth } = getComputedStyle(one as Element, pseudo as string | null);
        return outlineStyle !== "none" && parseFloat(outlineWidth) >= 1;
      },
    );
    const { x, y, width, height, top, bottom, left, right } = element.getBoundingClientRect();
    const isOut = bottom < 0 || top > innerHeight || right < 0 || left > innerWidth;
    const mid = document.elementFromPoint(x + width / 2, y + Math.min(height / 2, innerHeight / 2 - y));
    const isCovered = mid !== null && mid.closest(".rail-foot") !== null &&
      !mid.closest(".rail-foot")!.contains(element);
    const fault = !hasRing ? "shows no focus" : isOut ? "is out of sight" : isCovered ? "is covered" : "";
    return { name, fault };
  });

/** Goes through the page with Tab until the browser's own controls have the focus. */
async function walk(page: Page): Promise<string[]> {
  const names: string[] = [];
  for (let stops = 0; stops < STOPS_MAX; stops++) {
    await page.keyboard.press("Tab");
    const stop = await readStop(page);
    if (!stop) return names;
    assert.equal(stop.fault, "", `${stop.name} at ${page.url()}`);
    names.push(stop.name);
  }
  assert.fail(`${page.url()} keeps the focus: ${names.slice(-5).join("; ")}`);
}

const focused = async (page: Page) => (await readStop(page))?.name ?? "";

Deno.test("every page is used with the keyboard alone", async (t) => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  await using opened = await openPage(chromium.browser);
  const { page, problems } = opened;
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const { id } = await app.call<{ id: string }>("POST", "/api/experiments", { name: "keys" });
  const runs: string[] = [];
  for (const name of ["first", "second", "third"]) runs.push(await finishRun(app, id, printing(LINES), name));
  const address = `${app.origin}/experiments/${id}`, run = `${address}?run=${runs[0]}`;
  const isReady = async () => {
    await page.locator(".chart-frame[data-ready]").waitFor();
    await page.locator(".terminal[data-ready]").waitFor();
  };

  await t.step("Tab begins at the link to the content, shows where it is, and reaches everything", async () => {
    for (
      const [path, width] of [["/", 1280], [run, 1280], [run, 390], [`${address}/compare?runs=${runs}`, 1280]] as const
    ) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(new URL(path, app.origin).href);
      if (path !== "/") await page.locator(".chart-frame[data-ready]").waitFor();
      const names = await walk(page);
      assert.match(names[0]!, /Skip to the content/, path);
      if (path === run) {
        for (
          const part of [/Search the log/, /Output of the run/, /loss: arrow keys/, /Find metrics/, /Write a pattern/]
        ) {
          assert.ok(names.some((name) => part.test(name)), `${part} at ${width} px`);
        }
      }
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  await t.step("Enter on that link leads to the content", async () => {
    await page.goto(run);
    await press("Tab", "Enter");
    await soon.equal(() => page.evaluate(() => document.activeElement?.id), "main");
  });

  await t.step("dialogs and menus open with Enter, take the focus, close with Escape and give it back", async () => {
    await page.goto(run);
    await isReady();
    await page.locator(".plot").focus();
    await press("End");
    await page.locator(".board[data-from=browser]").waitFor();
    for (const name of ["Start a run", "Experiment settings", "Edit", "Add a note", "Keys and gestures"]) {
      const button = page.getByRole("button", { name, exact: false }).first();
      if (name === "Add a note") await page.locator(".step-notes summary").press("Enter");
      await button.focus();
      const opener = await focused(page);
      await press("Enter");
      await page.getByRole("dialog").waitFor();
      await soon.equal(() => page.evaluate(() => document.activeElement?.closest("dialog") !== null), true, name);
      await press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await soon.equal(() => focused(page), opener, name);
    }
    const share = page.locator(".chart-head").getByRole("button", { name: "Share" });
    await share.focus();
    const opener = await focused(page);
    await press("Enter");
    await page.getByRole("menu").waitFor();
    await press("ArrowDown", "ArrowDown");
    await soon.match(() => focused(page), /CSV/);
    await press("Escape");
    await page.getByRole("menu").waitFor({ state: "detached" });
    await soon.equal(() => focused(page), opener);
  });

  await t.step("the chart's point, range, metric, extremes and settings", async () => {
    await page.goto(run);
    await isReady();
    await page.locator(".plot").focus();
    await press("Home", "ArrowRight");
    await page.locator(".point-tip", { hasText: "step" }).waitFor();
    await press("Escape");
    await page.locator(".point-tip").waitFor({ state: "detached" });
    await press("+");
    await page.waitForURL(/min_x=/);
    await press("0");
    await page.waitForURL((url) => !url.search.includes("min_x="));
    await page.getByRole("tab", { name: "loss", exact: true }).focus();
    await press("ArrowRight");
    await page.waitForURL(/metric=/);
    await soon.match(() => focused(page), /BUTTON val_loss|BUTTON acc/);
    const least = page.locator(".legend-point").first();
    await least.focus();
    await press("Enter");
    await page.locator(".point-tip").waitFor();
    await soon.equal(() => least.evaluate((button) => button === document.activeElement), true);
    await page.getByRole("button", { name: "View", exact: true }).press("Enter");
    await page.getByLabel("x axis").focus();
    await press("Escape");
    await page.getByRole("button", { name: "View", exact: true }).press("Enter");
    await page.getByLabel("x axis").waitFor({ state: "detached" });
  });

  await t.step("the grid: a search, a large panel, a point", async () => {
    await page.goto(run);
    await isReady();
    await page.locator(".plot").focus();
    await press("End");
    const search = page.getByRole("searchbox", { name: "Find metrics" });
    await search.focus();
    await page.keyboard.type("acc");
    await page.locator(".board-found", { hasText: "1 of" }).waitFor();
    await press("Escape");
    await page.locator(".board-found", { hasText: /^\d charts$/ }).waitFor();
    await page.locator(".board-title", { hasText: "acc" }).focus();
    await press("Enter");
    await page.getByRole("tab", { name: "acc", selected: true }).waitFor();
    await soon.equal(() => focused(page), "BUTTON acc");
    await page.locator('.board-plot[aria-label^="acc"]').focus();
    await press("End", "Enter");
    await page.locator(".terminal-row-selected, .line-panel, .terminal-row-lit").first().waitFor();
  });

  await t.step("the terminal: search, a line, its panel, wrapped lines, its height", async () => {
    await page.goto(run);
    await isReady();
    await page.getByRole("searchbox", { name: "Search the log" }).focus();
    await page.keyboard.type("step 30 ");
    await press("Enter");
    await page.locator(".terminal-row mark").first().waitFor();
    await page.locator(".terminal [role=log]").focus();
    await press("Alt+ArrowUp");
    await page.locator(".line-panel").waitFor();
    await press("Escape");
    await page.locator(".line-panel").waitFor({ state: "detached" });
    await soon.match(() => focused(page), /Output of the run/);
    const wrap = page.getByRole("button", { name: "Wrap", exact: true });
    await wrap.press("Space");
    await soon.equal(() => wrap.getAttribute("aria-pressed"), "true");
    const edge = page.getByRole("separator", { name: "Height of the terminal in lines" });
    await edge.press("ArrowDown");
    await soon.equal(() => edge.getAttribute("aria-valuenow"), "9");
  });

  await t.step("the table: filter, order, ticks, widths, columns, groups", async () => {
    await page.goto(`${address}/compare`);
    await page.locator(".chart-frame[data-ready]").waitFor();
    const filter = page.getByRole("combobox", { name: "Filter runs" });
    await filter.focus();
    await page.keyboard.type("sta");
    await press("ArrowDown", "Enter");
    await soon.match(() => filter.inputValue(), /^status/);
    await press("Escape");
    await filter.fill("");
    const head = page.locator('.run-grid th a[data-sort="name"]');
    await head.focus();
    await press("Enter");
    await page.waitForURL(/sort=/);
    await soon.equal(() => head.evaluate((link) => link === document.activeElement), true);
    const tick = page.getByRole("checkbox", { name: "Draw second" });
    await tick.focus();
    await press("Space");
    await page.waitForURL(/runs=/);
    await soon.equal(() => tick.evaluate((box) => box === document.activeElement), true);
    const edge = page.getByRole("separator", { name: "Width of Run in pixels" });
    const width = async () => (await page.locator(".run-grid th").nth(1).boundingBox())!.width;
    const before = await width();
    await edge.focus();
    for (let times = 0; times < 12; times++) await press("ArrowRight");
    await soon.ok(async () => await width() > before);
    await page.locator(".column-choice summary").press("Enter");
    await page.getByRole("checkbox", { name: "Duration" }).press("Space");
    await page.locator(".run-grid th", { hasText: "Duration" }).waitFor({ state: "detached" });
    await press("Escape");
    await page.getByRole("button", { name: "Scatter" }).press("Enter");
    await page.locator(".scatter-plot").waitFor();
    await page.locator(".scatter-plot a").first().focus();
    await soon.equal(async () => (await readStop(page))!.fault, "");
  });

  await t.step("the theme", async () => {
    await page.getByLabel("Theme").focus();
    await press("ArrowDown", "ArrowDown");
    await soon.equal(() => page.getByLabel("Theme").inputValue(), "dark");
    await soon.equal(() => page.evaluate(() => document.documentElement.style.colorScheme), "dark");
  });
  assert.deepEqual(problems, []);
});
