import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import type { WireExperiment, WireRun, WireRunPage } from "../../lib/wire.ts";
import type { WireExperimentPage } from "../../lib/wire/experiments.ts";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { createControlledProgram } from "../support/controlled_program.ts";
import { assertAccessible, openLaunchForm, openPage, pollUntil, refuseWhile } from "../support/page.ts";
import { soon } from "../support/soon.ts";

/** Sends the events of a file that is dragged over an element. */
async function dragFile(area: Locator, file: { name: string; text: string }, events: readonly string[]) {
  const dataTransfer = await area.page().evaluateHandle(({ name, text }) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], name, { type: "text/plain" }));
    return transfer;
  }, file);
  for (const event of events) await area.dispatchEvent(event, { dataTransfer });
}

const hasFocus = (element: Locator) => element.evaluate((node) => node === document.activeElement);

Deno.test("forms of the first page create an experiment and import a log", async (t) => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  await using opened = await openPage(chromium.browser);
  const { page, problems } = opened;
  const experimentsNamed = async (name: string) =>
    (await app.call<WireExperimentPage>("GET", `/api/experiments?q=${name}`)).experiments;
  await page.goto(app.origin);

  await t.step("NewExperiment marks a name that is only spaces, and creates nothing", async () => {
    const name = page.getByLabel("Name", { exact: true });
    await name.fill("   ");
    await page.getByRole("button", { name: "Create experiment" }).click();
    await page.locator("#experiment-error", { hasText: "name" }).waitFor();
    await soon.equal(() => name.getAttribute("aria-invalid"), "true");
    await soon.deepEqual(() => experimentsNamed(""), []);
    await assertAccessible(page);
  });

  await t.step("NewExperiment creates an experiment with its description, and opens its page", async () => {
    await page.getByLabel("Name", { exact: true }).fill(" digits ");
    await page.getByLabel("Description").fill(" small nets ");
    await page.getByRole("button", { name: "Create experiment" }).click();
    await page.waitForURL(/\/experiments\//);
    await page.getByRole("heading", { level: 1, name: "digits" }).waitFor();
    await page.getByText("small nets", { exact: true }).waitFor();
    const [experiment] = await experimentsNamed("digits");
    assert.deepEqual([experiment!.name, experiment!.description], ["digits", "small nets"]);
  });

  await t.step("NewExperiment says that a name is taken, and can be sent again", async () => {
    await page.goto(app.origin);
    await page.getByLabel("Name", { exact: true }).fill("digits");
    await page.getByRole("button", { name: "Create experiment" }).click();
    await page.locator("#experiment-error", { hasText: "digits" }).waitFor();
    await soon.equal(() => page.getByRole("button", { name: "Create experiment" }).isEnabled(), true);
    await soon.equal(async () => (await experimentsNamed("digits")).length, 1);
  });

  const area = page.locator("label.drop"), log = { name: "old.log", text: "Step 1: loss=4\nStep 2: loss=0.75\n" };

  await t.step("ImportDrop shows that a file is above it, until the file leaves", async () => {
    await dragFile(area, log, ["dragover"]);
    await page.locator("label.drop.is-over").waitFor();
    await dragFile(area, log, ["dragleave"]);
    await page.locator("label.drop:not(.is-over)").waitFor();
    await soon.equal(async () => (await experimentsNamed("default")).length, 0);
  });

  await t.step("ImportDrop says that the server doesn't answer, and takes the next file", async () => {
    await page.route("**/api/experiments", (route) => route.abort());
    await dragFile(area, log, ["drop"]);
    await page.getByRole("alert").filter({ hasText: "The server didn't answer" }).waitFor();
    await soon.match(() => area.innerText(), /^Drop a log file here, or choose one/);
    await page.unroute("**/api/experiments");
  });

  await t.step("ImportDrop imports a dropped file into the experiment with this name", async () => {
    await page.getByRole("combobox", { name: "Experiment" }).fill("digits");
    await dragFile(area, log, ["dragover", "drop"]);
    await page.waitForURL(/run=/);
    await page.locator(".legend-last", { hasText: "0.75" }).waitFor();
    await page.getByRole("heading", { level: 2, name: "old.log" }).waitFor();
    const [experiment] = await experimentsNamed("digits");
    const { runs } = await app.call<WireRunPage>("GET", `/api/experiments/${experiment!.id}/runs`);
    assert.deepEqual(runs.map(({ name }) => name), ["old.log"]);
  });

  assert.deepEqual(problems, []);
});

Deno.test("forms of a run start, edit, cancel and delete it", async (t) => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  await using training = createControlledProgram();
  await using opened = await openPage(chromium.browser);
  const { page, problems } = opened;
  const { id } = await app.call<WireExperiment>("POST", "/api/experiments", { name: "forms" });
  const runs = `/api/experiments/${id}/runs`, address = `${app.origin}/experiments/${id}`;
  const readRun = (runId: string) => app.call<WireRun>("GET", `${runs}/${runId}`);
  await page.goto(address);

  await t.step("LaunchRun names the line of the environment that is wrong, and starts nothing", async () => {
    await openLaunchForm(page);
    await page.getByRole("textbox", { name: "Command" }).fill(training.command.join(" "));
    await page.getByText("Name, directory, environment").click();
    const environment = page.getByLabel("Environment");
    await environment.fill("SEED=7\nDEVICE");
    await page.getByRole("button", { name: "Start run" }).click();
    await page.locator("#launch-error", { hasText: "“DEVICE” is not NAME=value" }).waitFor();
    await soon.equal(() => environment.getAttribute("aria-invalid"), "true");
    await soon.deepEqual(async () => (await app.call<WireRunPage>("GET", runs)).runs, []);
    await assertAccessible(page);
  });

  let runId = "";
  await t.step("LaunchRun starts the command with its name, directory and environment, in a terminal", async () => {
    await page.getByLabel("Environment").fill("SEED=7\n\nDEVICE=a=b");
    await page.getByLabel("Name of the run").fill("first");
    await page.getByLabel("Directory").fill("/");
    await page.getByLabel("In a terminal").check();
    const asked = page.waitForRequest((request) => request.method() === "POST");
    await page.getByRole("button", { name: "Start run" }).click();
    assert.equal((await asked).postDataJSON().tty, true);
    await page.waitForURL(/run=/);
    await page.getByRole("heading", { level: 2, name: "first" }).waitFor();
    runId = new URL(page.url()).searchParams.get("run")!;
    const { name, cwd, command } = await readRun(runId);
    assert.deepEqual([name, cwd, command], ["first", "/", training.command]);
  });

  await t.step("RunActions says that a cancelled run was asked to stop, then offers to delete it", async () => {
    await training.print("Step 1: loss=2");
    const remove = page.getByRole("button", { name: "Delete", exact: true });
    await soon.equal(() => remove.count(), 0, "a live run can't be deleted");
    const cancel = page.locator(".cancel-run"), place = () => cancel.boundingBox();
    const dialog = page.getByRole("dialog", { name: "Cancel this run?" }), before = await place();
    await cancel.click();
    await dialog.getByText("This can’t be undone.").waitFor();
    await assertAccessible(page);
    await dialog.getByRole("button", { name: "Keep it running" }).click();
    await soon.equal(async () => (await readRun(runId)).status, "running");
    await cancel.click();
    await dialog.getByRole("button", { name: "Cancel run" }).click();
    await page.locator(".run-actions [role=status]", { hasText: "Asked to stop" }).waitFor();
    await pollUntil(page, () => remove.isVisible());
    await soon.deepEqual(async () => [await cancel.innerText(), await cancel.isDisabled()], ["Ended", true]);
    assert.deepEqual(await place(), before, "nothing moves under the mouse when the run ends");
    await soon.equal(async () => (await readRun(runId)).status, "cancelled");
  });

  await t.step("RunActions shows why a log can't be read again", async () => {
    await refuseWhile(page, { method: "POST", address: "**/reread" }, async () => {
      await page.getByRole("button", { name: "Read again" }).click();
      await page.locator(".run-actions .form-error", { hasText: "the store does not answer" }).waitFor();
    });
  });

  await t.step("EditDialog keeps what was typed when the server refuses it", async () => {
    const edit = page.getByRole("button", { name: "Edit", exact: true });
    await edit.click();
    const dialog = page.getByRole("dialog", { name: "Edit run" });
    await dialog.getByLabel("Name").fill("   ");
    await dialog.getByLabel("Notes").fill("kept words");
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.getByRole("alert").filter({ hasText: "name" }).waitFor();
    await soon.equal(() => dialog.getByLabel("Notes").inputValue(), "kept words");
    await soon.equal(async () => (await readRun(runId)).notes, "");
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await dialog.waitFor({ state: "detached" });
    await soon.equal(() => hasFocus(edit), true);
  });

  await t.step("EditDialog saves name, tags and notes", async () => {
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Edit run" });
    await dialog.getByLabel("Tags").fill(" best ,, seed 7,");
    await dialog.getByLabel("Notes").fill("diverged");
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "detached" });
    const { name, tags, notes } = await readRun(runId);
    assert.deepEqual([name, tags, notes], ["first", ["best", "seed 7"], "diverged"]);
    await page.locator(".run-name .tag", { hasText: "seed 7" }).waitFor();
  });

  await t.step("DeleteDialog deletes nothing when it is closed with Escape or Cancel", async () => {
    const remove = page.getByRole("button", { name: "Delete", exact: true });
    const dialog = page.getByRole("dialog", { name: "Delete this run?" });
    for (
      const close of [() => page.keyboard.press("Escape"), () => dialog.getByRole("button", { name: "Cancel" }).click()]
    ) {
      await remove.click();
      await dialog.getByText("first").waitFor();
      await close();
      await dialog.waitFor({ state: "detached" });
      await soon.equal(() => hasFocus(remove), true);
    }
    await soon.equal(async () => (await readRun(runId)).name, "first");
  });

  await t.step("DeleteDialog stays open with the reason when the server refuses, then deletes the run", async () => {
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Delete this run?" });
    const confirm = dialog.getByRole("button", { name: "Delete run" });
    await refuseWhile(page, { method: "DELETE", address: `**${runs}/*` }, async () => {
      await confirm.click();
      await dialog.getByRole("alert").filter({ hasText: "the store does not answer" }).waitFor();
    });
    await assertAccessible(page);
    await confirm.click();
    await page.waitForURL(/\?deleted=/);
    await soon.deepEqual(async () => (await app.call<WireRunPage>("GET", runs)).runs, []);
  });

  assert.deepEqual(problems, []);
});
