/**
 * Every number of the table's page against the exported points, which this file reads and sums up by itself: it imports nothing that the page
 * computes with.
 */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { assertShown, type PointNumbers, sumUpPoints } from "../support/point_numbers.ts";
import { finishRun, openPage, pollUntil, printing } from "../support/page.ts";

const RUNS = [["low-a", 0.01], ["low-b", 0.01], ["mid", 0.1], ["high-a", 1], ["high-b", 1]] as const, STEPS = 40;
const METRICS = ["loss", "val_loss", "accuracy"] as const;
/** What the names mean, said once more: the lowest loss and the highest accuracy are the best. */
const IS_HIGHER_BETTER: Record<string, boolean> = { loss: false, val_loss: false, accuracy: true };

/** Lines of a training whose curves have no two equal values. One run ends at NaN. */
function linesOf(at: number, lr: number): string[] {
  const noise = (step: number, salt: number) => Math.abs(Math.sin(12.9898 * (step + 41 * at) + salt)) / 3;
  const lines = [`lr: ${lr}`, `seed: ${at}`];
  for (let step = 1; step <= STEPS; step++) {
    const loss = at === 4 && step === STEPS ? NaN : 3 * Math.exp(-step * lr) + noise(step, 1);
    lines.push(`Step ${step}: loss=${loss.toFixed(7)}, accuracy=${(0.5 + noise(step, 2)).toFixed(7)}`);
    if (step % 8 === 0) lines.push(`Step ${step}: val_loss=${(1e-5 * (1 + noise(step, 3))).toExponential(7)}`);
  }
  return lines;
}

const bestOf = ({ min, minStep, max, maxStep }: PointNumbers, metric: string) =>
  IS_HIGHER_BETTER[metric] ? { value: max, step: maxStep } : { value: min, step: minStep };

/** The cells of a run by the label of their column. */
const readCells = (page: Page) =>
  page.locator(".run-grid tr[data-run]").evaluateAll((rows) =>
    rows.map((row) => ({
      name: row.querySelector("th a")!.textContent!,
      cells: Object.fromEntries(
        [...row.querySelectorAll("td.number")].map((cell) => {
          const value = cell.querySelector("[title]")!, difference = cell.querySelector(".detail")?.textContent ?? "";
          const label = cell.getAttribute("data-label")!;
          return [label, { text: value.textContent!, title: value.getAttribute("title") ?? "", difference }];
        }),
      ),
    }))
  );

Deno.test("every number on the table's page is the one computed from the exported points", async (t) => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  const { id } = await app.call<{ id: string }>("POST", "/api/experiments", { name: "numbers" });
  await Promise.all(RUNS.map(([name, lr], at) => finishRun(app, id, printing(linesOf(at, lr)), name)));
  await using opened = await openPage(chromium.browser);
  const { page, problems } = opened;
  const columns = METRICS.flatMap((name) => [`last(${name})`, `best(${name})`]);
  await page.goto(`${app.origin}/experiments/${id}/compare?columns=setting(learning_rate),${columns}`);
  await page.locator(".chart-frame[data-ready]").waitFor();
  await page.getByRole("button", { name: "Tick these" }).click();
  const link = page.getByRole("link", { name: "Export CSV" });
  await link.waitFor();
  const exported = await page.request.get(new URL((await link.getAttribute("href"))!, page.url()).href);
  const numbers = sumUpPoints(await exported.text());
  const numbersOf = (run: string, metric: string) => numbers.get(`${run} ${metric}`)!;
  assert.equal(numbers.size, RUNS.length * METRICS.length);

  await t.step("last and best values, with their steps, and which is the best", async () => {
    const rows = await readCells(page);
    assert.equal(rows.length, RUNS.length);
    for (const { name, cells } of rows) {
      for (const metric of METRICS) {
        const of = numbersOf(name, metric), best = bestOf(of, metric), what = `${metric} of ${name}`;
        const last = cells[`${metric}, last`]!, top = cells[`${metric}, best`]!;
        assertShown(last.text, of.last, `last ${what}`);
        assertShown(top.text, best.value, `best ${what}`);
        assert.match(last.title, new RegExp(`at step ${of.lastStep}$`));
        assert.match(top.title, new RegExp(`at step ${best.step}$`));
      }
    }
    for (const metric of METRICS) {
      const tops = RUNS.map(([name]) => ({ name, value: bestOf(numbersOf(name, metric), metric).value }));
      const winner = tops.sort((a, b) => IS_HIGHER_BETTER[metric] ? b.value - a.value : a.value - b.value)[0]!.name;
      const marked = rows.filter(({ cells }) => cells[`${metric}, best`]!.title.startsWith("best of these runs"));
      assert.deepEqual(marked.map(({ name }) => name), [winner]);
    }
  });

  await t.step("the means of groups, and their lowest and highest values", async () => {
    await page.getByLabel("Group by").selectOption("learning_rate");
    await page.locator(".run-grid .group").first().waitFor();
    const groups = await page.locator(".run-grid .group").evaluateAll((all) =>
      all.map((row) => ({
        lr: row.querySelector("th")!.textContent!.match(/= (\S+)/)![1]!,
        cells: [...row.querySelectorAll("td.number")].map((cell) => ({
          mean: cell.firstChild!.textContent!,
          range: cell.querySelector(".detail")!.textContent!.split(" to "),
          title: cell.querySelector(".detail")!.getAttribute("title")!,
        })),
      }))
    );
    assert.deepEqual(groups.map(({ lr }) => lr).sort(), ["0.01", "0.1", "1"]);
    for (const { lr, cells } of groups) {
      const members = RUNS.filter(([, each]) => String(each) === lr).map(([name]) => name);
      for (const [at, metric] of METRICS.flatMap((name) => [name, name]).entries()) {
        const values = members.map((name) => numbersOf(name, metric)).map((of) =>
          at % 2 === 0 ? of.last : bestOf(of, metric).value
        ).filter(Number.isFinite);
        const { mean, range, title } = cells[at]!, what = `group ${lr}, ${columns[at]}`;
        assertShown(mean, values.reduce((sum, value) => sum + value, 0) / values.length, `mean of ${what}`);
        assertShown(range[0]!, Math.min(...values), `lowest of ${what}`);
        assertShown(range[1]!, Math.max(...values), `highest of ${what}`);
        assert.match(title, new RegExp(`^mean of ${values.length} runs?,`));
      }
    }
    await page.getByLabel("Group by").selectOption("");
  });

  await t.step("differences to a baseline, absolute and in percent", async () => {
    await page.getByLabel("Baseline").selectOption({ label: "mid" });
    await page.locator(".run-grid td .detail", { hasText: "%" }).first().waitFor();
    for (const { name, cells } of await readCells(page)) {
      for (const metric of METRICS) {
        const { value } = bestOf(numbersOf(name, metric), metric),
          base = bestOf(numbersOf("mid", metric), metric).value;
        const { difference } = cells[`${metric}, best`]!, what = `difference of the best ${metric} of ${name}`;
        if (name === "mid") {
          assert.equal(difference, "", what);
          continue;
        }
        const [, sign, size, percent] = /^([+−])(\S+) \([+−](\S+) %\)$/.exec(difference)!;
        assert.equal(sign, value > base ? "+" : "−", what);
        assertShown(size!, Math.abs(value - base), what);
        const share = 100 * Math.abs((value - base) / base), step = percent!.includes(".") ? 0.1 : 1;
        assert.ok(Math.abs(Number(percent) - share) <= step / 2 + 1e-9, `${what}: ${percent} %, not ${share} %`);
      }
    }
    await page.getByLabel("Baseline").selectOption("");
  });

  await t.step("the chart's legend", async () => {
    const rows = page.locator(".legend").first().locator("tbody tr");
    await pollUntil(page, async () => await rows.count() === RUNS.length);
    const metric = (await page.locator(".legend thead th").first().textContent())!;
    for (const [name] of RUNS) {
      const of = numbersOf(name, metric), row = rows.filter({ hasText: name });
      // The numbers of all points come after those of the points that the page holds.
      const cells = await row.locator("td").allTextContents(), [, last, step, min, max, mean, count] = cells;
      assertShown(last!, of.last, `last ${metric} of ${name} in the legend`);
      assert.equal(Number(step), of.lastStep);
      assertShown(min!, of.min, `min ${metric} of ${name} in the legend`);
      assertShown(max!, of.max, `max ${metric} of ${name} in the legend`);
      assertShown(mean!, of.mean, `mean ${metric} of ${name} in the legend`);
      assert.equal(Number(count), of.count);
    }
    await page.emulateMedia({ media: "print" });
    const printed = (await rows.allInnerTexts()).map((text) => text.trim().split(/\s+/));
    await page.emulateMedia({ media: "screen" });
    assert.deepEqual(printed.map(([name]) => name).sort(), RUNS.map(([name]) => name).sort());
    assert.deepEqual(printed.map((cells) => cells.length), RUNS.map(() => 7), "a name and six numbers each on paper");
  });

  await t.step("the numbers side by side", async () => {
    await page.reload();
    const tables = await page.locator('[data-part="comparison"] table').first().evaluate((table) => ({
      runs: [...table.querySelectorAll("thead a")].map((link) => link.getAttribute("title")!),
      metrics: [...table.querySelectorAll("tbody")].filter((body) => body.querySelector("td.number")).map((body) => ({
        name: body.querySelector(".group th")!.textContent!,
        rows: [...body.querySelectorAll("tr:not(.group)")].map((row) =>
          [...row.querySelectorAll("td")].map((cell) => cell.textContent!)
        ),
      })),
    }));
    assert.deepEqual(tables.metrics.map(({ name }) => name).sort(), [...METRICS].sort());
    assert.deepEqual([...tables.runs].sort(), RUNS.map(([name]) => name).sort());
    for (const { name: metric, rows: [last, min, max] } of tables.metrics) {
      for (const [at, run] of tables.runs.entries()) {
        const of = numbersOf(run, metric), what = `${metric} of ${run} side by side`;
        assertShown(last![at]!, of.last, `final ${what}`);
        assertShown(min![at]!, of.min, `min ${what}`);
        assertShown(max![at]!, of.max, `max ${what}`);
      }
    }
  });

  await t.step("the dots of the scatter", async () => {
    await page.getByRole("button", { name: "Scatter" }).click();
    await page.getByLabel(/^Up /).selectOption("best(loss)");
    const dots = page.locator(".scatter-plot a");
    await page.locator(".scatter-plot a[aria-label*='loss, best']").first().waitFor();
    const labels = await dots.evaluateAll((all) => all.map((dot) => dot.getAttribute("aria-label")!));
    assert.equal(labels.length, RUNS.length);
    for (const label of labels) {
      const [, name, value, lr] = /^(\S+): loss, best (\S+), learning_rate (\S+)$/.exec(label)!;
      assertShown(value!, numbersOf(name!, "loss").min, `dot of ${name}`);
      assert.equal(Number(lr), RUNS.find(([each]) => each === name)![1]);
    }
    assert.deepEqual(problems, []);
  });
});
