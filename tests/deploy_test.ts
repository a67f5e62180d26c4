import assert from "node:assert/strict";
import { readUntil } from "./commands/program.ts";
import type { WireRun, WireRunPage } from "../lib/wire.ts";
import { fromFileUrl } from "./support/paths.ts";
import { TEST_TOKEN, WITH_TOKEN } from "./support/token.ts";
import { waitFor } from "./support/wait.ts";

const server = fromFileUrl(new URL("../_fresh/server.js", import.meta.url));
const project = fromFileUrl(new URL("../", import.meta.url));
const JSON_TYPE = { "content-type": "application/json" };
const BYTES_TYPE = { "content-type": "application/octet-stream" };

/** Sends a request with the token. */
const ask = (address: string, init: RequestInit = {}): Promise<Response> =>
  fetch(address, { ...init, headers: { ...WITH_TOKEN, ...init.headers } });

/** The built app as Deno Deploy starts it. */
interface Isolate extends AsyncDisposable {
  base: string;
  /** Sends SIGINT, as Deploy does to an idle isolate, and waits for its end. */
  interrupt(): Promise<Deno.CommandStatus>;
}

/** Starts the built app without permission to write or run, on the platform's own KV, whose file is below `home`. */
async function startIsolate(program: string, home: string, env: Record<string, string> = {}): Promise<Isolate> {
  const permissions = ["--allow-net", "--allow-read", "--allow-env", "--unstable-kv"];
  const child = new Deno.Command(program, {
    args: ["serve", ...permissions, "--host", "127.0.0.1", "--port", "0", server],
    cwd: project,
    env: {
      DENO_DIR: `${home}/deno`,
      DENO_DEPLOYMENT_ID: "test",
      NO_COLOR: "1",
      STDCURVE_KV: "",
      STDCURVE_TOKEN: TEST_TOKEN,
      ...env,
    },
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const [, port] = await readUntil(child.stderr, /http:\/\/127\.0\.0\.1:(\d+)/);
  const rest = child.stderr.pipeTo(new WritableStream());
  let isOver = false;
  child.status.then(() => isOver = true);
  const interrupt = async () => {
    if (!isOver) child.kill("SIGINT");
    const [status] = await Promise.all([child.status, rest]);
    return status;
  };
  return {
    base: `http://127.0.0.1:${port}`,
    interrupt,
    [Symbol.asyncDispose]: async () => void await interrupt(),
  };
}

async function inHome(test: (home: string) => Promise<void>): Promise<void> {
  const home = await Deno.makeTempDir();
  try {
    await test(home);
  } finally {
    await Deno.remove(home, { recursive: true });
  }
}

async function createExperiment(base: string): Promise<string> {
  const body = JSON.stringify({ name: `deploy ${crypto.randomUUID()}` });
  const made = await ask(`${base}/api/experiments`, { method: "POST", headers: JSON_TYPE, body });
  assert.equal(made.status, 201);
  return (await made.json()).id;
}

async function checkApp(base: string): Promise<void> {
  const page = await ask(`${base}/`, { headers: { host: "stdcurve.example" } });
  assert.equal(page.status, 200);
  assert.match(await page.text(), /<h1>Experiments<\/h1>/);
  const id = await createExperiment(base), experiment = `${base}/api/experiments/${id}`;
  const body = "Step 1: loss=2.5\nStep 2: loss=2.25\n";
  const run = await (await ask(`${experiment}/imports`, { method: "POST", headers: BYTES_TYPE, body })).json();
  assert.equal(run.metrics.loss.count, 2);
  const html = await (await ask(`${base}/experiments/${id}`)).text();
  assert.match(html, /This server may not start commands/);
  assert.match(html, /Step 2: loss=2\.25/);
  const command = '{"command":["true"]}';
  const launch = await ask(`${experiment}/runs`, { method: "POST", headers: JSON_TYPE, body: command });
  assert.equal(launch.status, 501);
  assert.match((await launch.json()).detail, /can't be launched here/);
  const { metrics } = await (await ask(`${base}/experiments/${id}/runs/${run.id}/metrics`)).json();
  assert.equal(metrics.loss[1].value, 2.25);
  assert.equal(await (await ask(`${experiment}/runs/${run.id}/logs?format=text`)).text(), body);
  const reread = await ask(`${experiment}/runs/${run.id}/reread`, { method: "POST" });
  assert.equal((await reread.json()).metrics.loss.count, 2);
  assert.equal((await ask(experiment, { method: "DELETE" })).status, 204);
}

Deno.test("the built app serves pages and API without permission to write or run", () =>
  inHome(async (home) => {
    await using isolate = await startIsolate(Deno.execPath(), home);
    await checkApp(isolate.base);
    assert.equal((await isolate.interrupt()).code, 0);
  }));

Deno.test("the built app on Deno Deploy lets nobody in without the token, and without STDCURVE_TOKEN says how to set it", () =>
  inHome(async (home) => {
    const change = { method: "POST", headers: JSON_TYPE, body: '{"name":"by a visitor"}' };
    const askAll = async (base: string, headers: Record<string, string> = {}) => {
      const requests = [["/"], ["/api/experiments"], ["/api/experiments", change], ["/styles.css"], [
        "/healthz",
      ]] as const;
      return await Promise.all(requests.map(async ([path, init = {}]) => {
        const response = await fetch(base + path, { ...init, headers: { ...init.headers, ...headers } });
        return [response.status, await response.text()] as const;
      }));
    };
    {
      await using open = await startIsolate(Deno.execPath(), home);
      assert.deepEqual((await askAll(open.base)).map(([status]) => status), [401, 401, 401, 401, 200]);
    }
    await using closed = await startIsolate(Deno.execPath(), home, { STDCURVE_TOKEN: "" });
    const answers = await askAll(closed.base, { accept: "text/html" });
    assert.deepEqual(answers.map(([status]) => status), [503, 503, 503, 503, 200]);
    assert.match(answers[0]![1], /<html[^]*set the environment variable STDCURVE_TOKEN/);
    assert.deepEqual((await askAll(closed.base, WITH_TOKEN)).map(([status]) => status), [503, 503, 503, 503, 200]);
  }));

/** Path of that Deno itself. `npx` would leave it running when it is killed. */
async function findDeno(version: string): Promise<string> {
  const args = ["-y", `deno@${version}`, "eval", "console.log(Deno.execPath())"];
  const { stdout, stderr, success } = await new Deno.Command("npx", { args }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout).trim();
}

Deno.test("the built app serves on Deno 2.5, the version of Deno Deploy, and reads what a newer Deno stored", () =>
  inHome(async (home) => {
    let id;
    {
      await using newer = await startIsolate(Deno.execPath(), home);
      await checkApp(newer.base);
      id = await createExperiment(newer.base);
      const runs = `${newer.base}/api/experiments/${id}/imports`, body = "Step 1: loss=2.5\nStep 2: loss=nan\n";
      await (await ask(runs, { method: "POST", headers: BYTES_TYPE, body })).text();
    }
    await using isolate = await startIsolate(await findDeno("2.5.0"), home);
    const { runs: [run] } = await (await ask(`${isolate.base}/api/experiments/${id}/runs`)).json();
    const answer = await ask(`${isolate.base}/experiments/${id}/runs/${run.id}/metrics`);
    assert.deepEqual((await answer.json()).metrics.loss.map(({ value }: { value: unknown }) => value), [2.5, "NaN"]);
    await checkApp(isolate.base);
  }));

/** The newest run of a list, once its loss has this many points. */
async function findRunOf(runs: string, points: number): Promise<WireRun | null> {
  const page: WireRunPage = await (await ask(runs)).json();
  const [run] = page.runs;
  return run?.metrics.loss?.count === points ? run : null;
}

Deno.test("isolates share one store, and one that stops keeps what it received and completes its imports", () =>
  inHome(async (home) => {
    await using first = await startIsolate(Deno.execPath(), home);
    await using second = await startIsolate(Deno.execPath(), home);
    const id = await createExperiment(first.base), runs = `${second.base}/api/experiments/${id}/runs`;
    const log = new TransformStream<Uint8Array<ArrayBuffer>>(), writer = log.writable.getWriter();
    const importing = ask(`${first.base}/api/experiments/${id}/imports?name=live`, {
      method: "POST",
      headers: BYTES_TYPE,
      body: log.readable,
    }).then((response) => response.body?.cancel()).catch(() => {});
    await writer.write(new TextEncoder().encode("Step 1: loss=2.5\nStep 2: loss=2.25\n"));
    const run = await waitFor(() => findRunOf(runs, 2), { what: "the two points of the import" });
    assert.equal(run.status, "running");
    assert.equal((await first.interrupt()).code, 0);
    await Promise.all([importing, writer.close().catch(() => {})]);
    const ended = await (await ask(`${runs}/${run.id}`)).json();
    assert.deepEqual([ended.status, ended.reason, ended.last_line], ["cancelled", "the server was stopped", 2]);
    assert.equal((await ask(`${second.base}/api/experiments/${id}`, { method: "DELETE" })).status, 204);
  }));
