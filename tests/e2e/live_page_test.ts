import assert from "node:assert/strict";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { createControlledProgram } from "../support/controlled_program.ts";
import { assertAccessible, finishRun, openPage, pollUntil, printing } from "../support/page.ts";
import { soon } from "../support/soon.ts";

interface Made {
  id: string;
}

Deno.test("a page asks for what has changed, never for itself, and keeps what its reader does", async (t) => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  await using training = createControlledProgram();
  await using opened = await openPage(chromium.browser);
  const { page, problems } = opened, documents: string[] = [];
  const { id } = await app.call<Made>("POST", "/api/experiments", { name: "live" });
  const runs = `/api/experiments/${id}/runs`;
  const first = await finishRun(app, id, printing(["Step 1: loss=2"]), "first");
  const live = (await app.call<Made>("POST", runs, { command: training.command, name: "training" })).id;
  await training.print("lr: 0.1", "Step 1: loss=2.5");
  await page.goto(`${app.origin}/experiments/${id}?run=${live}`);
  page.on("request", (request) => {
    if (!/\/api\/|\/_fresh\/|\.svg/.test(request.url())) documents.push(request.url());
  });
  const item = (name: string) => page.locator(".run-row", { hasText: name });

  await t.step("facts, lists, the title and the list of runs follow the run", async () => {
    await item("first").getByRole("checkbox").uncheck();
    await page.locator(".origin summary").click();
    await item("first").getByRole("link").focus();
    await training.print("Step 2: loss=1.25");
    await pollUntil(page, () => page.locator(".facts", { hasText: "1.25" }).isVisible());
    await pollUntil(page, () => item("training").locator(".last", { hasText: "1.25" }).isVisible());
    await pollUntil(page, () => page.locator("#metrics-title ~ *, .table", { hasText: "1.25" }).first().isVisible());
    await soon.match(() => page.title(), /^● training · live/);
  });

  await t.step("notes are rendered when another page has changed them", async () => {
    await app.call("PATCH", `${runs}/${live}`, { notes: "**best** so far", name: "renamed" });
    await pollUntil(page, () => page.locator(".notes strong", { hasText: "best" }).isVisible());
    await pollUntil(page, () => item("renamed").isVisible());
    await soon.equal(() => page.locator("#run-name").textContent(), "renamed");
  });

  await t.step("a new run stands first, and a deleted one is gone", async () => {
    await finishRun(app, id, printing(["Step 1: loss=3"]), "third");
    await pollUntil(page, () => item("third").isVisible());
    await soon.deepEqual(
      () => page.locator(".run-row .row-link").evaluateAll((links) => links.map((each) => each.getAttribute("title"))),
      [
        "third",
        "renamed",
        "first",
      ],
    );
    await soon.equal(() => page.locator(".rail-foot").getByText("3 runs").count(), 1);
    await app.call("DELETE", `${runs}/${first}`);
    await pollUntil(page, async () => await item("first").count() === 0);
    await soon.equal(() => page.locator(".rail-foot").getByText("2 runs").count(), 1);
  });

  await t.step("what the reader did is as it was, and the page is accessible", async () => {
    await soon.equal(() => page.locator(".origin").getAttribute("open"), "");
    await soon.equal(() => item("renamed").getByRole("checkbox").isChecked(), true);
    await soon.equal(() => item("third").getByRole("checkbox").isChecked(), false);
    await assertAccessible(page);
  });

  await t.step(
    "the end of the run shows in its title, its badge and its icon, and nothing asked for a page",
    async () => {
      await training.end();
      await pollUntil(page, () => page.locator(".run-name .status-completed").isVisible());
      await soon.match(() => page.title(), /^✓ renamed · live/);
      const icons = await page.locator("link[rel=icon]").evaluateAll((links) =>
        links.map((each) => each.getAttribute("href")!)
      );
      assert.match(icons.at(-1)!, /favicon-done\.svg/);
      assert.deepEqual([documents, problems], [[], []]);
    },
  );
});
