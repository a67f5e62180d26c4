import assert from "node:assert/strict";
import { startSilentKv } from "../support/silent_kv.ts";
import { createSandbox, readUntil } from "./program.ts";

Deno.test("stdcurve ls gives up a KV that does not answer, and says which", async () => {
  await using kv = startSilentKv();
  await using sandbox = await createSandbox();
  const { code, stdout, stderr } = await sandbox.with({ ...kv.env, STDCURVE_KV: kv.url }).stdcurve("ls");
  assert.deepEqual([code, stdout], [1, ""]);
  assert.match(stderr, /^stdcurve: the store at 127\.0\.0\.1:\d+ does not answer since \d\d:\d\d$/m);
});

Deno.test("serve says that its KV does not answer, and obeys a signal while it waits", async () => {
  await using kv = startSilentKv();
  await using sandbox = await createSandbox();
  const server = sandbox.with({ ...kv.env, STDCURVE_KV: kv.url }).start("serve", "--port", "0");
  await readUntil(server.stderr, /^stdcurve: the store at 127\.0\.0\.1:\d+ has not answered yet; retrying/m);
  server.kill("SIGTERM");
  const [{ code, signal }] = await Promise.all([server.status, server.stdout.cancel(), server.stderr.cancel()]);
  assert.deepEqual([code, signal], [0, null]);
});

Deno.test("run starts its command although its KV Connect server is down", async () => {
  await using sandbox = await createSandbox();
  const down = Deno.listen({ hostname: "127.0.0.1", port: 0 }), url = `http://127.0.0.1:${down.addr.port}`;
  down.close();
  const own = sandbox.with({ DENO_KV_ACCESS_TOKEN: "a-token-of-more-than-12-characters", STDCURVE_KV: url });
  const child = own.start("run", "--", "echo", "Step 1: loss=0.5");
  await readUntil(child.stdout, /Step 1: loss=0\.5\n/);
  await readUntil(child.stderr, /^stdcurve: the store at 127\.0\.0\.1:\d+ can't be reached: .*; retrying/m);
  child.kill("SIGINT");
  const [{ code }] = await Promise.all([child.status, child.stdout.cancel(), child.stderr.cancel()]);
  assert.equal(code, 0);
});
