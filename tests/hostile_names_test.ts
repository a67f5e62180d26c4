/** Names that break programs, from a log's line to every place that shows them. The browser's part is in tests/e2e/hostile_test.ts. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { createApi } from "../lib/api/app.ts";
import { importLog } from "../lib/runs/import.ts";
import { openStore, type Store } from "../lib/store/store.ts";
import * as compare from "../routes/experiments/[experiment_id]/compare.tsx";
import * as experiment from "../routes/experiments/[experiment_id]/index.tsx";
import * as home from "../routes/index.tsx";
import { visit } from "./routes/visit.tsx";
import { addRun, storeOutput } from "./web/ground.ts";

/** Names that every object has, and names with characters that hide, run or end something. */
const INHERITED = ["constructor", "__proto__", "toString", "hasOwnProperty", "length", "valueOf"];
const MARKED = ["lo\u202ess", "a\u200bb", "x$(id)", "=1+1", "</script><img src=x onerror=alert(1)>", "'\"&<b>", "-x"];
/** Nothing that hides may reach a page. */
const HIDDEN = /[\u202a-\u202e\u2066-\u2069\u200b]/u;

/** An experiment of this name with a run that has metrics of exactly these names, the name as its tag, and notes. */
async function createHostile(store: Store, name: string, metrics: readonly string[]) {
  const { id } = await store.experiments.create({ name, description: name });
  const runId = await addRun(store, id, name);
  await storeOutput(store, runId, { metrics: Object.fromEntries(metrics.map((each) => [each, [1, 2, 3]])), lines: 3 });
  await store.runs.update(runId, { tags: [name], notes: `${name}\nnote` });
  return { id, runId };
}

async function checkApi(store: Store, { id, runId }: { id: string; runId: string }, metrics: readonly string[]) {
  const api = createApi({ store, launcher: null, instance: crypto.randomUUID() });
  const path = `/api/experiments/${id}/runs/${runId}`;
  const get = async (query: string) => await api.request(`${path}${query}`);
  const json = await (await get("/metrics")).json(), columns = await (await get("/metrics?format=columns")).json();
  const csv = await (await get("/metrics?format=csv")).text(), run = await (await get("")).json();
  for (const metric of metrics) {
    assert.deepEqual(Object.getOwnPropertyDescriptor(json.metrics, metric)?.value.length, 3, metric);
    assert.deepEqual(Object.getOwnPropertyDescriptor(columns.metrics, metric)?.value.value, [1, 2, 3], metric);
    assert.ok(Object.hasOwn(run.metrics, metric) && Object.hasOwn(json.metadata.totals, metric), metric);
    const one = await (await get(`/metrics?metric_type=${encodeURIComponent(metric)}`)).json();
    assert.deepEqual(Object.keys(one.metrics), [metric]);
  }
  for (const line of csv.split("\n")) assert.doesNotMatch(line, /^"?[=+\-@\t]/);
  assert.equal((await get("/lines/1/points")).status, 200);
}

async function checkPages(store: Store, { id, runId }: { id: string; runId: string }, metrics: readonly string[]) {
  const params = { experiment_id: id };
  const pages = [await visit(home, "/", { store })];
  for (const metric of [null, ...metrics]) {
    const query = metric === null ? "" : `&metric=${encodeURIComponent(metric)}`;
    pages.push(await visit(experiment, `/experiments/${id}?run=${runId}${query}`, { store, params }));
    pages.push(await visit(compare, `/experiments/${id}/compare?runs=${runId}${query}`, { store, params }));
  }
  for (const { status, html } of pages) {
    assert.equal(status, 200, html);
    assert.doesNotMatch(html.replace(/ (?:id|data-metric|data-panel|value)="[^"]*"/g, ""), HIDDEN); // those hold the name itself
    assert.doesNotMatch(html, /<script|<img|<b>/);
  }
}

Deno.test("names that every object has are names like others, from the log to the API and the pages", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...INHERITED, ...MARKED),
      fc.uniqueArray(fc.constantFrom(...INHERITED, ...MARKED), { minLength: 1, maxLength: 5 }),
      async (name, metrics) => {
        using store = await openStore(":memory:");
        const at = await createHostile(store, name, metrics);
        await checkApi(store, at, metrics);
        await checkPages(store, at, metrics);
      },
    ),
    { numRuns: 12 },
  );
});

Deno.test("settings, metrics and taught metrics that are named constructor or toString come from the log to the API", async () => {
  using store = await openStore(":memory:");
  const { id } = await store.experiments.create({ name: "constructor" });
  const patterns = INHERITED.map((metric, at) => ({
    id: crypto.randomUUID(),
    metric,
    pattern: `m${at}q(?P<value>[0-9]+)`,
  }));
  await store.experiments.update(id, { patterns });
  const settings = `Namespace(${INHERITED.map((name) => `${name}='${name}'`).join(", ")})\n`;
  const line = (step: number) =>
    `step ${step} ${patterns.map((_, at) => `m${at}q${step}`).join(" ")} constructor=0.${step}\n`;
  const bytes = ReadableStream.from([new TextEncoder().encode(settings + line(1) + line(2))]);
  const run = await importLog(store, bytes, { experimentId: id, name: "r", instance: crypto.randomUUID() });
  for (const name of ["constructor", "tostring", "hasownproperty", "length", "valueof"]) {
    assert.ok(Object.hasOwn(run.settings, name), name);
    assert.ok(run.metrics.some((metric) => metric.name === name), name);
  }
  await checkApi(store, { id, runId: run.id }, []);
  await checkPages(store, { id, runId: run.id }, run.metrics.map(({ name }) => name));
});
