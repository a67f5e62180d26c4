import assert from "node:assert/strict";
import { openStore } from "../../lib/store/store.ts";
import * as home from "../../routes/index.tsx";
import { capture, visit } from "./visit.tsx";

Deno.test("/ shows the command to type when there is no experiment", async () => {
  using store = await openStore(":memory:");
  const { status, html } = await visit(home, "/", { store });
  assert.equal(status, 200);
  assert.ok(html.includes("stdcurve run -- python train.py"));
});

Deno.test("/ lists experiments with their runs and a sparkline", async () => {
  using store = await openStore(":memory:");
  const experiment = await store.experiments.create({ name: "tiny-gpt" });
  const run = await store.runs.create({
    experimentId: experiment.id,
    command: ["a"],
    cwd: "/",
    host: "box",
  });
  await capture(store, run.id, { log: "loss=2\nloss=1\n", loss: [2, 1] });
  const { html } = await visit(home, "/", { store });
  assert.ok(html.includes(`href="/experiments/${experiment.id}"`));
  assert.ok(html.includes("1 run"));
  assert.ok(html.includes('aria-label="loss of the newest run"'));
  assert.match(html, /<path d="M0 2L132 30"/);
});

Deno.test("/ escapes names", async () => {
  using store = await openStore(":memory:");
  await store.experiments.create({ name: "<script>alert(1)</script>" });
  const { html } = await visit(home, "/", { store });
  assert.ok(!html.includes("<script>alert"));
});

Deno.test("home page has no forms for those who may only read, and says how to get in", async () => {
  using store = await openStore(":memory:");
  const { html } = await visit(home, "/", { store, scope: "local" });
  assert.doesNotMatch(html, /<form|<input/);
  assert.match(html, /read-only.*stdcurve serve.*stdcurve token/s);
  assert.match((await visit(home, "/", { store, scope: "full" })).html, /<form/);
});
