import assert from "node:assert/strict";
import type { WireExperiment } from "../../lib/wire.ts";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { assertAccessible, finishRun, openPage, printing, refuseWhile } from "../support/page.ts";
import { soon } from "../support/soon.ts";

Deno.test("forms of patterns say what they match, and can be left without a change", async (t) => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  await using opened = await openPage(chromium.browser);
  const { page, problems } = opened;
  const { id } = await app.call<WireExperiment>("POST", "/api/experiments", { name: "patterns" });
  const patternsOf = async () => (await app.call<WireExperiment>("GET", `/api/experiments/${id}`)).patterns;
  const lines = [..."123456"].map((digit) => `now ${digit} rated <<${digit}.5>>`);
  const runId = await finishRun(app, id, printing(lines), "only");
  await page.goto(`${app.origin}/experiments/${id}?run=${runId}`);
  const form = page.locator(".patterns .track"), said = page.locator(".patterns .said");
  const write = page.getByRole("button", { name: "Write a pattern" });

  await t.step("PatternForm lists the first matches, and says when there is none", async () => {
    await write.click();
    await form.getByLabel("Metric").fill("rated");
    await form.getByLabel("Pattern (RE2)").fill("never (?P<value>\\d+)");
    await form.getByText("No match in the log so far.").waitFor();
    await form.getByLabel("Pattern (RE2)").fill("now 3 rated <<(?P<value>[\\d.]+)>>");
    await form.getByText("1 match in the log so far").waitFor();
    await form.getByLabel("Pattern (RE2)").fill("now (?P<step>\\d+) rated <<(?P<value>[\\d.]+)>>");
    await form.getByText("6 matches in the log so far").waitFor();
    await soon.deepEqual(() => form.getByRole("listitem").allInnerTexts(), [
      ...[1, 2, 3, 4].map((step) => `line ${step}: rated ${step}.5 at step ${step}`),
      "and 2 more",
    ]);
    await assertAccessible(page);
  });

  await t.step("PatternEditor keeps no pattern when its form is cancelled", async () => {
    await form.getByRole("button", { name: "Cancel" }).click();
    await form.waitFor({ state: "detached" });
    await soon.equal(() => write.isVisible(), true);
    await soon.deepEqual(() => patternsOf(), []);
  });

  await t.step("PatternForm stays open with the reason when the patterns can't be read", async () => {
    await write.click();
    await form.getByLabel("Metric").fill("rated");
    await form.getByLabel("Pattern (RE2)").fill("now (?P<step>\\d+) rated <<(?P<value>[\\d.]+)>>");
    await refuseWhile(page, { method: "GET", address: `**/api/experiments/${id}` }, async () => {
      await form.getByRole("button", { name: "Add" }).click();
      await form.locator(".form-error", { hasText: "Can’t read the patterns" }).waitFor();
    });
    await soon.deepEqual(() => patternsOf(), []);
  });

  await t.step("PatternEditor says so when the pattern is saved but a log can't be read again", async () => {
    await refuseWhile(page, { method: "POST", address: `**/runs/${runId}/reread` }, async () => {
      await form.getByRole("button", { name: "Add" }).click();
      await said.filter({ hasText: "“rated” was saved. This run can’t be read again now: the store" }).waitFor();
    });
    await soon.deepEqual(async () => (await patternsOf()).map(({ metric }) => metric), ["rated"]);
  });

  await t.step("PatternEditor keeps a pattern whose removal is refused", async () => {
    await refuseWhile(page, { method: "PATCH", address: `**/api/experiments/${id}` }, async () => {
      await page.getByRole("button", { name: "Remove rated" }).click();
      await said.filter({ hasText: /^the store does not answer$/ }).waitFor();
    });
    await soon.equal(() => page.getByRole("button", { name: "Edit rated" }).isEnabled(), true);
    await soon.deepEqual(async () => (await patternsOf()).map(({ metric }) => metric), ["rated"]);
  });

  await t.step("LinePanel opens and closes the form of a number, and leads to a line that matches", async () => {
    await app.call("PATCH", `/api/experiments/${id}`, { patterns: [] });
    const open = page.locator(".line-panel .track"), selected = page.locator(".terminal-row-selected");
    await page.locator(".terminal-row", { hasText: "now 2 rated" }).locator(".terminal-text").click({
      position: { x: 4, y: 10 },
    });
    const number = page.locator(".line-number", { hasText: "2.5" });
    await number.click();
    await open.getByText("6 matches in the log so far").waitFor();
    await open.getByRole("button", { name: "line 4" }).click();
    await selected.filter({ hasText: "now 4 rated" }).waitFor();
    await open.waitFor({ state: "detached" });
    const other = page.locator(".line-number", { hasText: "4.5" });
    for (const close of [() => other.click(), () => open.getByRole("button", { name: "Cancel" }).click()]) {
      await other.click();
      await open.waitFor();
      await soon.equal(() => other.getAttribute("aria-expanded"), "true");
      await close();
      await open.waitFor({ state: "detached" });
    }
    await page.locator(".line-panel").getByRole("button", { name: "Close" }).click();
    await page.locator(".line-panel").waitFor({ state: "detached" });
    await soon.equal(() => selected.count(), 0);
  });

  assert.deepEqual(problems, []);
});
