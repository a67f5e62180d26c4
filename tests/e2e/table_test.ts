import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { assertAccessible, finishRun, openPage, pollUntil, printing } from "../support/page.ts";
import { soon } from "../support/soon.ts";

/** All scripts of the page may weigh this much, compressed. The real Fresh has a larger runtime than its stand-in. */
const SCRIPTS_MAX_BYTES = import.meta.resolve("fresh").endsWith("/lib/fresh/mod.ts") ? 110_000 : 120_000;

/** Lines of a run with this learning rate. */
const linesOf = (lr: number, loss: number) => [
  `lr: ${lr}`,
  "seed: 1",
  `Step 1: loss=${2 * loss}, accuracy=0.5`,
  `Step 2: loss=${loss}, accuracy=${1 - loss / 4}`,
];

Deno.test("the table of runs sorts, filters, ticks, groups and compares, and its address says so", async (t) => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  const { id } = await app.call<{ id: string }>("POST", "/api/experiments", { name: "sweep" });
  const runs: Record<string, string> = {};
  for (const [name, lr, loss] of [["slow", 0.01, 1.5], ["good", 0.1, 0.25], ["same-lr", 0.1, 0.75]] as const) {
    runs[name] = await finishRun(app, id, printing(linesOf(lr, loss)), name);
  }
  const address = `${app.origin}/experiments/${id}/compare`;
  await using opened = await openPage(chromium.browser);
  const { page, problems } = opened;
  const rows = page.locator(".run-grid tbody tr[data-run]"), names = () => rows.locator("th a").allTextContents();
  const query = () => new URL(page.url()).searchParams;
  const drawn = () => page.locator(".legend .name").allTextContents();

  await t.step("without a tick the first are drawn, and the page says so", async () => {
    await page.goto(address);
    await page.locator(".chart-frame[data-ready]").waitFor();
    await page.getByText("No run is ticked: the first 3 runs of the table are drawn.").waitFor();
    await pollUntil(page, async () => await page.getByRole("img", { name: /^loss of / }).count() === 3);
    await soon.deepEqual(() => names(), ["same-lr", "good", "slow"]);
    await soon.deepEqual(() => drawn(), ["same-lr", "good", "slow"]);
    await soon.deepEqual(
      () => page.locator(".run-grid thead a").evaluateAll((all) => all.map((one) => one.getAttribute("data-sort"))),
      ["name", "status", "started", "duration", "setting(learning_rate)", "last(loss)", "best(loss)", "best(accuracy)"],
    );
    await assertAccessible(page);
  });

  await t.step("scripts of the page are within their budget", async () => {
    let bytes = 0;
    for (const script of opened.scripts) bytes += gzipSync(await (await fetch(script)).text()).length;
    assert.ok(bytes > 10_000 && bytes <= SCRIPTS_MAX_BYTES, `${bytes} bytes of scripts`);
  });

  await t.step("a press on a head sorts, another one turns the order, and the best values are marked", async () => {
    await page.locator('[data-sort="last(loss)"]').click();
    await pollUntil(page, async () => (await names()).join() === "good,same-lr,slow");
    await page.locator('[data-sort="last(loss)"]').click();
    await pollUntil(page, async () => (await names()).join() === "slow,same-lr,good");
    assert.equal(query().get("sort"), "-last(loss)");
    await soon.equal(() => page.locator('th:has([data-sort="last(loss)"])').getAttribute("aria-sort"), "descending");
    await soon.deepEqual(() => page.locator(".run-grid .best").allTextContents(), ["0.25", "0.25", "0.9375"]);
  });

  await t.step("a filter in words shows some, its error says where, and completion writes names", async () => {
    const field = page.getByRole("combobox", { name: "Filter runs" });
    await field.fill("loss<1 learning_rate:0.1");
    await pollUntil(page, async () => (await names()).join() === "same-lr,good");
    await page.getByText("2 of 3 runs").waitFor();
    await field.fill("loss<");
    await page.locator("#filter-error", { hasText: "▸" }).waitFor();
    await field.fill("accu");
    await page.getByRole("option", { name: /^accuracy/ }).click();
    await soon.match(() => field.inputValue(), /^accuracy/);
    await field.fill("");
    await pollUntil(page, async () => (await names()).length === 3);
    assert.equal(query().get("q"), null);
  });

  await t.step("ticked runs are drawn, and stay ticked through a filter, another page and a reload", async () => {
    await page.getByLabel("Draw good").check();
    await page.getByLabel("Draw slow").check();
    await pollUntil(page, async () => (await drawn()).join() === "good,slow");
    assert.ok(query().get("runs")!.length < 20, query().get("runs")!);
    await page.getByRole("combobox", { name: "Filter runs" }).fill("same");
    await page.getByText("2 runs ticked.").waitFor();
    await pollUntil(page, async () => (await names()).join() === "same-lr");
    await page.getByRole("combobox", { name: "Filter runs" }).fill("");
    await page.getByRole("link", { name: "good", exact: true }).first().click();
    await page.getByRole("heading", { name: "good" }).waitFor();
    await page.goBack();
    await page.locator(".chart-frame[data-ready]").waitFor();
    await soon.deepEqual(async () => [await drawn(), await page.getByLabel("Draw slow").isChecked()], [
      ["good", "slow"],
      true,
    ]);
  });

  await t.step("a baseline shows differences, and groups their means", async () => {
    await page.getByLabel("Baseline").selectOption({ label: "slow" });
    await page.locator(".run-grid td .detail", { hasText: "−1.25 (−83 %)" }).first().waitFor();
    await page.getByLabel("Group by").selectOption("learning_rate");
    const group = page.locator(".run-grid .group", { hasText: "learning_rate = 0.1" });
    await group.waitFor();
    await soon.match(() => group.innerText(), /2 runs[^]*0\.5\s+0\.25 to 0\.75/);
    const legend = page.locator(".band-legend li", { hasText: "learning_rate = 0.1" });
    await page.getByLabel("Mean and band of").selectOption("loss");
    await pollUntil(page, async () => /2 runs.* 0\.5 \(0\.25 to 0\.75\)/.test(await legend.innerText()));
    await soon.equal(() => page.locator(".scatter-plot .band").count(), await page.locator(".run-grid .group").count());
    await assertAccessible(page);
    await page.reload();
    await group.waitFor();
    await page.getByLabel("Group by").selectOption("");
    await page.getByLabel("Baseline").selectOption("");
    await assertAccessible(page);
  });

  await t.step("columns are chosen and moved, and the address keeps them", async () => {
    await page.getByText("Columns", { exact: true }).click();
    await page.getByRole("checkbox", { name: "Duration" }).uncheck();
    await page.getByRole("checkbox", { name: "accuracy, last" }).check();
    await pollUntil(page, () => page.locator('[data-sort="last(accuracy)"]').isVisible());
    await page.getByRole("button", { name: "Move accuracy, last to the left" }).click();
    assert.match(query().get("columns")!, /last\(accuracy\),best\(accuracy\)$/);
    await page.reload();
    await soon.equal(() => page.locator('[data-sort="duration"]').count(), 0);
    const kept = page.url();
    await page.goto(address);
    await pollUntil(page, async () => await page.locator('[data-sort="duration"]').count() === 0);
    await page.goto(kept);
  });

  await t.step("a column is made wider by its edge, with keys and by pulling, and stays so", async () => {
    const edge = page.getByRole("separator", { name: "Width of loss, last in pixels" });
    const head = page.locator('th:has([data-sort="last(loss)"])');
    const width = async () => Math.round((await head.boundingBox())!.width), before = await width();
    await edge.focus();
    for (let press = 0; press < 3; press++) await page.keyboard.press("ArrowRight");
    await pollUntil(page, async () => await width() >= before + 40);
    const box = (await edge.boundingBox())!, between = await width();
    await page.mouse.move(box.x + 4, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + 104, box.y + 10, { steps: 4 });
    await page.mouse.up();
    await pollUntil(page, async () => await width() >= between + 90);
    await page.reload();
    await pollUntil(page, async () => await width() >= between + 90);
    await soon.equal(() => edge.getAttribute("aria-valuemin"), "48");
    await edge.dblclick();
    await pollUntil(page, async () => await width() <= before + 4);
    await assertAccessible(page);
  });

  await t.step("a scatter has a dot for each run, lit with its row", async () => {
    await page.getByRole("button", { name: "Scatter" }).click();
    const dots = page.locator(".scatter-plot .dot");
    await pollUntil(page, async () => await dots.count() === 3);
    await rows.filter({ hasText: "slow" }).hover();
    await page.locator(".scatter-plot a[aria-label^='slow: accuracy'] .dot[data-lit]").waitFor();
    await page.getByLabel(/^Up /).selectOption("last(loss)");
    await page.getByLabel("log").last().check();
    await page.locator(".scatter-plot a[aria-label='good: loss, last 0.25, learning_rate 0.1']").waitFor();
    await assertAccessible(page);
    await page.getByRole("button", { name: "Scatter" }).click();
  });

  await t.step("ticked runs are tagged, exported, and deleted with a way back", async () => {
    const bar = page.locator(".bulk-bar");
    await bar.getByRole("textbox").fill("baseline");
    await bar.getByRole("button", { name: "Tag" }).click();
    await bar.getByText("2 runs tagged.").waitFor();
    const { metrics } = await app.call<{ metrics: Record<string, { count: number }> }>(
      "GET",
      `/api/experiments/${id}/runs/${runs.good}`,
    );
    const table = await (await page.request.get(
      new URL((await bar.getByRole("link", { name: "Export CSV" }).getAttribute("href"))!, page.url()).href,
    ))
      .text();
    const points = Object.values(metrics).reduce((sum, { count }) => sum + count, 0);
    assert.equal(table.trim().split("\n").filter((line) => line.includes(runs.good!)).length, points);
    const remove = async () => {
      await bar.getByRole("button", { name: "Delete 2 runs" }).click();
      const dialog = page.getByRole("dialog", { name: "Delete 2 runs?" });
      await dialog.getByText("You can undo this for a day.").waitFor();
      await dialog.getByRole("button", { name: "Delete 2 runs" }).click();
      await pollUntil(page, async () => (await names()).join() === "same-lr");
    };
    await remove();
    await pollUntil(page, async () => (await drawn()).join() === "same-lr");
    await soon.equal(() => page.getByText(/^No run is ticked/).count(), 1, "what is deleted is ticked no more");
    await bar.getByRole("button", { name: "Undo" }).click();
    await pollUntil(page, async () => (await names()).length === 3);
    await pollUntil(page, async () => (await drawn()).join() === "good,slow");
    const before = page.url();
    await remove();
    await assertAccessible(page);
    await page.goto(before);
    await page.getByText("2 runs of the address are not in this experiment").waitFor();
    await page.getByText("Deleted: 2 runs").click();
    await assertAccessible(page);
    await page.getByRole("button", { name: "Restore all 2" }).click();
    await page.getByText("Deleted: 2 runs").waitFor({ state: "detached" });
    await pollUntil(page, async () => (await drawn()).join() === "good,slow");
  });

  await t.step("a new run appears by itself, and a deleted one goes", async () => {
    runs.later = await finishRun(app, id, printing(linesOf(0.5, 0.125)), "later");
    await pollUntil(page, async () => (await names()).includes("later"));
    await app.call("DELETE", `/api/experiments/${id}/runs/${runs["same-lr"]}`);
    await pollUntil(page, async () => !(await names()).includes("same-lr"));
    assert.deepEqual(problems, []);
  });

  await t.step("runs of several experiments share a page, and an unknown one is named", async () => {
    const other = await app.call<{ id: string }>("POST", "/api/experiments", { name: "other" });
    const far = await finishRun(app, other.id, printing(linesOf(0.3, 0.5)), "far");
    await page.goto(`${app.origin}/compare?runs=${runs.good},${far}`);
    await pollUntil(page, async () => (await drawn()).join() === "good,far");
    const { status } = await page.request.get(`${app.origin}/compare?runs=${crypto.randomUUID()}`).then((answer) => ({
      status: answer.status(),
    }));
    assert.equal(status, 404);
  });

  await t.step("without scripts the address sorts and filters, and the form draws the ticked runs", async () => {
    await using plain = await openPage(chromium.browser, { javaScriptEnabled: false });
    await plain.page.goto(`${address}?sort=last(loss)&q=loss%3C1`);
    const shown = plain.page.locator(".run-grid tbody tr[data-run] th a");
    await soon.deepEqual(() => shown.allTextContents(), ["later", "good"]);
    await plain.page.getByLabel("Draw good").check();
    await plain.page.getByRole("button", { name: "Draw the ticked runs" }).click();
    await plain.page.getByRole("img", { name: /^loss from step 1 to 2: good ends at 0.25$/ }).waitFor();
  });

  await t.step("on a phone each run is a card, and nothing goes over the edge", async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(`${address}?columns=status,tags,last(loss)`);
    await page.locator(".chart-frame[data-ready]").waitFor();
    await soon.equal(() => page.evaluate(() => document.documentElement.scrollWidth), 360);
    const lacking = page.locator(".run-grid tbody td[data-lacks]");
    await soon.ok(async () => await lacking.count() > 0, "a run has no tag");
    await soon.equal(() => lacking.filter({ visible: true }).count(), 0, "a card has only what its run has");
    await assertAccessible(page);
  });
});
