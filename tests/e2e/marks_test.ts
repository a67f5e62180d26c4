import assert from "node:assert/strict";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { assertAccessible, finishRun, openPage, printing } from "../support/page.ts";

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

  await t.step("each kind has its sign in the order of the log", async () => {
    await page.goto(`${app.origin}/experiments/${id}?run=${run}`);
    await page.locator(".chart-frame[data-ready]").waitFor();
    await page.locator(".plot").hover();
    await sign("checkpoint").waitFor();
    assert.equal(
      await sign("checkpoint").getAttribute("aria-label"),
      "Checkpoint saved, line 21: Saving model checkpoint to out/checkpoint-20",
    );
    assert.equal(await sign("note").getAttribute("title"), "Note: new data");
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
    assert.equal(await page.locator('.terminal-row[data-line="20"]').getAttribute("data-mark"), null);
    assert.equal(new URL(page.url()).searchParams.get("min_step"), null);
  });
  assert.deepEqual(problems, []);
});
