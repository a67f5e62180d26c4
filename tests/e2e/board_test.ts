import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { assertAccessible, openPage, readShift } from "../support/page.ts";
import { importRun } from "../support/import_run.ts";
import { waitFor } from "../support/wait.ts";
import { soon } from "../support/soon.ts";

const STEPS = 200, MANY = 300;

/** `aam`, `aan` …: names that differ in letters. */
const writeName = (at: number) => String.fromCharCode(97 + at / 26 / 26, 97 + at / 26 % 26, 97 + at % 26) + "m";

/** A log with training and validation, two layers, a speed, and so many further metrics. */
function writeLog(run: number, more = 0): string {
  const extra = Array.from({ length: more }, (_, at) => `${writeName(at)}=${at}.5`);
  return Array.from({ length: STEPS }, (_, step) => {
    const loss = (2 * Math.exp(-step / 80) + run).toFixed(4), lr = (0.001 * (1 + step)).toFixed(4);
    const line = `step ${step} train/loss=${loss} lr=${lr} layer_1/w=${step}.5 layer_2/w=${2 * step}.5 tokens/s=${
      1000 + step
    }`;
    const all = [line, ...(step < 3 ? extra : [])].join(" ");
    return step % 20 === 19 ? `${all}\nstep ${step} val/loss=${3 + run}.25` : all;
  }).join("\n") + "\n";
}

const panel = (page: Page, key: string) => page.locator(`.board-panel[data-panel="${key}"]`);
const plotOf = (page: Page, key: string) => panel(page, key).locator(".board-plot");
/** Scrolls a panel into the middle of the window, so that a pointer finds it, and waits until its canvas is drawn. */
async function showPanel(page: Page, key: string) {
  await panel(page, key).evaluate((element) => element.scrollIntoView({ block: "center" }));
  await panel(page, key).locator(".board-plot[data-drawn]").waitFor();
  return (await plotOf(page, key).boundingBox())!;
}
const manyRequests = (requests: readonly string[]) => requests.filter((path) => path.startsWith("/api/metrics?"));
const metricsOf = (path: string) => new URLSearchParams(path.split("?")[1]).getAll("metric_type");

Deno.test("all metrics of a run stand in a grid with one cursor", async (t) => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  const { id } = await app.call<{ id: string }>("POST", "/api/experiments", { name: "grid" });
  const run = await importRun(app, id, writeLog(0)), address = `${app.origin}/experiments/${id}?run=${run}`;
  await using opened = await openPage(chromium.browser);
  const { page, apiRequests, problems } = opened;

  await t.step("without scripts the first charts are drawn and the speeds are named", async () => {
    await using bare = await openPage(chromium.browser, { javaScriptEnabled: false });
    await bare.page.goto(address);
    await soon.equal(() => bare.page.locator(".board-svg").count(), 4);
    await soon.match(
      async () => await bare.page.locator(".board-panel svg [role=img]").first().getAttribute("aria-label") ?? "",
      /^loss: .*ends at/,
    );
    await soon.match(() => bare.page.locator(".board-rest").innerText(), /^tokens\/s$/);
  });

  await t.step("at the first touch they are requested together and drawn, and nothing moves", async () => {
    await page.goto(address);
    await page.locator(".chart-frame[data-ready]").waitFor();
    await showPanel(page, "train/loss");
    await soon.equal(() => page.locator(".board[data-from=server]").count(), 0);
    const asked = manyRequests(apiRequests);
    assert.equal(asked.length, 1, asked.join("\n"));
    assert.deepEqual(metricsOf(asked[0]!).slice(0, 3), ["train/loss", "val/loss", "learning_rate"]);
    assert.equal(await readShift(page), 0);
    await soon.deepEqual(() => page.locator(".board-group-head").allInnerTexts(), [
      "Metrics 2 charts",
      "layer_* 2 charts",
      "Speed and memory 1 chart",
    ]);
    await assertAccessible(page);
  });

  await t.step(
    "one cursor goes through all charts, with every curve's value and its line in the terminal",
    async () => {
      const box = await showPanel(page, "train/loss");
      await page.mouse.move(box.x + box.width * 0.6, box.y + 40);
      await page.locator(".board-tip").waitFor();
      await soon.equal(() => page.locator(".board-tip").count(), 1);
      await soon.deepEqual(async () => (await page.locator(".board-tip tbody tr").allInnerTexts()).length, 2);
      const step = Number(/^step (\d+)/.exec(await page.locator(".board-tip").innerText())![1]);
      assert.ok(step > 80 && step < 140, `${step}`);
      await soon.equal(
        async () => Number(await panel(page, "learning_rate").locator(".board-now").innerText()),
        (1 + step) / 1000,
      );
      const lines = await page.locator(".board .plot-cursor, .plot .plot-cursor").count();
      assert.ok(lines >= 3, `${lines} charts show the cursor`);
      await page.locator(".terminal-row-lit", { hasText: `step ${step} ` }).first().waitFor();
      await page.mouse.move(box.x + box.width * 0.6, 2);
      await page.locator(".board-tip").waitFor({ state: "detached" });
    },
  );

  await t.step("a row of the terminal puts the cursor on its points", async () => {
    const size = page.viewportSize()!;
    await page.setViewportSize({ width: size.width, height: 2_400 }); // the row and the chart are in sight together
    await page.mouse.move(2, 2); // off the chart, so that the terminal goes back to its end
    await page.locator(".terminal-row", { hasText: "step 195 " }).hover();
    await plotOf(page, "learning_rate").locator(".board-now", { hasText: /^0\.196$/ }).waitFor();
    await page.setViewportSize(size);
  });

  await t.step("a click shows the line in the terminal, and the page stays where it is", async () => {
    const box = await showPanel(page, "layer_1/w");
    await page.mouse.click(box.x + box.width * 0.5, box.y + 60);
    await page.locator(".terminal-row-selected", { hasText: "layer_1/w=" }).waitFor();
    await page.locator(".line-panel").waitFor();
    const top = (await plotOf(page, "layer_1/w").boundingBox())!.y;
    assert.ok(Math.abs(top - box.y) <= 1, `the chart went from ${box.y} to ${top}`);
    await page.mouse.move(box.x, 2);
  });

  await t.step("a drag zooms all charts with one request, Back undoes it, and so does the button", async () => {
    const box = await showPanel(page, "layer_1/w"), asked = manyRequests(apiRequests).length;
    await page.mouse.move(box.x + box.width * 0.5, box.y + 60);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.6, box.y + 60, { steps: 3 });
    await page.mouse.up();
    await page.waitForURL(/min_(step|x)=/);
    await waitFor(() => manyRequests(apiRequests).length === asked + 1, { what: "the detail to be requested" });
    assert.ok(metricsOf(manyRequests(apiRequests).at(-1)!).length >= 3);
    await page.goBack();
    await page.waitForURL((url) => !/min_(step|x)=/.test(url.search));
    await page.goForward();
    await page.getByRole("button", { name: "Show the whole axis" }).click();
    await page.waitForURL((url) => !/min_(step|x)=/.test(url.search));
    await soon.equal(() => page.getByRole("button", { name: "Show the whole axis" }).count(), 0);
  });

  await t.step("the wheel with Ctrl zooms at the pointer, and a drag with Shift moves", async () => {
    const box = await showPanel(page, "layer_1/w"),
      span = () => {
        const query = new URL(page.url()).searchParams;
        return [query.get("min_step") ?? query.get("min_x"), query.get("max_step") ?? query.get("max_x")].map(Number);
      };
    await page.mouse.move(box.x + box.width * 0.5, box.y + 60);
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, -300);
    await page.keyboard.up("Control");
    await page.waitForURL(/min_(step|x)=/);
    const [low, high] = span();
    assert.ok(low! > 0 && high! < STEPS, `${low} to ${high}`);
    await page.keyboard.down("Shift");
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.4, box.y + 60, { steps: 3 });
    await page.mouse.up();
    await page.keyboard.up("Shift");
    await waitFor(() => span()[0]! > low!, { what: "the range to move" });
    assert.ok(Math.abs(span()[1]! - span()[0]! - (high! - low!)) < 1, "its length stays");
    await page.mouse.dblclick(box.x + box.width * 0.5, box.y + 60);
    await page.waitForURL((url) => !/min_(step|x)=/.test(url.search));
  });

  await t.step("keys alone move the cursor, zoom, show the line and open the help", async () => {
    await page.mouse.move(2, 2);
    await showPanel(page, "layer_2/w");
    await plotOf(page, "layer_2/w").focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    const said = () => plotOf(page, "layer_2/w").locator("[role=status]").innerText();
    await soon.equal(() => said(), "step 1: layer_2/w 2.5, line 2");
    await page.keyboard.press("Enter");
    await page.locator(".terminal-row-selected[data-line='2']").waitFor();
    await page.keyboard.press("+");
    await page.waitForURL(/max_(step|x)=/);
    await page.keyboard.press("0");
    await page.waitForURL((url) => !/max_(step|x)=/.test(url.search));
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys and gestures of the charts" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  });

  await t.step("a search finds charts by words and by an expression, and says where that is wrong", async () => {
    const field = page.getByRole("searchbox", { name: "Find metrics" });
    await field.fill("layer w");
    await page.getByText("2 of 5 charts").waitFor();
    await page.reload();
    await page.locator(".chart-frame[data-ready]").waitFor();
    await page.mouse.move(9, 9);
    await page.getByText("2 of 5 charts").waitFor();
    await page.locator(".board").getByRole("button", { name: "Regular expression" }).click();
    await field.fill("layer_[1");
    await page.getByText("the expression does not compile at character 7: missing closing ]").waitFor();
    await field.fill("tokens|_1/");
    await page.getByText("2 of 5 charts").waitFor();
    await panel(page, "tokens/s").waitFor();
    await field.fill("");
    await page.getByText("5 charts", { exact: true }).waitFor();
  });

  await t.step("a folded group stays folded", async () => {
    await page.getByRole("button", { name: /^layer_\*/ }).click();
    await panel(page, "layer_1/w").waitFor({ state: "detached" });
    await page.reload();
    await page.locator(".chart-frame[data-ready]").waitFor();
    await page.mouse.move(9, 9);
    await page.locator(".board[data-from=browser]").waitFor();
    await soon.equal(() => panel(page, "layer_1/w").count(), 0);
    await soon.equal(() => panel(page, "tokens/s").count(), 0, "throughput is folded at first");
    await page.getByRole("button", { name: /^Speed and memory/ }).click();
    await showPanel(page, "tokens/s");
  });

  await t.step("a chart is shown large, and Back closes it", async () => {
    await panel(page, "learning_rate").getByRole("button", { name: "learning_rate", exact: true }).click();
    await page.waitForURL(/metric=learning_rate/);
    await page.locator(".legend", { hasText: "learning_rate" }).waitFor();
    await page.goBack();
    await page.locator(".legend", { hasText: "train/loss" }).waitFor();
  });

  assert.deepEqual(problems, []);
});

Deno.test("of 300 metrics only those in sight are requested and drawn", async () => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  const { id } = await app.call<{ id: string }>("POST", "/api/experiments", { name: "many" });
  const run = await importRun(app, id, writeLog(0, MANY));
  await using opened = await openPage(chromium.browser);
  const { page, apiRequests, problems } = opened;
  await page.goto(`${app.origin}/experiments/${id}?run=${run}`);
  await page.locator(".chart-frame[data-ready]").waitFor();
  await showPanel(page, "train/loss");
  await soon.ok(async () => await page.locator(".board-panel").count() > MANY);
  await soon.ok(async () => await page.locator(".board-plot canvas").count() < 40);
  const before = manyRequests(apiRequests).length, last = page.locator(".board-panel").last();
  await page.locator(".board-plot[data-drawn] canvas").evaluateAll((all) => all.forEach((each) => each.id = "taken"));
  const drawnBefore = await drawingOf(plotOf(page, "train/loss"));
  await last.evaluate((element) => element.scrollIntoView({ block: "center" }));
  await last.locator(".board-plot[data-drawn]").waitFor();
  assert.equal(manyRequests(apiRequests).length, before + 1);
  assert.ok(metricsOf(manyRequests(apiRequests).at(-1)!).length < 40);
  await soon.ok(async () => await page.locator(".board-plot canvas").count() < 40, "charts out of sight are given up");
  await soon.equal(() => plotOf(page, "train/loss").locator("canvas").count(), 0);
  assert.equal(await last.locator("canvas").getAttribute("id"), "taken", "a chart takes the canvas of one that left");
  assert.notEqual(await drawingOf(last), drawnBefore, "and draws its own curve on it");
  assert.deepEqual(problems, []);
});

/** The picture on a chart's canvas. */
const drawingOf = (plot: Locator): Promise<string> =>
  plot.locator("canvas").evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
