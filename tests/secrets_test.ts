/** Secrets in commands and settings, from where they are typed to every place that shows them. The log itself stays as it is. */
import assert from "node:assert/strict";
import { createApi } from "../lib/api/app.ts";
import { importLog } from "../lib/runs/import.ts";
import type { RunRecord } from "../lib/store/runs/run_record.ts";
import { factsKey, runKey } from "../lib/store/keys.ts";
import { openKv } from "../lib/store/kv/open.ts";
import { encodeKv } from "../lib/store/kv/kv.ts";
import { openStore, type Store } from "../lib/store/store.ts";
import * as experiment from "../routes/experiments/[experiment_id]/index.tsx";
import { createSandbox, listKept } from "./commands/program.ts";
import { startApp } from "./support/app.ts";
import { TEST_READ_TOKEN, TEST_TOKEN, WITH_TOKEN } from "./support/token.ts";
import { visit } from "./routes/visit.tsx";
import { resumesNothing } from "./api/ground.ts";

const HF = "hf_" + "aBcD1234".repeat(4);
const LOG = `Namespace(lr=0.1, api_key='s3cr3t', hub=${HF})\nstep 1 loss=0.5\nlogin with ${HF}\n`;

async function importSecrets(store: Store): Promise<{ id: string; runId: string }> {
  const { id } = await store.experiments.getOrCreate("e");
  const pieces = ReadableStream.from([new TextEncoder().encode(LOG)]);
  const run = await importLog(store, pieces, { experimentId: id, name: "r", instance: crypto.randomUUID() });
  return { id, runId: run.id };
}

Deno.test("settings are stored without their secrets, and the log with them", async () => {
  using store = await openStore(":memory:");
  const { runId } = await importSecrets(store);
  assert.deepEqual((await store.runs.get(runId)).settings, { learning_rate: "0.1", api_key: "•••", hub: "•••" });
  const { lines } = await store.logs.read(runId, {});
  assert.equal(lines.map(({ text }) => `${text}\n`).join(""), LOG);
});

Deno.test("a reader with the read-only token gets the log blanked and no download; any other gets it as it is", async () => {
  using store = await openStore(":memory:");
  const { id, runId } = await importSecrets(store);
  const api = createApi({ store, launcher: null, instance: crypto.randomUUID() });
  const ask = async (path: string, scope: string, body?: unknown) => {
    const url = `http://localhost/api/experiments/${id}/runs/${runId}/${path}`;
    const init = { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } };
    return await api.fetch(new Request(url, body === undefined ? {} : init), { scope });
  };
  const pattern = { metric: "x", pattern: "log(?P<metric>in) with hf_aBcD(?P<value>[0-9]+)" };
  for (const scope of ["read", "full", "local"]) {
    const lines = await (await ask("logs", scope)).text();
    const preview = await (await ask("pattern-preview", scope, pattern)).text();
    const isShown = scope !== "read";
    assert.deepEqual([lines, preview].map((text) => text.includes(HF)), [isShown, isShown], scope);
    assert.ok(lines.includes("loss=0.5"));
    const whole = await ask("logs?format=text", scope);
    assert.equal(whole.status, isShown ? 200 : 403);
    assert.match(await whole.text(), isShown ? /s3cr3t/ : /token is for reading/);
    const { html } = await visit(experiment, `/?run=${runId}`, { store, params: { experiment_id: id }, scope });
    assert.deepEqual([html.includes(HF), html.includes("format=text")], [isShown, isShown], scope);
  }
});

Deno.test("a run that an earlier version stored with secrets is shown without them", async () => {
  const directory = await Deno.makeTempDir({ prefix: "stdcurve-secrets-" });
  try {
    const path = `${directory}/runs.db`;
    const runId = await (async () => {
      using store = await openStore(path);
      return (await importSecrets(store)).runId;
    })();
    const kv = encodeKv(await openKv(path));
    const run = (await kv.get<RunRecord>(runKey(runId))).value!;
    await kv.set(runKey(runId), { ...run, command: ["train", "--password", "hunter2"], reason: `failed with ${HF}` });
    const facts = (await kv.get<object>(factsKey(runId))).value!;
    await kv.set(factsKey(runId), { ...facts, settings: { db: "pg://me:hunter2@db" } });
    kv.close();
    using store = await openStore(path);
    const { command, reason, settings } = await store.runs.get(runId);
    assert.deepEqual([command, reason, settings], [
      ["train", "--password", "•••"],
      "failed with •••",
      { db: "pg://•••@db" },
    ]);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});

Deno.test("run starts the command with its secrets, and stores, lists and exports it without", async () => {
  await using sandbox = await createSandbox();
  const words = ["sh", "-c", 'test "$2" = "$(printf hunter)2" && echo "step 1 loss=0.5"', "x", "--password", "hunter2"];
  const { code, stderr } = await sandbox.stdcurve("run", ...words);
  assert.equal(code, 0, stderr);
  const [{ runs: [run] }] = await listKept(sandbox);
  assert.deepEqual(run.command.slice(-2), ["--password", "•••"]);
  for (const command of [["ls"], ["ls", "--json"], ["export", run.id, "--format", "json"]]) {
    assert.ok(!(await sandbox.stdcurve(...command)).stdout.includes("hunter2"), command.join(" "));
  }
  for await (const { name, isFile } of Deno.readDir(sandbox.directory)) {
    if (!isFile) continue;
    const text = new TextDecoder("latin1").decode(await Deno.readFile(sandbox.path(name)));
    assert.ok(!text.includes("hunter2"), name);
  }
  const removed = await sandbox.stdcurve("rm", run.id);
  assert.match(removed.stderr, /bytes stay in the file/);
});

Deno.test("POST …/runs refuses a command in which a secret was blanked, and starts nothing", async () => {
  using store = await openStore(":memory:");
  const { id } = await store.experiments.create({ name: "e" });
  const launch = () => Promise.reject(new Error("it was launched"));
  const launcher = { ...resumesNothing, mayLaunch: true, launch, lastLaunch: () => null };
  const api = createApi({ store, launcher, instance: crypto.randomUUID() });
  const response = await api.request(`/api/experiments/${id}/runs`, {
    method: "POST",
    body: JSON.stringify({ command: ["train", "--password", "•••"] }),
    headers: { "content-type": "application/json" },
  });
  assert.equal(response.status, 400);
  const { detail, parameter } = await response.json();
  assert.deepEqual([parameter, /secret/.test(detail)], ["command", true]);
});

Deno.test("a served app blanks the log for the read-only token: in the page, in the API, and no download", async () => {
  await using app = await startApp();
  const { id } = await app.call<{ id: string }>("POST", "/api/experiments", { name: "e" });
  const path = `/api/experiments/${id}`;
  const imported = await fetch(`${app.origin}${path}/imports`, {
    method: "POST",
    body: LOG,
    headers: { "content-type": "application/octet-stream", ...WITH_TOKEN },
  });
  const { id: runId } = await imported.json();
  const ask = async (where: string, token: string) => {
    const response = await fetch(app.origin + where, { headers: { authorization: `Bearer ${token}` } });
    return { status: response.status, text: await response.text() };
  };
  for (
    const where of [
      `/experiments/${id}?run=${runId}`,
      `${path}/runs/${runId}/logs`,
      `${path}/runs/${runId}/logs?format=text`,
    ]
  ) {
    const full = await ask(where, TEST_TOKEN), read = await ask(where, TEST_READ_TOKEN);
    assert.deepEqual([full.status, full.text.includes(HF)], [200, true], where);
    assert.deepEqual([read.status, read.text.includes(HF)], [where.endsWith("text") ? 403 : 200, false], where);
  }
});
