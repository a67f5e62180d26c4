import assert from "node:assert/strict";
import { openStore, type Store } from "../../../lib/store/store.ts";
import * as experimentPage from "../../../routes/experiments/[experiment_id]/index.tsx";
import { capture, visit } from "../visit.tsx";
import { resumesNothing } from "../../api/ground.ts";

const LAUNCHER = { ...resumesNothing, mayLaunch: true, lastLaunch: () => null };
const UNKNOWN = "0190f7a2-0000-7000-8000-00000000ffff";

async function createExperiment(store: Store): Promise<string> {
  return (await store.experiments.create({ name: "tiny-gpt" })).id;
}

async function createRun(store: Store, experimentId: string, name: string): Promise<string> {
  const input = { experimentId, name, command: ["python", "train.py"], cwd: "/", host: "box" };
  return (await store.runs.create(input)).id;
}

function open(store: Store, id: string, query = "", launcher: unknown = null) {
  return visit(experimentPage, `/experiments/${id}${query}`, {
    store,
    launcher,
    params: { experiment_id: id },
  });
}

Deno.test("experiment page answers 404 when there is no such experiment", async () => {
  using store = await openStore(":memory:");
  const { status, html } = await open(store, UNKNOWN);
  assert.equal(status, 404);
  assert.ok(html.includes(UNKNOWN));
});

Deno.test("experiment page answers 400 and names the parameter's value when the id is malformed", async () => {
  using store = await openStore(":memory:");
  const { status, html } = await open(store, "nonsense");
  assert.equal(status, 400);
  assert.ok(html.includes('"nonsense"'));
});

Deno.test("experiment page shows the command to type when there is no run", async () => {
  using store = await openStore(":memory:");
  const { html } = await open(store, await createExperiment(store));
  assert.ok(html.includes("stdcurve run -e tiny-gpt -- python train.py"));
});

Deno.test("experiment page shows the newest run with the end of its log and its curve, without any script", async () => {
  using store = await openStore(":memory:");
  const id = await createExperiment(store);
  await createRun(store, id, "older");
  const newest = await createRun(store, id, "newest");
  await capture(store, newest, { log: "loss=2\nloss=1\n", loss: [2, 1] });
  const { status, html } = await open(store, id);
  assert.equal(status, 200);
  assert.match(html, /<h2 id="run-name"[^>]*>newest<\/h2>/);
  assert.ok(html.includes("loss=2") && html.includes("loss=1"));
  assert.match(html, / d="M0 0L1000 1000"/);
  assert.ok(html.indexOf("terminal-box") < html.indexOf("chart-frame"));
});

Deno.test("experiment page shows the run that the address names", async () => {
  using store = await openStore(":memory:");
  const id = await createExperiment(store);
  const older = await createRun(store, id, "older");
  await createRun(store, id, "newest");
  const { html } = await open(store, id, `?run=${older}`);
  assert.match(html, /<h2 id="run-name"[^>]*>older<\/h2>/);
});

Deno.test("experiment page says when the experiment does not have the named run, and lists the others", async () => {
  using store = await openStore(":memory:");
  const id = await createExperiment(store);
  await createRun(store, id, "mine");
  const { status, html } = await open(store, id, `?run=${UNKNOWN}`);
  assert.equal(status, 404);
  assert.ok(html.includes(`There is no run ${UNKNOWN} in this experiment`));
  assert.ok(html.includes("mine"));
});

Deno.test("experiment page answers 400 when the id of the run is malformed", async () => {
  using store = await openStore(":memory:");
  const { status } = await open(store, await createExperiment(store), "?run=x");
  assert.equal(status, 400);
});

Deno.test("experiment page says how to start a run when the server may not", async () => {
  using store = await openStore(":memory:");
  const id = await createExperiment(store);
  assert.ok((await open(store, id)).html.includes("This server may not start commands"));
  assert.ok((await open(store, id, "", LAUNCHER)).html.includes('data-press="launch"'));
});

Deno.test("experiment page has no style attribute, which its policy would block", async () => {
  using store = await openStore(":memory:");
  const id = await createExperiment(store);
  const run = await createRun(store, id, "a");
  await capture(store, run, { log: "loss=2\nloss=1\n", loss: [2, 1] });
  assert.ok(!/<[^>]* style=/.test((await open(store, id)).html));
});

Deno.test("experiment page escapes what a program prints", async () => {
  using store = await openStore(":memory:");
  const id = await createExperiment(store);
  const run = await createRun(store, id, "a");
  await capture(store, run, { log: "<img src=x onerror=alert(1)>\n", loss: [1] });
  assert.ok(!(await open(store, id)).html.includes("<img"));
});

Deno.test("experiment page offers what this server launched last, and never what the KV says", async () => {
  using store = await openStore(":memory:");
  const id = await createExperiment(store);
  await createRun(store, id, "r");
  const last = { command: ["own", "a b"], cwd: "/own" };
  for (const [lastLaunch, command, cwd] of [[() => last, "own 'a b'", "/own"], [() => null, "", ""]] as const) {
    const { html } = await open(store, id, "", { ...LAUNCHER, lastLaunch });
    const button = /<button[^>]*data-press="launch"[^>]*>/.exec(html)![0];
    assert.equal(/data-command="([^"]*)"/.exec(button)?.[1]?.replaceAll("&#39;", "'") ?? "", command, button);
    assert.equal(/data-cwd="([^"]*)"/.exec(button)?.[1] ?? "", cwd, button);
  }
});

Deno.test("experiment page has nothing that changes something for those who may only read, and says how to get in", async () => {
  using store = await openStore(":memory:");
  const id = await createExperiment(store);
  await capture(store, await createRun(store, id, "r"), { log: "loss=2\n", loss: [2] });
  const params = { experiment_id: id };
  for (const scope of ["read", "local"] as const) {
    const { html } = await visit(experimentPage, `/experiments/${id}`, { store, launcher: LAUNCHER, params, scope });
    for (const words of ["Start a run", "Write a pattern", "run-actions", "Delete"]) {
      assert.ok(!html.includes(words), `${scope}: ${words}`);
    }
    assert.match(html, /read-only.*stdcurve serve.*stdcurve token/s);
    assert.ok(html.includes("loss=2"));
  }
});
