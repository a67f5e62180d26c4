import assert from "node:assert/strict";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { createControlledProgram } from "../support/controlled_program.ts";
import { assertAccessible, finishRun, openPage, pollUntil, printing } from "../support/page.ts";
import { TEST_READ_TOKEN } from "../support/token.ts";
import { soon } from "../support/soon.ts";

const steps = (from: number) =>
  Array.from({ length: 20 }, (_, at) => `Step ${from + at}: loss=${(9 / (from + at)).toFixed(4)}`);
const LINES = [
  ...steps(1),
  "Saving model checkpoint to out/checkpoint-20",
  ...steps(21),
  "Traceback (most recent call last):",
  '  File "train.py", line 3, in <module>',
  "RuntimeError: CUDA error: device-side assert triggered",
];

Deno.test("marks of a run stand on the axis of its chart and at the edge of its terminal, and lead to their lines", async (t) => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  await using opened = await openPage(chromium.browser);
  const { page, problems } = opened;
  const { id } = await app.call<{ id: string }>("POST", "/api/experiments", { name: "marked" });
  const run = await finishRun(app, id, printing(LINES), "first");
  await app.call("POST", `/api/experiments/${id}/runs/${run}/marks`, { step: 10, text: "new data" });
  const sign = (kind: string) => page.locator(`.plot .run-mark[data-kind="${kind}"]`);

  const address = `${app.origin}/experiments/${id}?run=${run}`, drawn = page.locator(".chart-marks .chart-mark");
  const kindsOf = (each: typeof drawn) => each.evaluateAll((all) => all.map((one) => one.getAttribute("data-kind")));

  await t.step("without scripts the signs are there, and lead to their lines", async () => {
    await using plain = await openPage(chromium.browser, { javaScriptEnabled: false });
    await plain.page.goto(address);
    const signs = plain.page.locator(".chart-marks .chart-mark");
    await soon.deepEqual(() => kindsOf(signs), ["note", "checkpoint", "traceback"]);
    await signs.nth(1).click();
    assert.equal(new URL(plain.page.url()).hash, "#L21");
    await soon.equal(() => plain.page.locator('.terminal-row[data-mark="checkpoint"]').getAttribute("data-line"), "21");
    await plain.page.getByText("Notes at steps and lines (1)").waitFor();
    await soon.equal(() => plain.page.getByRole("button", { name: "Add a note" }).isVisible(), false);
  });

  await t.step(
    "before the first touch the signs are there without a request, and where the chart has them later",
    async () => {
      await page.goto(address);
      await page.locator(".chart-frame[data-ready]").waitFor();
      await soon.deepEqual(() => kindsOf(drawn), ["note", "checkpoint", "traceback"]);
      await soon.equal(() => page.locator('.terminal-row[data-mark="traceback"]').count(), 1);
      const boxes = (signs: typeof drawn) =>
        signs.evaluateAll((all) =>
          all.map((one) => one.getBoundingClientRect()).map(({ x, y, width }) => ({ x: x + width / 2, y }))
            .toSorted((one, other) => one.x - other.x)
        );
      const before = await boxes(drawn);
      await page.locator(".plot").hover();
      await sign("checkpoint").waitFor();
      const after = await boxes(page.locator(".plot .run-mark"));
      assert.equal(after.length, 3);
      for (const [at, { x, y }] of after.entries()) {
        const was = before[at]!;
        assert.ok(Math.abs(was.x - x) < 1.5 && Math.abs(was.y - y) < 3, JSON.stringify({ before, after }));
      }
      await soon.equal(() => drawn.first().isVisible(), false);
      await page.mouse.move(0, 0);
    },
  );

  await t.step("each kind has its sign in the order of the log", async () => {
    await page.locator(".plot").hover();
    await sign("checkpoint").waitFor();
    await soon.equal(
      () => sign("checkpoint").getAttribute("aria-label"),
      "Checkpoint saved, line 21: Saving model checkpoint to out/checkpoint-20",
    );
    await soon.equal(() => sign("note").getAttribute("title"), "Note: new data");
    const places = [];
    for (const kind of ["note", "checkpoint", "traceback"]) places.push((await sign(kind).boundingBox())!.x);
    assert.deepEqual(places, places.toSorted((a, b) => a - b));
    await assertAccessible(page);
  });

  await t.step("a sign leads to its line, in the terminal and in the address", async () => {
    await sign("checkpoint").click();
    await page.locator(".terminal-row-selected", { hasText: "Saving model checkpoint" }).waitFor();
    await page.waitForURL(/#L21$/);
    await page.locator('.terminal-row[data-line="21"][data-mark="checkpoint"]').waitFor();
    await soon.equal(() => page.locator('.terminal-row[data-line="20"]').getAttribute("data-mark"), null);
    assert.equal(new URL(page.url()).searchParams.get("min_step"), null);
  });

  const dialog = page.getByRole("dialog"), list = page.locator(".step-notes");

  await t.step("a note is added at a line with keys alone, and stands on the axis and at its line", async () => {
    await page.locator(".terminal-box").press("Escape");
    await page.locator(".plot").focus();
    await page.keyboard.press("End");
    await page.locator(".point-tip").waitFor();
    await page.keyboard.press("n");
    await dialog.getByText("Note at line 41").waitFor();
    await assertAccessible(page);
    await page.keyboard.type("here it broke");
    await page.keyboard.press("Enter");
    await list.getByText("here it broke").waitFor();
    await dialog.waitFor({ state: "detached" });
    await soon.match(() => list.innerText(), /line 41\s*step 40/);
    await page.locator('.terminal-row[data-line="41"][data-mark="note"]').waitFor();
    await soon.equal(() => page.locator(".plot").evaluate((plot) => plot === document.activeElement), true);
  });

  await t.step("a note is added at a step, refused without a text, and deleted", async () => {
    await page.getByRole("button", { name: "Add a note" }).click();
    await dialog.getByLabel("Step").fill("5");
    await page.getByRole("button", { name: "Add note" }).click();
    await soon.equal(
      () => dialog.getByLabel("Note").evaluate((field: HTMLInputElement) => field.checkValidity()),
      false,
    );
    await dialog.getByLabel("Note").fill("a new start");
    await page.keyboard.press("Enter");
    await list.getByText("a new start").waitFor();
    await page.getByRole("button", { name: "Delete the note: a new start" }).click();
    await list.getByText("a new start").waitFor({ state: "detached" });
    await soon.equal(
      () => page.getByRole("button", { name: "Add a note" }).evaluate((one) => one === document.activeElement),
      true,
    );
    const { marks } = await app.call<{ marks: { text: string }[] }>("GET", `/api/experiments/${id}/runs/${run}/marks`);
    assert.deepEqual(marks.slice(2).map(({ text }) => text), ["new data", "here it broke"]);
  });

  await t.step("the panel of a line adds a note to it, and a reader of the page can't add one", async () => {
    await page.goto(`${address}#L3`);
    await page.locator(".line-panel").getByRole("button", { name: "Add a note" }).click();
    await dialog.getByText("Note at line 3").waitFor();
    await page.keyboard.type("third");
    await page.keyboard.press("Enter");
    await page.locator('.terminal-row[data-line="3"][data-mark="note"]').waitFor();
    await soon.match(() => list.innerText(), /line 3\s*step 3/);
    await using reader = await openPage(chromium.browser, {
      extraHTTPHeaders: { authorization: `Bearer ${TEST_READ_TOKEN}` },
    });
    await reader.page.goto(address);
    await reader.page.locator(".step-notes").getByText("third").waitFor();
    await soon.equal(() => reader.page.locator("[data-press]").count(), 0);
  });

  await t.step("in a comparison a sign names its run, and leads to the run's page", async () => {
    const other = await finishRun(app, id, printing(LINES), "second");
    await page.goto(`${app.origin}/experiments/${id}/compare?runs=${run},${other}`);
    assert.match((await drawn.first().getAttribute("aria-label"))!, /^(first|second): /);
    await page.locator(".plot").hover();
    await page.locator('.plot .run-mark[title^="second: Error"]').click();
    await page.waitForURL(/\/experiments\/[^/?]+\?run=[^#]+#L44$/);
    await page.locator(".terminal-row-selected", { hasText: "RuntimeError" }).waitFor();
  });
  assert.deepEqual(problems, []);
});

Deno.test("marks stay at their steps while the axis of a live run grows", async () => {
  await using app = await startApp();
  await using training = createControlledProgram();
  await using chromium = await startBrowser();
  await using opened = await openPage(chromium.browser);
  const { page, problems } = opened;
  const { id } = await app.call<{ id: string }>("POST", "/api/experiments", { name: "growing" });
  const run = await app.call<{ id: string }>("POST", `/api/experiments/${id}/runs`, { command: training.command });
  const print = (from: number, to: number) =>
    training.print(...Array.from({ length: to - from + 1 }, (_, at) => `Step ${from + at}: loss=${9 / (from + at)}`));
  await print(1, 11);
  await training.print("Saving model checkpoint to out/checkpoint-11");
  await page.goto(`${app.origin}/experiments/${id}?run=${run.id}`);
  const last = page.locator(".legend tbody td").nth(1), mark = page.locator('.plot .run-mark[data-kind="checkpoint"]');
  await pollUntil(page, async () => await last.count() === 1 && await last.innerText() === "11");
  await page.locator(".plot").hover();
  await mark.waitFor();
  await page.mouse.move(2, 2);
  await print(12, 101);
  await training.end();
  await pollUntil(page, async () => await last.innerText() === "101");
  const { x, width } = (await page.locator(".plot").boundingBox())!, box = (await mark.boundingBox())!;
  const share = (box.x + box.width / 2 - x) / width;
  assert.ok(share > 0.1 && share < 0.2, `a mark at step 11 of 101 stands at ${share} of the chart`);
  assert.deepEqual(problems, []);
});
