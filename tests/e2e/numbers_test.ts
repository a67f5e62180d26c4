import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { storeMetrics } from "../../bench/runs.ts";
import { openStore, type Store } from "../../lib/store/store.ts";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { soon } from "../support/soon.ts";
import { formatNumber } from "../../lib/text/format.ts";
import { importRun } from "../support/import_run.ts";
import { openPage } from "../support/page.ts";
import { WITH_TOKEN } from "../support/token.ts";
import { waitFor } from "../support/wait.ts";

const STEPS = 100_000, SPIKE_AT = 54_321, SPIKE = 77.25;

/** Numbers that look random and are the same each time. */
const noise = (index: number) => Math.abs(Math.sin(index * 12.9898) * 43758.5453) % 1;

/** What each step of a run printed, with four decimals. */
const lossAt = (run: number, step: number) =>
  step === SPIKE_AT ? SPIKE : Number((3 * Math.exp(-step / 30_000) + noise(step + run) + run).toFixed(4));
const accuracyAt = (run: number, step: number) => Number((0.5 + 0.4 * noise(3 * step + run)).toFixed(4));

/** Stores a run with all its points; its id. */
async function fillRun(store: Store, experimentId: string, run: number): Promise<string> {
  const started = { experimentId, name: `run${run}`, command: [], cwd: "", host: "elsewhere" };
  const { id } = await store.runs.create({ ...started, status: "running" });
  await store.ingest.begin(id, "bench");
  const valueAt = (step: number, metric: number) => metric === 0 ? lossAt(run, step) : accuracyAt(run, step);
  await storeMetrics(store, id, { names: ["loss", "acc"], count: STEPS, valueAt, atOnce: 20_000 });
  await store.runs.update(id, { status: "completed", endedAt: Date.now() });
  return id;
}

const plotOf = (page: Page, key: string) => page.locator(`.board-panel[data-panel="${key}"] .board-plot[data-drawn]`);

/** Moves the pointer until the small charts, which a touch loads, are drawn: the page may not listen yet. */
async function touchUntilDrawn(page: Page): Promise<void> {
  let moves = 0;
  await waitFor(async () => {
    await page.mouse.move(9 + ++moves % 2, 9);
    return await plotOf(page, "acc").count() > 0 && await plotOf(page, "loss").count() > 0;
  }, { what: "the small charts" });
}

/** Where a small chart's plot begins and ends on its canvas, CSS pixels. */
const PLOT_LEFT = 52, PLOT_RIGHT = 12;

/** Where anything is drawn in the row of the value 64, between two lines of the grid, with the canvas' width; null for nothing. */
async function findCrossing(page: Page): Promise<[place: number, width: number] | null> {
  const found = await plotOf(page, "loss").locator("canvas").evaluate((canvas: HTMLCanvasElement) => {
    const row = Math.round(0.35 * canvas.height),
      { data } = canvas.getContext("2d")!.getImageData(0, row, canvas.width, 1);
    return {
      columns: [...data].flatMap((each, at) => at % 4 === 3 && each > 40 ? [(at - 3) / 4] : []),
      width: canvas.width,
    };
  });
  const places = found.columns.filter((column) => column > PLOT_LEFT);
  return places.length === 0 ? null : [places.reduce((sum, each) => sum + each, 0) / places.length, found.width];
}

Deno.test("numbers of 200,000 points are those of all of them", async (t) => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  const { id } = await app.call<{ id: string }>("POST", "/api/experiments", { name: "numbers" });
  using store = await openStore(app.kv);
  const runs = [await fillRun(store, id, 0), await fillRun(store, id, 1)];
  const address = `${app.origin}/experiments/${id}/compare?runs=${runs.join()}`;

  await t.step("every panel's values at a cursor that rests are those of the stored points there", async () => {
    await using opened = await openPage(chromium.browser, { viewport: { width: 1280, height: 1600 } });
    const { page, apiRequests } = opened;
    await page.goto(address);
    await touchUntilDrawn(page);
    const box = (await plotOf(page, "loss").boundingBox())!, tip = page.locator(".board-tip");
    await page.mouse.move(box.x + 0.6 * box.width, box.y + box.height / 2);
    await tip.waitFor();
    await waitFor(async () => !(await page.locator(".board").textContent())!.includes("≈"), { what: "exact values" });
    const step = Number((await tip.locator("p").first().textContent())!.replace(/\D/g, ""));
    assert.ok(step > 40_000 && step < 80_000, `${step}`);
    const rows = await tip.locator("tr").evaluateAll((all) =>
      all.map((row) => [row.querySelector("th")!.textContent, Number(row.querySelector("td:last-child")!.textContent)])
    );
    assert.deepEqual(
      new Map(rows as [string, number][]),
      new Map([0, 1].map((run) => [`run${run}`, lossAt(run, step)])),
    );
    const accuracy = Number(await plotOf(page, "acc").locator(".board-now").textContent());
    const asked = apiRequests.filter((path) => path.startsWith("/api/metrics/nearest?"));
    assert.ok([0, 1].some((run) => accuracyAt(run, step) === accuracy), `${accuracy} at ${step}`);
    const metrics = asked.map((path) => new URLSearchParams(path.split("?")[1]).getAll("metric_type"));
    assert.deepEqual(metrics.sort((one, other) => one.length - other.length), [["loss"], ["loss", "acc"]]);
  });

  await t.step(
    "count, last, lowest, highest and mean are exact, with and without scripts, of all and of a range",
    async () => {
      for (const javaScriptEnabled of [false, true]) {
        await using opened = await openPage(chromium.browser, { javaScriptEnabled });
        const { page } = opened;
        for (const [from, to] of [[0, STEPS - 1], [SPIKE_AT - 999, SPIKE_AT + 4_000]] as const) {
          await page.goto(`${address}&min_x=${from}&max_x=${to}`);
          for (const run of [0, 1]) {
            const row = page.locator(`.legend tr[data-run="${runs[run]}"]`), expected = describeRange(run, from, to);
            if (javaScriptEnabled) await page.locator(".chart-frame[data-ready]").waitFor();
            const cells = (await row.locator("td").allTextContents()).slice(1); // the first is the value at the cursor
            assert.deepEqual(
              cells.map((text) => text.replace(/^.* of /, "")),
              expected,
              `scripts: ${javaScriptEnabled}`,
            );
          }
        }
      }
    },
  );

  await t.step("a line of the terminal shows what it printed in every panel, though few points are drawn", async () => {
    const count = 20_000;
    const lines = Array.from(
      { length: count },
      (_, at) => `step ${at} loss=${lossAt(0, at)} acc=${accuracyAt(0, at)}\n`,
    );
    const run = await importRun(app, id, lines.join(""));
    await using opened = await openPage(chromium.browser, { viewport: { width: 1280, height: 2400 } });
    const { page } = opened;
    await page.goto(`${app.origin}/experiments/${id}?run=${run}`);
    await touchUntilDrawn(page);
    for (const step of [count - 3, count - 6]) {
      await page.locator(".terminal-row", { hasText: `step ${step} ` }).hover();
      const shown = plotOf(page, "acc").locator(".board-now");
      await soon.equal(() => shown.textContent(), formatNumber(accuracyAt(0, step)));
    }
  });

  await t.step("a spike is on the small charts' canvases at every zoom, and in the CSV of what they show", async () => {
    await using opened = await openPage(chromium.browser, { viewport: { width: 1280, height: 1600 } });
    const { page } = opened, panel = page.locator('.board-panel[data-panel="loss"]');
    for (const [from, to] of [[0, STEPS - 1], [SPIKE_AT - 9_000, SPIKE_AT + 20_000], [SPIKE_AT - 40, SPIKE_AT + 9]]) {
      await page.goto(`${address}&min_x=${from}&max_x=${to}`);
      await touchUntilDrawn(page);
      const [place, width] = await waitFor(() => findCrossing(page), { what: `the spike from ${from} to ${to}` });
      const expected = PLOT_LEFT + (SPIKE_AT - from!) / (to! - from!) * (width - PLOT_LEFT - PLOT_RIGHT);
      assert.ok(Math.abs(place - expected) < 3, `at ${place} of ${width}, not at ${expected}`);
      await panel.getByRole("button", { name: "Share loss" }).focus();
      await page.keyboard.press("Enter");
      const [file] = await Promise.all([
        page.waitForEvent("download"),
        panel.getByRole("menuitem", { name: /points shown/ }).click(),
      ]);
      const rows = (await Deno.readTextFile(await file.path())).split("\n").map((line) => line.split(","));
      const spikes = rows.filter((cells) => Number(cells.at(-1)) > 70).map((cells) => [cells[0], Number(cells[3])]);
      assert.deepEqual(spikes, [["run0", SPIKE_AT], ["run1", SPIKE_AT]]);
    }
  });

  await t.step("chart.svg reaches the spike", async () => {
    const path = `/experiments/${id}/runs/${runs[0]}/chart.svg?metric_type=loss`;
    const svg = await (await fetch(app.origin + path, { headers: WITH_TOKEN })).text();
    assert.match(svg, />80<\/text>/, "the axis goes up to 80 for the spike of 77.25");
  });
});

/** Last value, its step, lowest, highest, mean and count, as the legend writes them, by a loop over all steps. */
function describeRange(run: number, from: number, to: number): string[] {
  let low = Infinity, high = -Infinity, sum = 0;
  for (let step = from; step <= to; step++) {
    const value = lossAt(run, step);
    low = Math.min(low, value);
    high = Math.max(high, value);
    sum += value;
  }
  const write = (value: number) => String(Number(value.toPrecision(5)));
  const mean = sum / (to - from + 1);
  return [
    write(lossAt(run, to)),
    String(to),
    write(low),
    write(high),
    write(mean),
    (to - from + 1).toLocaleString("en"),
  ];
}
