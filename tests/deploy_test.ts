import assert from "node:assert/strict";
import { fromFileUrl } from "./support/paths.ts";

const server = fromFileUrl(new URL("../_fresh/server.js", import.meta.url));
const project = fromFileUrl(new URL("../", import.meta.url));

/** Starts the built app as Deno Deploy does: no write and no run permission, the platform's own KV; checks pages and API. */
async function serveAndCheck(program: string): Promise<void> {
  const home = await Deno.makeTempDir();
  const child = new Deno.Command(program, {
    args: [
      "serve",
      "--allow-net",
      "--allow-read",
      "--allow-env",
      "--unstable-kv",
      "--port",
      "0",
      server,
    ],
    cwd: project,
    env: {
      DENO_DIR: Deno.env.get("DENO_DIR") ?? "",
      XDG_CACHE_HOME: home,
      DENO_DEPLOYMENT_ID: "test",
      NO_COLOR: "1",
      DENO_KV_DEFAULT: home,
    },
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const errors = child.stderr.pipeThrough(new TextDecoderStream());
  const output = child.stdout.pipeThrough(new TextDecoderStream());
  try {
    let told = "", address: string | undefined;
    for (const stream of [errors, output]) {
      void (async () => {
        for await (const text of stream) {
          told += text;
          address ??= /http:\/\/[\w.]+:(\d+)/.exec(told)?.[1];
        }
      })();
    }
    for (let i = 0; i < 900 && !address; i++) await new Promise((resolve) => setTimeout(resolve, 100));
    assert.ok(address, `no address told: ${told}`);
    const base = `http://127.0.0.1:${address}`;
    const home_ = await fetch(`${base}/`, { headers: { host: "stdcurve.example" } });
    assert.equal(home_.status, 200, told);
    assert.match(await home_.text(), /<h1>Experiments<\/h1>/);
    const name = `deploy ${crypto.randomUUID()}`;
    const headers = { "content-type": "application/json" };
    const made = await fetch(`${base}/api/experiments`, { method: "POST", headers, body: JSON.stringify({ name }) });
    assert.equal(made.status, 201, told);
    const { id } = await made.json();
    const imported = await fetch(`${base}/api/experiments/${id}/imports`, {
      method: "POST",
      headers: { "content-type": "application/octet-stream" },
      body: "Step 1: loss=2.5\nStep 2: loss=2.25\n",
    });
    const run = await imported.json();
    assert.equal(run.metrics.loss.count, 2);
    const experiment = await (await fetch(`${base}/experiments/${id}`)).text();
    assert.match(experiment, /This server may not start commands/);
    assert.match(experiment, /Step 2: loss=2\.25/);
    const launch = await fetch(`${base}/api/experiments/${id}/runs`, {
      method: "POST",
      headers,
      body: '{"command":["true"]}',
    });
    assert.equal(launch.status, 501);
    await launch.body?.cancel();
    const { metrics } = await (await fetch(`${base}/experiments/${id}/runs/${run.id}/metrics`)).json();
    assert.equal(metrics.loss[1].value, 2.25);
    const removed = await fetch(`${base}/api/experiments/${id}`, { method: "DELETE" });
    assert.equal(removed.status, 204);
  } finally {
    child.kill("SIGINT");
    const { success, code, signal } = await child.status;
    assert.ok(success || signal === "SIGINT" || code === 130, `ended with ${code} ${signal}`);
    await Deno.remove(home, { recursive: true });
  }
}

Deno.test("the built app serves pages and API without permission to write or run", () =>
  serveAndCheck(Deno.execPath()));

/** Path of the program itself: killing `npx` would leave it running. */
async function findDeno(version: string): Promise<string> {
  const args = ["-y", `deno@${version}`, "eval", "console.log(Deno.execPath())"];
  const { stdout, stderr, success } = await new Deno.Command("npx", { args }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout).trim();
}

Deno.test("the built app serves on Deno 2.5, the version of Deno Deploy", async () => {
  await serveAndCheck(await findDeno("2.5.0"));
});
