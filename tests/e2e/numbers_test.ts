import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { storeMetrics } from "../../bench/runs.ts";
import { openStore, type Store } from "../../lib/store/store.ts";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { openPage } from "../support/page.ts";
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
    await page.mouse.move(9, 9);
    await plotOf(page, "acc").waitFor();
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
});
