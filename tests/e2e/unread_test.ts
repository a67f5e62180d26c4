import assert from "node:assert/strict";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { createControlledProgram } from "../support/controlled_program.ts";
import { makeOlder } from "../support/older_reader.ts";
import { assertAccessible, finishRun, openPage, pollUntil, printing, readShift } from "../support/page.ts";
import { TEST_READ_TOKEN } from "../support/token.ts";
import { soon } from "../support/soon.ts";

interface Made {
  id: string;
}

/** Lines with a number that doesn't change and one that is charted. */
const line = (step: number) => `step ${step} | loss=${4 / step} | level=3 | at 12:00:01`;
const LINES = [1, 2, 4, 8].map(line);

Deno.test("the page says how each line was read, and charts with one press what wasn't", async (t) => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  await using training = createControlledProgram();
  await using opened = await openPage(chromium.browser);
  const { page, problems } = opened;
  const { id } = await app.call<Made>("POST", "/api/experiments", { name: "unread" });
  const runs = `/api/experiments/${id}/runs`;
  const over = await finishRun(app, id, printing(LINES), "over");
  const live = (await app.call<Made>("POST", runs, { command: training.command, name: "live" })).id;
  const address = `${app.origin}/experiments/${id}`;
  const rowOf = (text: string | RegExp) => page.locator(".line-explained tr", { hasText: text });
  const said = page.locator(".press-said p");

  await t.step("a selected line says what each number was taken for, by which rule, and why not", async () => {
    await page.goto(`${address}?run=${over}#L2`);
    await rowOf("loss = 2 at step 2").getByText("by: a value behind its name").waitFor();
    await soon.match(() => rowOf("the step").first().innerText(), /^2\s+the step/);
    await soon.match(() => rowOf("12:00:01").innerText(), /not charted\s+it is a date, a time/);
    await soon.match(() => rowOf(/^3not charted/).innerText(), /it has not changed yet; it is charted once it changes/);
    await assertAccessible(page);
  });

  await t.step("a line of a live run says that its number was charted once it is", async () => {
    await training.print(...LINES.slice(0, 3));
    await page.goto(`${address}?run=${live}`);
    await pollUntil(page, () => page.locator(".terminal-row", { hasText: "step 4 |" }).isVisible());
    await page.evaluate(() => location.hash = "#L1");
    await rowOf("it has not changed yet").waitFor();
    await training.print("step 8 | loss=0.5 | level=4 | at 12:00:02", "step 9 | loss=0.4 | level=9 | at 12:00:03");
    await pollUntil(page, () => rowOf("level = 3 at step 1").isVisible());
    await training.end();
  });

  await t.step("a press charts a name that the log prints and no curve shows", async () => {
    await page.goto(`${address}?run=${over}`);
    await page.locator(".chart-frame[data-ready]").waitFor();
    assert.equal(await readShift(page), 0);
    await page.getByText("Printed and not charted (1)").click();
    const row = page.locator(".unread li", { hasText: "level" });
    await soon.match(() => row.innerText(), /4 times from line 1 on/);
    await assertAccessible(page);
    await row.getByRole("link", { name: "line 1" }).click();
    await page.locator(".terminal-row-selected", { hasText: "step 1 |" }).waitFor();
    await page.evaluate(() => document.body.dataset.mark = "not reloaded");
    await row.getByRole("button", { name: "Chart it: level" }).click();
    await page.getByRole("tab", { name: "level", selected: true }).waitFor();
    await said.getByText("“level” was saved. 2 runs read again.").waitFor();
    await page.locator(".pattern-list", { hasText: "level" }).waitFor();
    await rowOf("level = 3 at step 1").getByText("by: your pattern for level").waitFor();
    await soon.equal(() => row.count(), 0);
    await soon.equal(() => page.evaluate(() => document.body.dataset.mark), "not reloaded");
    const { metrics } = await app.call<{ metrics: Record<string, { count: number }> }>("GET", `${runs}/${over}`);
    assert.equal(metrics.level!.count, 4);
    await assertAccessible(page);
    await page.getByRole("button", { name: "Close the message" }).click();
    await soon.equal(() => said.innerText(), "");
  });

  await t.step("what recurs with changing numbers is offered below the chart, with the reader's reason", async () => {
    const lines = Array.from({ length: 30 }, (_, at) => `step ${at} | loss=${9 / (at + 1)} | seed=${at % 5}`);
    const seeded = await finishRun(app, id, printing(lines), "seeded");
    const offer = page.locator(".unread-offer");
    await page.goto(`${address}?run=${over}`);
    await page.locator(".chart-frame[data-ready]").waitFor();
    await soon.equal(() => offer.count(), 0); // numbers that never change aren't offered
    await page.goto(`${address}?run=${seeded}`);
    await page.locator(".chart-frame[data-ready]").waitFor();
    await soon.match(
      async () => (await offer.innerText()).replaceAll(/\s+/g, " "),
      /^seed recurs 30 times from line 1 on and isn’t charted: its name is that of a time, a place or a record; .+\. Chart it$/,
    );
    await assertAccessible(page);
    await offer.getByRole("button", { name: "Chart it" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("tab", { name: "seed", selected: true }).waitFor();
    await offer.waitFor({ state: "detached" });
    const { metrics } = await app.call<{ metrics: Record<string, { count: number }> }>("GET", `${runs}/${seeded}`);
    assert.equal(metrics.seed!.count, 30);
    await app.call("DELETE", `${runs}/${seeded}`);
  });

  await t.step("a press that the server refuses says why, and changes nothing", async () => {
    await app.call("PATCH", `/api/experiments/${id}`, { patterns: [] });
    await app.call("POST", `/api/experiments/${id}/reread`);
    await page.goto(`${address}?run=${over}`);
    await page.getByText("Printed and not charted (1)").click();
    await app.call("PATCH", `/api/experiments/${id}`, {
      patterns: [{ metric: "level", pattern: "zorp(?P<value>\\d)" }],
    });
    await page.getByRole("button", { name: "Chart it: level" }).click();
    await said.getByText("two patterns are for the metric level").waitFor();
    await soon.equal(() => page.locator(".unread li").count(), 1);
  });

  await t.step("runs that an older reader read say so once, and are read again one by one or all", async () => {
    await makeOlder(app, id, over, live);
    await page.goto(`${address}?run=${over}`);
    const notice = page.locator("[data-part=older] .notice");
    await notice.getByText("This run and 1 other were read by an older reader").waitFor();
    await soon.equal(() => page.getByText(/older reader/).count(), 1);
    await assertAccessible(page);
    await notice.getByRole("button", { name: "Read this run again" }).click();
    await notice.getByText("1 run of the list was read by an older reader").waitFor();
    await notice.getByRole("button", { name: "Read all again" }).click();
    await said.getByText("2 runs read again.").waitFor();
    await soon.equal(() => notice.count(), 0);
    await makeOlder(app, id, over, live);
    await page.goto(app.origin);
    await notice.getByText("2 runs of the list were").waitFor();
    await notice.getByRole("button", { name: "Read all again" }).click();
    await said.getByText("2 runs read again.").waitFor();
    await soon.equal(() => notice.count(), 0);
  });

  await t.step(
    "a link with a metric's old name leads to the nearest one and says so, without scripts too",
    async () => {
      await page.goto(`${address}?run=${over}&metric=%E2%80%94_loss`);
      await page.getByRole("tab", { name: "loss", selected: true }).waitFor();
      await page.getByText("There is no metric “—_loss” here. The chart shows “loss”.").waitFor();
      await page.goto(`${address}/compare?runs=${over},${live}&metric=train/loss`);
      await page.getByText("There is no metric “train/loss” here. The chart shows “loss”.").waitFor();
      await page.locator(".plot canvas").first().waitFor();
      await using plain = await openPage(chromium.browser, { javaScriptEnabled: false });
      await plain.page.goto(`${address}?run=${over}&metric=%E2%80%94_loss`);
      await plain.page.getByText("There is no metric “—_loss” here.").waitFor();
      await soon.ok(() => plain.page.getByRole("img", { name: /^loss from step 1/ }).isVisible());
    },
  );

  await t.step("who may only read sees the reasons and no button", async () => {
    await app.call("PATCH", `/api/experiments/${id}`, { patterns: [] });
    await app.call("POST", `${runs}/${over}/reread`);
    await makeOlder(app, id, over);
    await using reader = await openPage(chromium.browser, {
      extraHTTPHeaders: { authorization: `Bearer ${TEST_READ_TOKEN}` },
    });
    await reader.page.goto(`${address}?run=${over}#L2`);
    await reader.page.locator(".line-explained tr", { hasText: "loss = 2 at step 2" }).waitFor();
    await reader.page.getByText("This run was read by an older reader").waitFor();
    await reader.page.getByText("Printed and not charted (1)").click();
    await reader.page.getByText("it has not changed yet").first().waitFor();
    await soon.equal(() => reader.page.locator("[data-press]").count(), 0);
    assert.deepEqual(reader.problems, []);
  });

  assert.deepEqual(problems, []);
});
