import assert from "node:assert/strict";

Deno.env.set("STDCURVE_KV", ":memory:");
const { default: server } = await import(new URL("../_fresh/server.js", import.meta.url).href);
const { close } = await import("../main.ts");
globalThis.addEventListener("unload", close);

const JSON_TYPE = { "content-type": "application/json" };

function ask(path: string, init?: RequestInit, origin = "http://127.0.0.1:8000"): Promise<Response> {
  return server.fetch(new Request(origin + path, init));
}

async function createExperiment(name: string): Promise<string> {
  const body = JSON.stringify({ name });
  const response = await ask("/api/experiments", { method: "POST", headers: JSON_TYPE, body });
  assert.equal(response.status, 201);
  return (await response.json()).id;
}

Deno.test("app serves the pages with a policy that allows no inline script but its own", async () => {
  const response = await ask("/");
  assert.equal(response.status, 200);
  assert.match(await response.text(), /<h1>Experiments<\/h1>/);
  const policy = response.headers.get("content-security-policy")!;
  assert.match(policy, /script-src 'self' 'nonce-/);
  assert.doesNotMatch(policy, /unsafe|upgrade-insecure-requests/);
});

Deno.test("app shows in a page what the API took", async () => {
  const id = await createExperiment("seen <b>in</b> both");
  const html = await (await ask(`/experiments/${id}`)).text();
  assert.match(html, /seen &lt;b>in&lt;\/b>|seen &lt;b&gt;in/);
});

Deno.test("app says of no link but the selected run's, and those at the top, that it is where the reader is", async () => {
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

Deno.test("app answers metrics at the design's address as below /api", async () => {
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

Deno.test("app answers an unknown page with a page, an unknown API address with a problem", async () => {
  const page = await ask("/nowhere");
  assert.equal(page.status, 404);
  assert.match(page.headers.get("content-type")!, /^text\/html/);
  await page.body?.cancel();
  const problem = await ask("/api/nowhere");
  assert.equal(problem.status, 404);
  assert.match(problem.headers.get("content-type")!, /^application\/problem\+json/);
  await problem.body?.cancel();
});

Deno.test("app refuses pages and changes asked for by another host's name or page", async () => {
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
