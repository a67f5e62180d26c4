import assert from "node:assert/strict";
import { openStore } from "../../lib/store/store.ts";
import { createSandbox, readUntil } from "./program.ts";

Deno.test("attach follows a run whose stdcurve was killed, and ends with its exit code once another one stores its end", async () => {
  await using sandbox = await createSandbox();
  const command = [
    "sh",
    "-c",
    'echo one; while [ ! -e "$0" ]; do sleep 0.02; done; echo two; exit 4',
    sandbox.path("gate"),
  ];
  const child = sandbox.start("run", "--", ...command), id = (await readUntil(child.stderr, /run (\S+) at/))[1]!;
  await readUntil(child.stdout, /one/);
  child.kill("SIGKILL");
  await Promise.all([child.status, child.stdout.cancel(), child.stderr.cancel()]);
  const attached = sandbox.start("attach", id);
  await readUntil(attached.stderr, /its owner on .* is silent since .*; stdcurve serve takes it over/);
  await readUntil(attached.stdout, /one\n/);
  await sandbox.write("gate", "");
  await readUntil(attached.stdout, /two\n/); // nobody captures it
  await readUntil(attached.stderr, /the command has ended with exit code 4, but no stdcurve has stored its end/);
  const server = sandbox.start("serve", "--port", "0");
  const [{ code }] = await Promise.all([attached.status, attached.stdout.cancel(), attached.stderr.cancel()]);
  assert.equal(code, 4);
  server.kill("SIGKILL");
  await Promise.all([server.status, server.stdout.cancel(), server.stderr.cancel()]);
  const { stdout, stderr } = await sandbox.stdcurve("attach", "--tail", "1", id);
  assert.deepEqual([stdout, stderr], ["two\n", `stdcurve: run ${id} is failed: exit code 4\n`]);
});

Deno.test("attach leaves the run alone at Ctrl-C", async () => {
  await using sandbox = await createSandbox();
  const child = sandbox.start(
    "run",
    "--",
    "sh",
    "-c",
    'echo one; while [ ! -e "$0" ]; do sleep 0.02; done',
    sandbox.path("gate"),
  );
  const id = (await readUntil(child.stderr, /run (\S+) at/))[1]!;
  const attached = sandbox.start("attach", id);
  await readUntil(attached.stdout, /one\n/);
  attached.kill("SIGINT");
  const [{ code }] = await Promise.all([attached.status, attached.stdout.cancel(), attached.stderr.cancel()]);
  assert.equal(code, 130);
  using store = await openStore(sandbox.kv);
  assert.equal((await store.runs.get(id)).status, "running");
  await sandbox.write("gate", "");
  assert.equal((await child.output()).code, 0);
});

Deno.test("attach refuses what is no number of lines", async () => {
  await using sandbox = await createSandbox();
  assert.equal((await sandbox.stdcurve("attach", "--tail", "-3", "0123456")).code, 2);
});
