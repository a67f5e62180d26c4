import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createSandbox } from "../commands/program.ts";
import { startBrowser } from "../support/browser.ts";
import { assertAccessible, openPage } from "../support/page.ts";
import { soon } from "../support/soon.ts";

/** A log of 600 wide lines, so that its earlier lines are packed. */
const log = (factor: number) =>
  `lr: 0.0${factor}\n` +
  Array.from({ length: 600 }, (_, at) =>
    `Step ${at}: loss=${at === 411 ? 9 : (factor / (1 + at)).toFixed(5)} ${"wide ".repeat(40)}\n`).join("");

Deno.test("a file of runs opens from the disk: values at the cursor, whole logs, no request", async (t) => {
  await using sandbox = await createSandbox();
  for (const factor of [1, 2]) {
    const path = await sandbox.write(`run-${factor}.log`, log(factor));
    assert.equal((await sandbox.stdcurve("import", "-e", "two", path)).code, 0);
  }
  const file = join(sandbox.directory, "two.html");
  const made = await sandbox.stdcurve("export", "--experiment", "two", "--format", "html", "-o", file);
  assert.equal(made.code, 0, made.stderr);
  await using chromium = await startBrowser();
  await using opened = await openPage(chromium.browser, { extraHTTPHeaders: {}, offline: true });
  const { page, problems } = opened, requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(pathToFileURL(file).href);
  await page.locator("html[data-ready]").waitFor();
  const plot = page.locator(".plot").first(), tip = page.locator(".tip").first();

  await t.step("the pointer shows each run's value, the highest first, and a line in every chart", async () => {
    const box = (await plot.boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await tip.waitFor();
    const rows = await tip.locator("div").allInnerTexts();
    assert.match(rows[0]!, /^(?:at|near) \d+/);
    assert.match(rows[1]!, /^run-2\.log\n0\.00/);
    assert.match(rows[2]!, /^run-1\.log\n0\.00/);
    await page.mouse.move(0, 0);
    await tip.waitFor({ state: "hidden" });
  });

  await t.step("a finger that is lifted leaves the values there", async () => {
    await plot.dispatchEvent("pointerdown", { clientX: 300, clientY: 300, pointerType: "touch", bubbles: true });
    await tip.waitFor();
    await plot.dispatchEvent("pointerleave", { pointerType: "touch" });
    await soon.ok(() => tip.isVisible());
    await page.mouse.move(0, 0);
  });

  await t.step("keys go from point to point, and find the spike", async () => {
    await plot.focus();
    await page.keyboard.press("Home");
    await soon.match(() => tip.innerText(), /^at 0\n/);
    await page.keyboard.press("End");
    await soon.match(() => tip.innerText(), /^at 599\n/);
    let isFound = false;
    for (let turn = 0; turn < 300 && !isFound; turn++) {
      await page.keyboard.press("ArrowLeft");
      isFound = /^at 411\n/.test(await tip.innerText());
    }
    await soon.match(() => tip.innerText(), /^at 411\n.*\n9\n.*\n9/);
    await page.keyboard.press("Escape");
    await soon.ok(() => tip.isHidden());
  });

  await t.step("each log has its last 200 lines", async () => {
    await page.locator("summary").first().click();
    const lines = (await page.locator("pre").first().innerText()).trimEnd().split("\n");
    assert.deepEqual([lines.length, lines[0]!.slice(0, 10), lines.at(-1)!.slice(0, 10)], [
      200,
      "Step 400: ",
      "Step 599: ",
    ]);
  });

  await t.step("axe finds nothing, in light and dark, at 1280 and 390 px", () => assertAccessible(page));

  await t.step("it asked for nothing, and its policy refused nothing", () => {
    assert.deepEqual(requests, [pathToFileURL(file).href]);
    assert.deepEqual(problems, []);
  });

  await t.step("without scripts the curves and the newest lines are there", async () => {
    await using plain = await openPage(chromium.browser, { extraHTTPHeaders: {}, javaScriptEnabled: false });
    await plain.page.goto(pathToFileURL(file).href);
    await soon.equal(() => plain.page.locator(".plot").first().locator(".run").count(), 2);
    await plain.page.locator("summary").first().click();
    await soon.match(
      () => plain.page.locator("pre").first().innerText(),
      /195 earlier lines need the file’s script.*Step 599/s,
    );
  });
});
