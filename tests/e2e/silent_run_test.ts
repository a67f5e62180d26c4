import assert from "node:assert/strict";
import { describeOwner } from "../../lib/runs/owner.ts";
import { openStore } from "../../lib/store/store.ts";
import type { WireRun } from "../../lib/wire.ts";
import { startApp } from "../support/app.ts";
import { startBrowser } from "../support/browser.ts";
import { openPage } from "../support/page.ts";
import { waitFor } from "../support/wait.ts";

Deno.test("RunActions ends a run by hand whose owner is silent, after the page has said so", async () => {
  await using app = await startApp();
  await using chromium = await startBrowser();
  await using opened = await openPage(chromium.browser);
  using store = await openStore(app.kv);
  const { page, problems } = opened, { id: experimentId } = await store.experiments.create({ name: "lost" });
  const { id } = await store.runs.create({ experimentId, command: ["x"], cwd: "/", host: "box", status: "running" });
  await store.runs.setOwner(id, { ...describeOwner("x"), host: "box", boot: "other", nonce: "n", at: 0 });
  const read = () => app.call<WireRun>("GET", `/api/experiments/${experimentId}/runs/${id}`);
  await waitFor(async () => (await read()).owner!.silent_since !== null, {
    what: "the server to find the owner silent",
  });
  await page.goto(`${app.origin}/experiments/${experimentId}?run=${id}`);
  await page.locator(".run-name .reason", { hasText: "its owner on box is silent since 1970-01-01" }).waitFor();
  await page.getByRole("button", { name: "End it by hand" }).click();
  await page.locator(".run-actions [role=status]", { hasText: "Ended by hand." }).waitFor();
  const { status, reason } = await read();
  assert.deepEqual([status, reason], [
    "failed",
    "lost: its owner on box is silent since 1970-01-01 00:00:00 UTC, ended by hand",
  ]);
  assert.deepEqual(problems, []);
});
