import assert from "node:assert/strict";
import { openStore, type Store } from "../../../lib/store/store.ts";
import * as compare from "../../../routes/experiments/[experiment_id]/compare.tsx";
import { capture, visit } from "../visit.tsx";

const UNKNOWN = "0190f7a2-0000-7000-8000-00000000ffff";

async function createRuns(store: Store): Promise<{ id: string; runs: string[] }> {
  const { id } = await store.experiments.create({ name: "tiny-gpt" });
  const runs = [];
  for (const [name, loss] of [["first", [4, 1]], ["second", [3, 2]]] as const) {
    const run = await store.runs.create({
      experimentId: id,
      name,
      command: ["a"],
      cwd: "/",
      host: "box",
    });
    await capture(store, run.id, { log: "x\ny\n", loss: [...loss] });
    runs.push(run.id);
  }
  return { id, runs };
}

function open(store: Store, id: string, query: string) {
  return visit(compare, `/experiments/${id}/compare${query}`, {
    store,
    params: { experiment_id: id },
  });
}

Deno.test("comparison page overlays the named runs in their order, with final values", async () => {
  using store = await openStore(":memory:");
  const { id, runs } = await createRuns(store);
  const { status, html } = await open(store, id, `?runs=${runs.join(",")}`);
  assert.equal(status, 200);
  assert.match(html, / d="M0 0L1000 1000"/);
  assert.ok(html.includes("first ends at 1, second ends at 2"));
  assert.match(html, />Final<\/th><td class="number"><b[^>]*>1<\/b><\/td><td class="number">2<\/td>/);
});

Deno.test("comparison page accepts the parameter repeated, as a form sends it", async () => {
  using store = await openStore(":memory:");
  const { id, runs } = await createRuns(store);
  const { html } = await open(store, id, `?runs=${runs[1]}&runs=${runs[0]}`);
  assert.ok(html.includes("second ends at 2, first ends at 1"));
});

Deno.test("comparison page says which run is missing and compares the rest", async () => {
  using store = await openStore(":memory:");
  const { id, runs } = await createRuns(store);
  const { status, html } = await open(store, id, `?runs=${runs[0]},${UNKNOWN}`);
  assert.equal(status, 200);
  assert.ok(html.includes(`There is no run ${UNKNOWN} in this experiment`));
  assert.ok(html.includes("first ends at 1"));
});

Deno.test("comparison page compares the two newest runs when none is named", async () => {
  using store = await openStore(":memory:");
  const { id } = await createRuns(store);
  const { html } = await open(store, id, "");
  assert.ok(html.includes("second ends at 2, first ends at 1"));
});

Deno.test("comparison page says that no run has a malformed id", async () => {
  using store = await openStore(":memory:");
  const { id } = await createRuns(store);
  const { status, html } = await open(store, id, "?runs=x");
  assert.equal(status, 404);
  assert.ok(html.includes("There is no run x in this experiment"));
});

Deno.test("comparison page answers 404 when there is no such experiment", async () => {
  using store = await openStore(":memory:");
  assert.equal((await open(store, UNKNOWN, "")).status, 404);
});

Deno.test("comparison page draws more than twelve runs", async () => {
  using store = await openStore(":memory:");
  const { id } = await createRuns(store);
  const runs = [];
  for (let at = 0; at < 14; at++) {
    const input = { experimentId: id, name: `run ${at}`, command: ["a"], cwd: "/", host: "box" };
    runs.push((await store.runs.create(input)).id);
  }
  const { status, html } = await open(store, id, `?runs=${runs.join(",")}`);
  assert.equal(status, 200);
  assert.ok(html.includes("14 runs ticked."));
  for (const run of runs) assert.ok(html.includes(`id="run-${run}"`), run);
});

Deno.test("comparison page shows a hundred rows, and leads to more without a script", async () => {
  using store = await openStore(":memory:");
  const { id } = await store.experiments.create({ name: "e" });
  for (let at = 0; at < 130; at++) {
    await store.runs.create({
      experimentId: id,
      name: `run ${at}`,
      command: [],
      cwd: "",
      host: "",
      status: "completed",
    });
  }
  const rowsOf = (html: string) => html.match(/<tr id="run-/g)?.length;
  const { html } = await open(store, id, "?sort=name");
  assert.equal(rowsOf(html), 100);
  const href = /href="([^"]*)"[^>]*>Show more: 100 of 130 are shown/.exec(html)?.[1]?.replaceAll("&amp;", "&");
  assert.equal(href, "?sort=name&rows=200");
  const more = await open(store, id, href);
  assert.equal(rowsOf(more.html), 130);
  assert.ok(!more.html.includes("Show more"));
});
