import assert from "node:assert/strict";
import type { WireExperiment } from "../../lib/wire.ts";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { assertAccessible, finishRun, openPage, printing } from "../support/page.ts";
import { soon } from "../support/soon.ts";

Deno.test("an experiment and its runs are edited, deleted and brought back on their pages", async (t) => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  await using opened = await openPage(chromium.browser);
  const { page, problems } = opened;
  const { id } = await app.call<WireExperiment>("POST", "/api/experiments", { name: "digits" });
  await app.call("POST", "/api/experiments", { name: "taken" });
  const older = await finishRun(app, id, printing(["Step 1: loss=4"]), "older");
  const newer = await finishRun(app, id, printing(["Step 1: loss=2"]), "newer");
  const address = `${app.origin}/experiments/${id}`;

  await t.step("the notes of a run are shown as Markdown, and edited as text", async () => {
    await page.goto(`${address}?run=${newer}`);
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Edit run" });
    await dialog.getByLabel("Notes").fill(
      "# Best\n**lower** rate, see https://e.org/x\n\n<script>document.title='x'</script>",
    );
    await dialog.getByLabel("Tags").fill("baseline, wide");
    await dialog.getByRole("button", { name: "Save" }).click();
    const notes = page.getByRole("region", { name: "Notes" });
    await notes.getByRole("heading", { level: 3, name: "Best" }).waitFor();
    await soon.equal(() => notes.locator("strong").textContent(), "lower");
    await soon.equal(() => notes.getByRole("link").getAttribute("href"), "https://e.org/x");
    await soon.equal(() => notes.locator("script").count(), 0);
    await soon.deepEqual(() => page.locator(".run-name .tag").allTextContents(), ["baseline", "wide"]);
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    await soon.match(() => dialog.getByLabel("Notes").inputValue(), /^# Best\n\*\*lower\*\*/);
    await page.keyboard.press("Escape");
    await assertAccessible(page);
  });

  await t.step("a run that was deleted is gone from the list, and Undo brings it back", async () => {
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete run" }).click();
    await page.getByText("The run newer was deleted.").waitFor();
    await soon.equal(() => page.locator(".run-row").count(), 1);
    await assertAccessible(page);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.waitForURL(`${address}?run=${newer}`);
    await page.getByRole("heading", { name: "newer" }).waitFor();
    await soon.equal(() => page.getByText("was deleted").count(), 0);
  });

  await t.step("Experiment settings rename and describe it, and say that a name is taken", async () => {
    await page.getByRole("button", { name: "Experiment settings" }).click();
    const dialog = page.getByRole("dialog", { name: "Experiment settings" });
    await soon.equal(() => dialog.getByLabel("Name").inputValue(), "digits");
    await dialog.getByLabel("Name").fill("taken");
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.getByText('an experiment named "taken" exists already').waitFor();
    await assertAccessible(page);
    await dialog.getByLabel("Name").fill("letters");
    await dialog.getByLabel("Description").fill("small nets");
    await dialog.getByRole("button", { name: "Save" }).click();
    await page.getByRole("heading", { level: 1, name: "letters" }).waitFor();
    await page.getByText("small nets", { exact: true }).waitFor();
    await soon.equal(async () => (await app.call<WireExperiment>("GET", `/api/experiments/${id}`)).name, "letters");
  });

  await t.step("an experiment that was deleted is gone with its runs, and Undo brings it back", async () => {
    await page.getByRole("button", { name: "Experiment settings" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete experiment…" }).click();
    const dialog = page.getByRole("dialog", { name: "Delete this experiment?" });
    await dialog.getByText("with all its runs").waitFor();
    await assertAccessible(page);
    await dialog.getByRole("button", { name: "Delete experiment" }).click();
    await page.getByText("The experiment letters was deleted.").waitFor();
    await soon.equal(() => page.getByRole("link", { name: "letters" }).count(), 0);
    await assert.rejects(app.call("GET", `/api/experiments/${id}/runs/${older}`), /404/);
    await assertAccessible(page);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.waitForURL(address);
    await page.getByRole("heading", { level: 1, name: "letters" }).waitFor();
    await soon.equal(() => page.locator(".run-row").count(), 2);
  });

  await t.step(
    "what was deleted is restored later, by the address of the run and by the list of what was deleted",
    async () => {
      await app.call("DELETE", `/api/experiments/${id}/runs/${newer}`);
      await page.goto(`${address}?run=${newer}`);
      await page.getByText("The run newer was deleted.").waitFor();
      await page.goto(address);
      await page.getByText("Deleted: 1 run", { exact: true }).click();
      await assertAccessible(page);
      await page.getByRole("button", { name: "Restore newer" }).click();
      await page.getByRole("heading", { level: 2, name: "newer" }).waitFor();
      await soon.equal(() => page.getByText(/^Deleted:/).count(), 0);
      await app.call("DELETE", `/api/experiments/${id}`);
      await page.goto(app.origin);
      await page.getByText("Deleted: 1 experiment", { exact: true }).click();
      await assertAccessible(page);
      await page.getByRole("button", { name: "Restore letters" }).click();
      await page.waitForURL(address);
      await page.getByRole("heading", { level: 1, name: "letters" }).waitFor();
    },
  );

  await t.step("the last run of an experiment can be brought back, too", async () => {
    for (const run of [older, newer]) await app.call("DELETE", `/api/experiments/${id}/runs/${run}`);
    await page.goto(`${address}?deleted=${older}`);
    await page.getByText("The run older was deleted.").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.waitForURL(`${address}?run=${older}`);
    await page.getByRole("heading", { name: "older" }).waitFor();
  });

  assert.deepEqual(problems, []);
});
