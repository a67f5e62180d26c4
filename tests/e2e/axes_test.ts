import assert from "node:assert/strict";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { assertAccessible, finishRun, openPage, printing } from "../support/page.ts";
import { soon } from "../support/soon.ts";

const PROGRAM = `for (let epoch = 1; epoch <= 3; epoch++) {
  for (let at = 1; at <= 100; at++) console.log("epoch " + epoch + " step " + (epoch * 100 + at - 100) + " loss=" + 3 / (epoch * 100 + at - 100));
}`;

/** 3,000 points, one of which is a spike. */
const LONG = `let text = "";
for (let at = 1; at <= 3000; at++) text += "step " + at + " loss=" + (at === 1234 ? 88.5 : 1) + "\\n";
await Deno.stdout.write(new TextEncoder().encode(text));`;

/** A value that is NaN, one that is infinite, one that is 0, and an outlier. */
const ODD = `for (let at = 1; at <= 60; at++) {
  console.log("step " + at + " loss=" + ({ 10: "nan", 20: "inf", 30: 0, 40: 900 }[at] ?? 1 + at % 3));
}`;

Deno.test("axes of a chart are chosen, and its numbers are exact", async (t) => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  const { id } = await app.call<{ id: string }>("POST", "/api/experiments", { name: "axes" });
  const run = await finishRun(app, id, PROGRAM, "first");
  const address = `${app.origin}/experiments/${id}?run=${run}`;

  await t.step("without scripts, both axes of the address have their titles", async () => {
    await using opened = await openPage(chromium.browser, { javaScriptEnabled: false });
    const { page } = opened;
    await page.goto(`${address}&x=elapsed&y=log`);
    const drawing = page.locator(".chart-svg");
    await drawing.getByText("elapsed, from the run’s start", { exact: true }).waitFor();
    await drawing.getByText("loss (log)", { exact: true }).waitFor();
  });

  await using opened = await openPage(chromium.browser);
  const { page, problems } = opened;

  await t.step("an x axis is chosen with the keyboard, the cursor says where it is, and Back undoes it", async () => {
    await page.goto(address);
    await page.locator(".chart-frame[data-ready]").waitFor();
    await page.getByRole("button", { name: "View", exact: true }).press("Enter");
    const axis = page.getByRole("combobox", { name: "x axis" });
    await axis.waitFor();
    await soon.deepEqual(() => axis.locator("option").allInnerTexts(), [
      "Step",
      "Global step",
      "Epoch",
      "Elapsed",
      "Clock",
    ]);
    await axis.selectOption("Elapsed");
    await page.waitForURL(/x=elapsed/);
    await page.locator(".plot").press("End");
    await page.locator(".point-tip", { hasText: "elapsed" }).waitFor();
    await soon.match(() => page.locator(".point-tip").innerText(), /step\s+300/);
    await page.goBack();
    await page.waitForURL((url) => !url.searchParams.has("x"));
    await axis.waitFor();
    await soon.equal(() => axis.inputValue(), "step");
  });

  await t.step("the numbers of a long run are exact, and the highest leads to its point and line", async () => {
    const long = await finishRun(app, id, LONG, "long");
    await page.goto(`${app.origin}/experiments/${id}?run=${long}`);
    await page.locator(".legend td", { hasText: " of 3,000" }).waitFor();
    const highest = page.locator(".legend-point", { hasText: "88.5" });
    await highest.waitFor();
    await page.locator(".legend td", { hasText: /^1\.02/ }).waitFor(); // the mean: (2,999 · 1 + 88.5) / 3,000 = 1.029…
    await highest.focus();
    await page.keyboard.press("Enter");
    await page.locator(".point-tip", { hasText: "1234" }).waitFor();
    await page.locator(".terminal-row-selected", { hasText: "step 1234 loss=88.5" }).waitFor();
  });

  await t.step(
    "a log axis says what it can't draw, and outliers are clipped on request, with a word on them",
    async () => {
      const odd = await finishRun(app, id, ODD, "odd");
      await page.goto(`${app.origin}/experiments/${id}?run=${odd}&y=log`);
      const notDrawn = page.locator(".chart-note", { hasText: "Not drawn" });
      await notDrawn.waitFor();
      await soon.match(
        () => notDrawn.innerText(),
        /1 value at or below 0, for which a logarithmic axis has no place \(○\), 1 value that is NaN \(×\), 1 value that is \+∞ \(▲\)$/,
      );
      await page.getByRole("button", { name: "View", exact: true }).press("Enter");
      await page.getByRole("checkbox", { name: "Clip outliers" }).press("Space");
      await page.waitForURL(/clip=1/);
      await page.locator(".chart-note", { hasText: /Clipped points outside: 1 above \d+, up to 900/ }).waitFor();
      await assertAccessible(page);
    },
  );

  await t.step("a run that diverged flattens the others: its chart says so, and a press clips it", async () => {
    const ids = [];
    for (const factor of [1, 1.2, 1e9]) {
      const lines = Array.from({ length: 40 }, (_, at) => `step ${at} loss=${at > 30 ? factor : 2 - at / 40}`);
      ids.push(await finishRun(app, id, printing(lines), `by ${factor}`));
    }
    const compared = `${app.origin}/experiments/${id}/compare?runs=${ids.join()}`;
    assert.match(await (await fetch(compared)).text(), /<noscript>.*href="[^"]*clip=1[^"]*">clip outliers/s);
    await page.goto(compared);
    const flattened = page.locator(".chart-note", { hasText: /Flattened points far from the others: 9 above/ });
    await flattened.waitFor();
    await assertAccessible(page);
    await flattened.getByRole("button", { name: "Clip outliers" }).press("Enter");
    await page.waitForURL(/clip=1/);
    await flattened.waitFor({ state: "detached" });
    await page.locator(".chart-note", { hasText: /Clipped points outside: 9 above/ }).waitFor();
  });

  assert.deepEqual(problems, []);
});
