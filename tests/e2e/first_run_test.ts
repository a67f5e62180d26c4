import assert from "node:assert/strict";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { assertAccessible, finishRun, openPage, pollUntil, printing } from "../support/page.ts";
import { soon } from "../support/soon.ts";

Deno.test("empty pages fill by themselves", async (t) => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  await using opened = await openPage(chromium.browser);
  const { page, problems } = opened;
  const create = (name: string) => app.call<{ id: string }>("POST", "/api/experiments", { name });
  const start = (id: string, name: string) =>
    finishRun(app, id, printing(["Step 1: loss=2", "Step 2: loss=0.5"]), name);
  let first = "", second = "";

  await t.step("the first experiment appears on /, and what the reader types stays", async () => {
    await page.goto(app.origin);
    await page.getByRole("heading", { name: "No experiments yet" }).waitFor();
    await page.getByLabel("Name", { exact: true }).fill("half a na");
    first = (await create("first")).id;
    await pollUntil(page, () => page.getByRole("link", { name: "first" }).isVisible());
    await soon.equal(() => page.getByRole("heading", { name: "No experiments yet" }).count(), 0);
    await soon.equal(() => page.getByLabel("Name", { exact: true }).inputValue(), "half a na");
    await page.getByText("No runs yet").waitFor();
    await assertAccessible(page);
  });

  await t.step("the last experiment to go leaves the hint how to begin", async () => {
    await app.call("DELETE", `/api/experiments/${first}`);
    await pollUntil(page, () => page.getByRole("heading", { name: "No experiments yet" }).isVisible());
    await soon.equal(() => page.locator(".experiment-row").count(), 0);
    first = (await create("again")).id;
    await pollUntil(page, () => page.getByRole("link", { name: "again" }).isVisible());
  });

  await t.step("the first run of an experiment appears on its page", async () => {
    await page.goto(`${app.origin}/experiments/${first}`);
    await page.getByRole("heading", { name: "No runs yet" }).waitFor();
    await start(first, "warmup");
    await pollUntil(page, () => page.locator(".run-row", { hasText: "warmup" }).isVisible());
    await page.locator(".terminal-text", { hasText: "Step 2" }).waitFor();
    await page.locator(".chart-frame[data-ready]").waitFor();
  });

  await t.step("a form that the reader is filling in stays, with a link to the first run", async () => {
    second = (await create("second")).id;
    await page.goto(`${app.origin}/experiments/${second}`);
    await page.getByRole("button", { name: "Start a run" }).click();
    const command = page.getByRole("textbox", { name: "Command" });
    await command.fill("python tr");
    await start(second, "elsewhere");
    await pollUntil(page, () => page.getByText("The first run has begun").isVisible());
    await soon.equal(() => command.inputValue(), "python tr");
    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: "Show it" }).click();
    await page.locator(".run-row", { hasText: "elsewhere" }).waitFor();
  });

  await t.step("the first run of an experiment appears in its table", async () => {
    const third = (await create("third")).id;
    await page.goto(`${app.origin}/experiments/${third}/compare`);
    await page.getByRole("heading", { name: "Nothing to compare yet" }).waitFor();
    await start(third, "only");
    await pollUntil(page, () => page.locator(".run-grid tr", { hasText: "only" }).isVisible());
    await page.locator(".chart-frame[data-ready]").waitFor();
    assert.deepEqual(problems, []);
  });
});
