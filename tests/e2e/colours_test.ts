import assert from "node:assert/strict";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { finishRun, openPage, pollUntil, printing } from "../support/page.ts";
import { soon } from "../support/soon.ts";

const linesOf = (loss: number) => [1, 2, 3, 4].map((step) => `Step ${step}: loss=${loss / step}, acc=${step / 8}`);

Deno.test("a run has its colour in the table, on the charts, in panels, on its own page, and in what is taken away", async (t) => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  const { id } = await app.call<{ id: string }>("POST", "/api/experiments", { name: "sweep" });
  const runs: Record<string, string> = {};
  for (const [at, name] of ["first", "second", "third"].entries()) {
    runs[name] = await finishRun(app, id, printing(linesOf(at + 1)), name);
  }
  const only = (names: string[]) => `/experiments/${id}/compare?runs=${names.map((name) => runs[name]).join()}`;
  await using opened = await openPage(chromium.browser);
  const { page, problems } = opened;
  /** The class of the sample before a run's name. */
  const keyOf = (part: string, name: string) =>
    page.locator(`${part} [data-run="${runs[name]}"] svg path`).first().getAttribute("class");
  const numberOf = (look: string | null) => Number(/run-(\d+)/.exec(look ?? "")?.[1]);

  await t.step("what is ticked beside it changes nothing", async () => {
    await page.goto(app.origin + only(["first", "second", "third"]));
    await page.locator(".chart-frame[data-ready]").waitFor();
    const keys = async () => [
      numberOf(await keyOf(".run-grid", "third")),
      numberOf(await keyOf(".legend", "third")),
      numberOf(await keyOf(".run-grid", "second")),
      numberOf(await keyOf(".legend", "second")),
    ];
    await soon.deepEqual(() => keys(), [3, 3, 2, 2]);
    await page.getByLabel("Draw first").uncheck();
    await pollUntil(page, async () => await page.locator(".legend tr[data-run]").count() === 2);
    await soon.deepEqual(() => keys(), [3, 3, 2, 2]);
    await page.reload();
    await page.locator(".chart-frame[data-ready]").waitFor();
    await soon.deepEqual(() => keys(), [3, 3, 2, 2]);
    await pollUntil(
      page,
      async () => numberOf(await page.locator(".compare thead svg path").nth(0).getAttribute("class")) > 1,
    );
  });

  await t.step("alone it is a whole line of that colour, on its own page too", async () => {
    for (const path of [only(["third"]), `/experiments/${id}?run=${runs.third}`]) {
      await page.goto(app.origin + path);
      await page.locator(".chart-frame[data-ready]").waitFor();
      const line = page.locator(".chart-svg path.series").first();
      const look = await line.evaluate((
        path,
      ) => [getComputedStyle(path).stroke, getComputedStyle(path).strokeDasharray]);
      const colour = await page.evaluate(() => {
        const probe = document.body.appendChild(document.createElement("i"));
        probe.style.color = "var(--run-3)";
        return getComputedStyle(probe).color;
      });
      assert.deepEqual(look, [colour, "none"], path);
    }
  });

  await t.step("without scripts, and in the files", async () => {
    const html = await (await fetch(app.origin + only(["second", "third"]))).text();
    assert.match(html, /class="series run-2"[^>]*d="M/);
    assert.match(html, /class="series run-3"[^>]*d="M/);
    assert.doesNotMatch(html, /series run-1"/);
    const { style } = await app.call<{ style: number }>("GET", `/api/experiments/${id}/runs/${runs.third}`);
    assert.equal(style, 3);
    const base = `${app.origin}/experiments/${id}/runs/${runs.second}/chart.svg?metric_type=loss`;
    assert.match(await (await fetch(`${base}&runs=${runs.third}`)).text(), /class="run r2".*class="run r3"/s);
    const sheet = await fetch(`${app.origin}/api/export.html?runs=${runs.second},${runs.third}`);
    await soon.match(() => sheet.text(), /class="run r2".*class="run r3"/s);
  });
  assert.deepEqual(problems, []);
});
