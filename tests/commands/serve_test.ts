import assert from "node:assert/strict";
import { WITH_TOKEN } from "../support/token.ts";
import { waitFor } from "../support/wait.ts";
import { createSandbox, readUntil, type Sandbox } from "./program.ts";

const ADDRESS = /^stdcurve: (http:\/\/127\.0\.0\.1:\d+\/)\?token=([\w-]+)\n/;

/** Reads a stream to its end, so that no resource stays open. */
const drain = (stream: ReadableStream<Uint8Array>) =>
  new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).text();

async function post<T>(address: string, body: unknown): Promise<T> {
  const response = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json", ...WITH_TOKEN },
    body: JSON.stringify(body),
  });
  assert.ok(response.ok, `${response.status} ${address}`);
  return await response.json();
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.test(`serve prints its address, shows a run that another process stores, and stops at ${signal}`, async () => {
    await using sandbox = await createSandbox();
    const server = sandbox.start("serve", "--port", "0");
    const [, address] = await readUntil(server.stdout, ADDRESS);
    const ran = await sandbox.stdcurve("run", "-e", "beside", "--", "echo", "Step 5: loss=0.125");
    const id = /run (\S+) at/.exec(ran.stderr)![1]!;
    const { experiments } = await (await fetch(`${address}api/experiments`)).json();
    assert.equal(experiments[0].name, "beside");
    const page = await (await fetch(`${address}experiments/${experiments[0].id}?run=${id}`)).text();
    assert.match(page, /Step 5: loss=0\.125/);
    server.kill(signal);
    const [{ code }, , printed] = await Promise.all([server.status, server.stdout.cancel(), drain(server.stderr)]);
    assert.equal(code, 0);
    assert.match(printed, /running commands continue/);
    await assert.rejects(fetch(address!));
  });
}

Deno.test("serve imports no log beyond --max-import, and has no more live runs than --max-live", async () => {
  await using sandbox = await createSandbox();
  const server = sandbox.start("serve", "--port", "0", "--max-import", "1K", "--max-live", "1");
  const [, address] = await readUntil(server.stdout, ADDRESS);
  const { id } = await post<{ id: string }>(`${address}api/experiments`, { name: "e" });
  const send = (path: string, type: string, body: string) =>
    fetch(`${address}api/experiments/${id}/${path}`, {
      method: "POST",
      headers: { "content-type": type, ...WITH_TOKEN },
      body,
    });
  const long = await send("imports", "application/octet-stream", "loss=1\n".repeat(200));
  assert.equal(long.status, 413);
  assert.match((await long.json()).detail, /longer than 1024 bytes/);
  const command = JSON.stringify({
    command: ["sh", "-c", 'while [ -d "$0" ] && [ ! -e gate ]; do sleep 0.05; done', sandbox.directory],
    cwd: sandbox.directory,
  });
  const [first, second] = [
    await send("runs", "application/json", command),
    await send("runs", "application/json", command),
  ];
  assert.deepEqual([first.status, second.status], [201, 409]);
  assert.match((await second.json()).detail, /1 live runs/);
  await sandbox.write("gate", "");
  await first.body?.cancel();
  server.kill("SIGTERM");
  await Promise.all([server.status, server.stdout.cancel(), drain(server.stderr)]);
});

Deno.test("serve leaves its commands running when it stops, and the next server takes them over", async () => {
  await using sandbox = await createSandbox();
  const first = sandbox.start("serve", "--port", "0");
  const [, address] = await readUntil(first.stdout, ADDRESS);
  const { id: experiment } = await post<{ id: string }>(`${address}api/experiments`, { name: "long" });
  const gate = sandbox.path("gate");
  const command = [
    "sh",
    "-c",
    'echo Step 1: loss=2; for i in $(seq 400); do [ -e "$0" ] && break; sleep 0.05; done; echo Step 2: loss=1',
    gate,
  ];
  const { id } = await post<{ id: string }>(`${address}api/experiments/${experiment}/runs`, { command });
  first.kill("SIGTERM");
  const [{ code }] = await Promise.all([first.status, first.stdout.cancel(), drain(first.stderr)]);
  assert.equal(code, 0);
  const second = sandbox.start("serve", "--port", "0");
  const [, again] = await readUntil(second.stdout, ADDRESS);
  await sandbox.write("gate", "");
  const run = `${again}api/experiments/${experiment}/runs/${id}`;
  const fetchCompleted = async () => {
    const found = await (await fetch(run)).json();
    return found.status === "completed" ? found : null;
  };
  const found = await waitFor(fetchCompleted, { what: "the run to complete" });
  assert.deepEqual([found.exit_code, found.metrics.loss.count], [0, 2]);
  second.kill("SIGTERM");
  await Promise.all([second.status, second.stdout.cancel(), drain(second.stderr)]);
});

Deno.test("serve varies pages, scripts and API answers by Accept-Encoding", async () => {
  await using sandbox = await createSandbox();
  const server = sandbox.start("serve", "--port", "0");
  const [, address] = await readUntil(server.stdout, ADDRESS);
  const html = await (await fetch(address!, { headers: WITH_TOKEN })).text();
  const script = /"\/(_fresh\/js\/[^"]+)"/.exec(html)![1];
  for (const path of ["", "styles.css", script, "api/openapi.json"]) {
    const response = await fetch(address + path!, { headers: { "accept-encoding": "gzip" } });
    await response.body?.cancel();
    assert.match(response.headers.get("vary") ?? "", /Accept-Encoding/i, path);
  }
  server.kill("SIGTERM");
  await Promise.all([server.status, server.stdout.cancel(), drain(server.stderr)]);
});

Deno.test("serve answers 405 to TRACE, and ignores the body of a GET request", async () => {
  await using sandbox = await createSandbox();
  const server = sandbox.start("serve", "--port", "0");
  const [, address] = await readUntil(server.stdout, ADDRESS);
  const { hostname, port } = new URL(address!);
  const ask = async (request: string) => {
    using connection = await Deno.connect({ hostname, port: Number(port) });
    const [head, body = ""] = request.split("|");
    const headers = `Host: ${hostname}:${port}\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n`;
    await connection.write(new TextEncoder().encode(`${head} HTTP/1.1\r\n${headers}${body}`));
    return await drain(connection.readable);
  };
  for (const path of ["/", "/api/experiments", "/nowhere"]) {
    assert.match(await ask(`TRACE ${path}`), /^HTTP\/1\.1 405 .*\r\ncontent-type: application\/problem\+json\r\n/s);
  }
  assert.match(await ask("GET /api/experiments|{"), /^HTTP\/1\.1 200 /);
  server.kill("SIGTERM");
  const [, , printed] = await Promise.all([server.status, server.stdout.cancel(), drain(server.stderr)]);
  assert.doesNotMatch(printed, /Error/);
});

Deno.test("serve names the port when it is in use", async () => {
  await using sandbox = await createSandbox();
  using taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { code, stdout, stderr } = await sandbox.stdcurve("serve", "--port", String(taken.addr.port));
  assert.deepEqual([code, stdout], [1, ""]);
  assert.match(stderr, /port \d+ is in use; name another with --port\n$/);
});

Deno.test("serve and three runs on one KV file store every point", async () => {
  await using sandbox = await createSandbox();
  const server = sandbox.start("serve", "--port", "0");
  const [, address] = await readUntil(server.stdout, ADDRESS);
  const script = "for i in $(seq 3000); do echo Step $i: loss=$i.25; done";
  let isOver = false;
  const poll = (async () => {
    while (!isOver) {
      const response = await fetch(`${address}api/experiments`);
      await response.body?.cancel();
      assert.equal(response.status, 200);
    }
  })();
  const runs = [1, 2, 3].map(() => sandbox.stdcurve("run", "--", "sh", "-c", script));
  const ended = await Promise.all(runs);
  isOver = true;
  await poll;
  assert.deepEqual(ended.map(({ code }) => code), [0, 0, 0]);
  const { experiments: [{ runs: kept }] } = JSON.parse((await sandbox.stdcurve("ls", "--json")).stdout);
  assert.deepEqual(kept.map(({ metrics }: { metrics: { loss: { count: number } } }) => metrics.loss.count), [
    3000,
    3000,
    3000,
  ]);
  server.kill("SIGTERM");
  await Promise.all([server.status, server.stdout.cancel(), drain(server.stderr)]);
});

/** Starts a server, runs a test on its address, and stops it. */
async function whileServing(
  { sandbox, words }: { sandbox: Sandbox; words: string[] },
  test: (address: string, printed: RegExpExecArray) => Promise<void>,
): Promise<void> {
  const server = sandbox.start("serve", "--port", "0", ...words);
  const printed = await readUntil(server.stdout, /^stdcurve: (http:\S+\/)\?token=([\w-]+)\n/);
  try {
    await test(printed[1]!, printed);
  } finally {
    server.kill("SIGTERM");
    await Promise.all([server.status, server.stdout.cancel(), drain(server.stderr)]);
  }
}

async function statusOf(address: string, init: RequestInit = {}): Promise<number> {
  const response = await fetch(address, { redirect: "manual", ...init });
  await response.body?.cancel();
  return response.status;
}

Deno.test("serve prints an address that starts a session, and keeps the token out of its note", async () => {
  await using sandbox = await createSandbox();
  await whileServing({ sandbox, words: [] }, async (address, [line, , token]) => {
    const opened = await fetch(line!.trim().split(" ")[1]!, { redirect: "manual" });
    await opened.body?.cancel();
    assert.deepEqual([opened.status, opened.headers.get("location")], [303, "/"]);
    assert.ok(!opened.headers.get("set-cookie")!.includes(token!));
    const note = await Deno.readTextFile(`${sandbox.kv}.spool/address`);
    assert.ok(note.includes(address.slice(0, -1)) && !note.includes(token!), note);
  });
});

Deno.test("serve lets this user read without the token, and change nothing", async () => {
  await using sandbox = await createSandbox();
  await whileServing({ sandbox, words: [] }, async (address) => {
    assert.equal(await statusOf(address), 200);
    const change = { method: "POST", headers: { "content-type": "application/json" }, body: '{"name":"x"}' };
    assert.equal(await statusOf(`${address}api/experiments`, change), 401);
  });
});

Deno.test("serve --host 0.0.0.0 needs the token for everything but /healthz, and prints an address that others reach", async () => {
  await using sandbox = await createSandbox();
  await whileServing({ sandbox, words: ["--host", "0.0.0.0", "--auth", "changes"] }, async (address) => {
    assert.doesNotMatch(address, /0\.0\.0\.0|127\.0\.0\.1/);
    const local = `http://127.0.0.1:${new URL(address).port}/`;
    assert.deepEqual([await statusOf(local), await statusOf(`${local}api/experiments`)], [401, 401]);
    assert.deepEqual([await statusOf(local, { headers: WITH_TOKEN }), await statusOf(`${local}healthz`)], [200, 200]);
  });
});

Deno.test("serve --no-launch starts no command, and says so", async () => {
  await using sandbox = await createSandbox();
  await whileServing({ sandbox, words: ["--no-launch"] }, async (address) => {
    const { id } = await post<{ id: string }>(`${address}api/experiments`, { name: "closed" });
    const runs = `${address}api/experiments/${id}/runs`;
    const headers = { "content-type": "application/json", ...WITH_TOKEN };
    const refused = await fetch(runs, { method: "POST", headers, body: '{"command":["true"]}' });
    assert.equal(refused.status, 403);
    assert.match((await refused.json()).detail, /--no-launch/);
    assert.deepEqual((await (await fetch(runs)).json()).runs, []);
    const page = await (await fetch(`${address}experiments/${id}`, { headers: WITH_TOKEN })).text();
    assert.match(page, /This server may not start commands/);
  });
});

Deno.test("serve --launch-dir starts commands there, and nowhere else", async () => {
  await using sandbox = await createSandbox();
  await Deno.mkdir(sandbox.path("allowed"));
  await whileServing({ sandbox, words: ["--launch-dir", sandbox.path("allowed")] }, async (address) => {
    const { id } = await post<{ id: string }>(`${address}api/experiments`, { name: "kept" });
    const runs = `${address}api/experiments/${id}/runs`;
    const launched = await post<{ cwd: string }>(runs, { command: ["true"] });
    assert.equal(launched.cwd, await Deno.realPath(sandbox.path("allowed")));
    const headers = { "content-type": "application/json", ...WITH_TOKEN };
    const refused = await fetch(runs, { method: "POST", headers, body: '{"command":["true"],"cwd":"/"}' });
    assert.equal(refused.status, 403);
    assert.match((await refused.json()).detail, /--launch-dir/);
  });
});

Deno.test("serve refuses a --launch-dir that isn't there, and an --auth that it doesn't know", async () => {
  await using sandbox = await createSandbox();
  const parted = sandbox.path("data:more"); // in a variable it would be two directories
  await Deno.mkdir(parted);
  for (const words of [["--launch-dir", "/no/such"], ["--launch-dir", parted], ["--auth", "none"]]) {
    const { code, stderr } = await sandbox.stdcurve("serve", ...words);
    assert.equal(code, 2, stderr);
    assert.ok(stderr.includes(words[0]!), stderr);
  }
});

Deno.test("serve --embed lets pages of that origin frame a chart, and refuses what is no origin", async () => {
  await using sandbox = await createSandbox();
  const id = (await sandbox.feed("Step 1: loss=3\n", "import", "-")).stdout.trim();
  const refused = await sandbox.stdcurve("serve", "--embed", "*");
  assert.deepEqual([refused.code, /must be the origin of a page/.test(refused.stderr)], [2, true]);
  const words = ["--embed", "http://localhost:8888", "--embed", "https://wiki.example/"];
  await whileServing({ sandbox, words }, async (address) => {
    const { experiments } = await (await fetch(`${address}api/experiments`)).json();
    const page = await fetch(`${address}experiments/${experiments[0].id}/runs/${id}/embed`);
    assert.match(await page.text(), /<img src="data:image\/svg\+xml,/);
    assert.match(
      page.headers.get("content-security-policy")!,
      /frame-ancestors 'self' http:\/\/localhost:8888 https:\/\/wiki\.example$/,
    );
  });
});
