import assert from "node:assert/strict";
import type { WireRun } from "../lib/wire.ts";
import { TEST_TOKEN, WITH_TOKEN } from "./support/token.ts";
import { waitFor } from "./support/wait.ts";

const home = await Deno.makeTempDir({ prefix: "stdcurve-main-" });
Deno.env.set("STDCURVE_KV", ":memory:");
Deno.env.set("STDCURVE_DATA", home);
Deno.env.set("STDCURVE_TOKEN", TEST_TOKEN);
const { default: server } = await import(new URL("../_fresh/server.js", import.meta.url).href);
const { close } = await import("../main.ts");
globalThis.addEventListener("unload", () => {
  close();
  Deno.removeSync(home, { recursive: true });
});

const JSON_TYPE = { "content-type": "application/json" };

function ask(path: string, init: RequestInit = {}, origin = "http://127.0.0.1:8000"): Promise<Response> {
  return server.fetch(new Request(origin + path, { ...init, headers: { ...WITH_TOKEN, ...init.headers } }));
}

async function createExperiment(name: string): Promise<string> {
  const body = JSON.stringify({ name });
  const response = await ask("/api/experiments", { method: "POST", headers: JSON_TYPE, body });
  assert.equal(response.status, 201);
  return (await response.json()).id;
}

Deno.test("app serves every stylesheet that its pages link", async () => {
  const html = await (await ask("/")).text();
  const links = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map((match) => match[1]!);
  assert.ok(links.length > 0);
  for (const link of links) {
    const response = await ask(link);
    await response.body?.cancel();
    assert.equal(response.status, 200, link);
    assert.match(response.headers.get("content-type")!, /^text\/css/, link);
    assert.match(response.headers.get("cache-control")!, /immutable/, link);
  }
});

Deno.test("app answers 304 for a stylesheet that may be kept, and the browser keeps it as before", async () => {
  const link = /<link rel="stylesheet" href="([^"]+)"/.exec(await (await ask("/")).text())![1]!;
  const first = await ask(link);
  await first.body?.cancel();
  const again = await ask(link, { headers: { "if-none-match": first.headers.get("etag")! } });
  assert.equal(again.status, 304);
  assert.doesNotMatch(again.headers.get("cache-control") ?? "", /no-cache|no-store/);
});

Deno.test("app answers 405 to a method that no address supports, also at addresses of routes", async () => {
  for (const path of ["/", "/api/experiments", "/nowhere"]) {
    const response = await ask(path, { method: "PROPFIND" });
    await response.body?.cancel();
    assert.equal(response.status, 405, path);
    assert.equal(response.headers.get("x-content-type-options"), "nosniff");
  }
});

Deno.test("app serves pages with a policy that allows only its own inline scripts", async () => {
  const response = await ask("/");
  assert.equal(response.status, 200);
  assert.match(await response.text(), /<h1>Experiments<\/h1>/);
  const policy = response.headers.get("content-security-policy")!;
  assert.match(policy, /script-src 'self' 'nonce-/);
  assert.doesNotMatch(policy, /unsafe|upgrade-insecure-requests/);
});

Deno.test("app shows in a page what the API has stored", async () => {
  const id = await createExperiment("seen <b>in</b> both");
  const html = await (await ask(`/experiments/${id}`)).text();
  assert.match(html, /seen &lt;b>in&lt;\/b>|seen &lt;b&gt;in/);
});

Deno.test("app marks only the link of the selected run as the current one", async () => {
  const id = await createExperiment("links");
  const headers = { "content-type": "application/octet-stream" };
  const runs: { id: string }[] = [];
  for (const body of ["Step 1: loss=2.5\n", "Step 1: loss=1.5\n"]) {
    runs.push(await (await ask(`/api/experiments/${id}/imports`, { method: "POST", headers, body })).json());
  }
  const [a, b] = runs.map((run) => run.id);
  const pages = { [`?run=${a}`]: [`/experiments/${id}?run=${a}`], [`/compare?runs=${a},${b}`]: [], "?run=none": [] };
  for (const [page, expected] of Object.entries(pages)) {
    const html = await (await ask(`/experiments/${id}${page}`)).text();
    const links = html.slice(html.indexOf("<main")).match(/<a [^>]*aria-current="(?:page|true)"[^>]*>/g) ?? [];
    assert.deepEqual(links.map((link) => /href="([^"]+)"/.exec(link)![1]), expected, page);
  }
});

Deno.test("app answers metrics at both addresses, with and without /api", async () => {
  const id = await createExperiment("metrics at two addresses");
  const response = await ask(`/api/experiments/${id}/imports`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body: "Step 1: loss=2.5\nStep 2: loss=2.25\n",
  });
  const run = await response.json();
  const path = `/experiments/${id}/runs/${run.id}/metrics`;
  const [own, below] = [await (await ask(path)).json(), await (await ask(`/api${path}`)).json()];
  assert.deepEqual(own, below);
  assert.deepEqual(own.metrics.loss.map((point: { value: number }) => point.value), [2.5, 2.25]);
});

Deno.test("app answers an unknown page with a page, and an unknown API address with a problem document", async () => {
  const page = await ask("/nowhere");
  assert.equal(page.status, 404);
  assert.match(page.headers.get("content-type")!, /^text\/html/);
  await page.body?.cancel();
  const problem = await ask("/api/nowhere");
  assert.equal(problem.status, 404);
  assert.match(problem.headers.get("content-type")!, /^application\/problem\+json/);
  await problem.body?.cancel();
});

Deno.test("app refuses requests for another host name, and changes that another site requests", async () => {
  const rebound = await ask("/", {}, "http://rebound.example:8000");
  assert.equal(rebound.status, 421);
  await rebound.body?.cancel();
  const headers = { ...JSON_TYPE, "sec-fetch-site": "cross-site" };
  const body = '{"name":"from next door"}';
  const foreign = await ask("/api/experiments", { method: "POST", headers, body });
  assert.equal(foreign.status, 403);
  await foreign.body?.cancel();
  const { experiments } = await (await ask("/api/experiments?q=next+door")).json();
  assert.deepEqual(experiments, []);
});

/** The server removes the spool of a run in the background, perhaps during the next test. */
const TIDYING = { sanitizeOps: false };

/** Launches a command and waits until its run is complete. */
async function runToEnd(experiment: string, body: Record<string, unknown>): Promise<WireRun> {
  const runs = `/api/experiments/${experiment}/runs`;
  const launched = await ask(runs, { method: "POST", headers: JSON_TYPE, body: JSON.stringify(body) });
  assert.equal(launched.status, 201);
  const { id }: WireRun = await launched.json();
  assert.equal(launched.headers.get("location"), `${runs}/${id}`);
  return await waitFor(async () => {
    const run: WireRun = await (await ask(`${runs}/${id}`)).json();
    return ["queued", "running"].includes(run.status) ? null : run;
  }, { what: `the end of ${JSON.stringify(body.command)}` });
}

Deno.test("app launches commands and reports how each one ended", TIDYING, async () => {
  const id = await createExperiment("launches");
  for (
    const [command, status, code, reason] of [
      [["true"], "completed", 0, ""],
      [["sh", "-c", "exit 3"], "failed", 3, "exit code 3"],
      [["no-such-program-7"], "failed", 127, "command not found: no-such-program-7"],
      [["/"], "failed", 126, "not executable: /"],
      [["sh", "-c", "kill -9 $$"], "failed", 137, "killed by SIGKILL"],
    ] as const
  ) {
    const run = await runToEnd(id, { command });
    assert.deepEqual([run.status, run.exit_code, run.reason], [status, code, reason]);
  }
});

Deno.test("app launches in the requested directory and with the requested variables", TIDYING, async () => {
  const id = await createExperiment("directories");
  const command = ["sh", "-c", 'echo "$PWD $WORD"'];
  const { id: run, cwd } = await runToEnd(id, { command, cwd: home, env: { WORD: "two words" } });
  assert.equal(cwd, home);
  const log = await (await ask(`/api/experiments/${id}/runs/${run}/logs?format=text`)).text();
  assert.equal(log, `${await Deno.realPath(home)} two words\n`);
  assert.equal((await runToEnd(id, { command, cwd: "~" })).cwd, Deno.env.get("HOME"));
  assert.equal((await runToEnd(id, { command })).cwd, Deno.cwd());
});

Deno.test("app launches and stores nothing when the directory is not a directory", TIDYING, async () => {
  const id = await createExperiment("no directory");
  for (const cwd of ["/no/such/directory", import.meta.filename!, "a\0b"]) {
    const body = JSON.stringify({ command: ["true"], cwd });
    const refused = await ask(`/api/experiments/${id}/runs`, { method: "POST", headers: JSON_TYPE, body });
    assert.equal(refused.status, 400);
    assert.equal((await refused.json()).parameter, "cwd");
  }
  assert.deepEqual((await (await ask(`/api/experiments/${id}/runs`)).json()).runs, []);
});

Deno.test("app makes a failed run of a command that the system can't start", TIDYING, async () => {
  const id = await createExperiment("too much");
  const env = Object.fromEntries(Array.from({ length: 7 }, (_, i) => [`V${i}`, "x".repeat(140_000)]));
  const run = await runToEnd(id, { command: ["true"], env });
  assert.equal(run.status, "failed");
  assert.match(run.reason, /^cannot be started: /);
});

Deno.test("app answers with a problem document below /api when the address ends in a slash", async () => {
  for (const path of ["/api/", "/api/nowhere/", "/api/experiments/nonsense/"]) {
    const response = await ask(path);
    assert.match(response.headers.get("content-type")!, /^application\/problem\+json/, path);
    await response.body?.cancel();
  }
  assert.equal((await ask("/api/experiments/")).status, 200);
});

Deno.test("app answers a poll without news in less than 1 KB, headers included", async () => {
  const id = await createExperiment("poll");
  const body = Array.from({ length: 12 }, (_, i) => `Step ${i}: loss=1, lr=1, grad_norm=1, acc=${i}, val_loss=2\n`)
    .join("");
  const headers = { "content-type": "application/octet-stream" };
  const run = await (await ask(`/api/experiments/${id}/imports`, { method: "POST", headers, body })).json();
  const metrics = `/experiments/${id}/runs/${run.id}/metrics`;
  const { metadata } = await (await ask(metrics)).json();
  for (const format of ["json", "columns"]) {
    const poll = await ask(`${metrics}?after=${metadata.next}&format=${format}`, {
      headers: { "accept-encoding": "gzip, br" },
    });
    const head = [...poll.headers].reduce((sum, [name, value]) => sum + name.length + value.length + 4, 20);
    const length = (await poll.arrayBuffer()).byteLength;
    assert.ok(head + length < 1024, `${head} + ${length}`);
    const again = await ask(`${metrics}?after=${metadata.next}&format=${format}`, {
      headers: { "if-none-match": poll.headers.get("etag")! },
    });
    assert.equal(again.status, 304);
  }
});

Deno.test("app notes who launched, cancelled and deleted what in the audit log, without secrets", TIDYING, async () => {
  const id = await createExperiment("audited");
  const { id: run } = await runToEnd(id, { command: ["echo", "--api-key", "s3cr3t"] });
  assert.equal((await ask(`/api/experiments/${id}/runs/${run}`, { method: "DELETE" })).status, 204);
  assert.equal((await ask(`/api/experiments/${id}`, { method: "DELETE" })).status, 204);
  const text = await Deno.readTextFile(`${home}/state/audit.jsonl`);
  const entries = text.trimEnd().split("\n").map((line) => JSON.parse(line)).filter((each) =>
    each.experiment_id === id
  );
  const caller = { scope: "full", address: null, uid: null };
  assert.deepEqual(entries.map(({ at: _, ...rest }) => rest), [
    {
      act: "launch",
      experiment_id: id,
      run_id: run,
      command: ["echo", "--api-key", "•••"],
      cwd: Deno.cwd(),
      ...caller,
    },
    { act: "delete", experiment_id: id, run_id: run, ...caller },
    { act: "delete", experiment_id: id, ...caller },
  ]);
  assert.ok(!text.includes(TEST_TOKEN));
});
