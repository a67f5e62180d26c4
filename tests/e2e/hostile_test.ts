/** Hostile text in every field that a log, a user or somebody else's KV can fill, in a real browser: nothing of it runs. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { finishRun, openPage, printing } from "../support/page.ts";
import { soon } from "../support/soon.ts";

const SCRIPTS = [
  "<script>globalThis.hacked=1</script>",
  "</script><script>globalThis.hacked=1</script>",
  '"><img src=x onerror="globalThis.hacked=1">',
  "<svg onload=globalThis.hacked=1>",
  "javascript:globalThis.hacked=1",
  "</title><iframe srcdoc='<script>parent.hacked=1</script>'>",
  "${globalThis.hacked=1}{{constructor.constructor('hacked=1')()}}",
];
const ESCAPED = [
  "\x1b]8;;javascript:globalThis.hacked=1\x07click\x1b]8;;\x07",
  "\x1b[31m<img src=x onerror=globalThis.hacked=1>\x1b[0m",
  "lo\u202ess=1",
];
const NAMES = ["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf"];

async function assertHarmless(page: Page, problems: readonly string[]) {
  await soon.equal(() => page.evaluate(() => Reflect.get(globalThis, "hacked")), undefined, page.url());
  await soon.equal(
    () => page.locator("iframe, main img, main script, a[href^='javascript:' i]").count(),
    0,
    page.url(),
  );
  assert.deepEqual(problems, [], page.url());
}

Deno.test("hostile names, notes, tags, settings and log lines in a real browser", async (t) => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  await using watched = await openPage(chromium.browser);
  const { page, problems } = watched;
  page.on("dialog", (dialog) => problems.push(`a dialog: ${dialog.message()}`));
  const hostile = SCRIPTS.join(" ").slice(0, 190);
  const { id } = await app.call<{ id: string }>("POST", "/api/experiments", { name: hostile, description: hostile });
  const patterns = [...NAMES, ...SCRIPTS].map((metric, at) => ({ metric, pattern: `m${at}q(?P<value>[0-9.]+)` }));
  await app.call("PATCH", `/api/experiments/${id}`, { patterns });
  const settings = `Namespace(${
    SCRIPTS.map((text, at) => `s${at}='${text.replaceAll("'", "")}'`).join(", ")
  }, constructor='c')`;
  const steps = [1, 2, 3].map((step) =>
    `step ${step} loss=0.${step} ${patterns.map((_, at) => `m${at}q${step}`).join(" ")}`
  );
  const runId = await finishRun(app, id, printing([settings, ...SCRIPTS, ...ESCAPED, ...steps]), hostile);
  await finishRun(app, id, printing(steps), "<b>second</b>");
  const address = `${app.origin}/experiments/${id}`;
  await app.call("PATCH", `/api/experiments/${id}/runs/${runId}`, { notes: SCRIPTS.join("\n"), tags: SCRIPTS });

  await t.step("the pages show all of it as text", async () => {
    for (const path of ["/", `/experiments/${id}?run=${runId}`, `/experiments/${id}/compare`]) {
      await page.goto(app.origin + path);
      await page.getByText(SCRIPTS[1]!).first().waitFor({ state: "attached" });
      await assertHarmless(page, problems);
    }
  });

  await t.step("every metric has its tab and its chart, whatever its name", async () => {
    const { metrics } = await app.call<{ metrics: object }>("GET", `/api/experiments/${id}/runs/${runId}`);
    assert.ok(Object.keys(metrics).includes("constructor"));
    for (const metric of Object.keys(metrics)) {
      await page.goto(`${address}?run=${runId}&metric=${encodeURIComponent(metric)}`);
      await page.locator(".chart-frame[data-ready] canvas").waitFor();
      await soon.equal(() => page.locator(".legend td").last().innerText(), "3", metric);
      await assertHarmless(page, problems);
    }
  });

  await t.step("the dialogs, the search and a selected line are harmless too", async () => {
    await page.goto(`${address}?run=${runId}#L2`);
    await page.locator(".line-panel").waitFor();
    await page.getByRole("searchbox", { name: "Search the log" }).fill("<script>");
    await page.locator("mark").first().waitFor();
    for (const dialog of ["Edit", "Delete"]) {
      await page.getByRole("button", { name: dialog, exact: true }).click();
      await page.locator("dialog").waitFor();
      await assertHarmless(page, problems);
      await page.keyboard.press("Escape");
    }
  });

  await t.step("the terminal drops links of escape codes and marks a direction override", async () => {
    const text = await page.locator(".terminal-rows").innerText();
    assert.ok(text.includes("lo⟨U+202E⟩ss=1") && text.includes("click"));
    await soon.equal(() => page.locator(".terminal-text a").count(), 0);
    const { lines } = await app.call<{ lines: { text: string }[] }>("GET", `/api/experiments/${id}/runs/${runId}/logs`);
    assert.ok(lines.some((line) => line.text === "lo\u202ess=1"), "the API has the line as it was printed");
  });
});
