import assert from "node:assert/strict";
import { openStore, type Store } from "../../lib/store/store.ts";
import { readLogText } from "../support/workspace.ts";
import { waitFor } from "../support/wait.ts";
import { createSandbox, readUntil, type Sandbox } from "./program.ts";

/** Prints 4,000 lines, waits for a file, prints 4,000 more. */
const SCRIPT = 'print() { for i in $(seq $1 $2); do echo "Step $i: loss=$i.5, lr=1e-4"; done; }; ' +
  'print 1 4000; while [ ! -e "$0" ]; do sleep 0.02; done; print 4001 8000; exit 3';
const PRINTED = Array.from({ length: 8000 }, (_, i) => `Step ${i + 1}: loss=${i + 1}.5, lr=1e-4\n`).join("");

/** Starts `stdcurve run` and kills it with SIGKILL when half of the output was shown. Returns the run's id. */
async function runAndKill(sandbox: Sandbox): Promise<string> {
  const child = sandbox.start("run", "--", "sh", "-c", SCRIPT, sandbox.path("gate"));
  const [[, id]] = await Promise.all([readUntil(child.stderr, /run (\S+) at/), readUntil(child.stdout, /Step 4000:/)]);
  child.kill("SIGKILL");
  await Promise.all([child.status, child.stdout.cancel(), child.stderr.cancel()]);
  return id!;
}

/** Asserts that the stored log is what the command printed, and that the stored points are what `extract` reads from it. */
async function checkWhole(sandbox: Sandbox, store: Store, id: string): Promise<void> {
  assert.equal(await readLogText(store, id), PRINTED);
  const { stdout } = await sandbox.stdcurve("extract", "--json", await sandbox.write("printed.log", PRINTED));
  const points = stdout.trimEnd().split("\n").map((line) => JSON.parse(line));
  for (const [metric, { value, step, line }] of (await store.points.read(id)).columns) {
    const expected = points.filter((point) => point.metric === metric);
    assert.deepEqual([...value], expected.map((point) => point.value));
    assert.deepEqual([...step], expected.map((point) => point.step));
    assert.deepEqual([...line], expected.map((point) => point.line));
  }
  const run = await store.runs.get(id);
  assert.deepEqual([run.status, run.reason, run.exitCode], ["failed", "exit code 3", 3]);
  assert.deepEqual(run.metrics.map(({ name, count }) => [name, count]), [["loss", 8000], ["learning_rate", 8000]]);
}

Deno.test("serve takes over a run when its `stdcurve run` was killed and the command still runs", async () => {
  await using sandbox = await createSandbox();
  const id = await runAndKill(sandbox);
  const server = sandbox.start("serve", "--port", "0");
  await readUntil(server.stdout, /^stdcurve: http/);
  using store = await openStore(sandbox.kv);
  assert.equal((await store.runs.get(id)).status, "running");
  await sandbox.write("gate", "");
  await waitFor(async () => (await store.runs.get(id)).status === "failed", { what: "the run to fail" });
  await checkWhole(sandbox, store, id);
  server.kill("SIGTERM");
  await Promise.all([server.status, server.stdout.cancel(), server.stderr.cancel()]);
});

Deno.test("run takes over the run of a killed `stdcurve run` while its own command runs", async () => {
  await using sandbox = await createSandbox();
  const id = await runAndKill(sandbox);
  await sandbox.write("gate", "");
  const command = 'while [ ! -e "$0" ]; do sleep 0.02; done; echo mine';
  const child = sandbox.start("run", "--", "sh", "-c", command, sandbox.path("second gate"));
  using store = await openStore(sandbox.kv);
  await waitFor(async () => (await store.runs.get(id)).status === "failed", { what: "the run to fail" });
  await sandbox.write("second gate", "");
  const { code, stdout } = await child.output();
  assert.deepEqual([code, new TextDecoder().decode(stdout)], [0, "mine\n"]);
  await checkWhole(sandbox, store, id);
});

Deno.test("run releases a run that it took over when its own command ends, and the next run continues it", async () => {
  await using sandbox = await createSandbox();
  const id = await runAndKill(sandbox);
  using store = await openStore(sandbox.kv);
  const first = (await store.runs.getOwner(id))!.instance;
  const isTakenUp = async () => (await store.runs.getOwner(id))!.instance !== first;
  const command = 'while [ ! -e "$0" ]; do sleep 0.02; done';
  const child = sandbox.start("run", "--", "sh", "-c", command, sandbox.path("second gate"));
  await waitFor(isTakenUp, { what: "the run to change its owner" });
  await sandbox.write("second gate", "");
  assert.equal((await child.output()).code, 0);
  assert.equal((await store.runs.get(id)).status, "running");
  await sandbox.write("gate", "");
  const last = sandbox.start("run", "--", "sh", "-c", command, sandbox.path("third gate"));
  await waitFor(async () => (await store.runs.get(id)).status === "failed", { what: "the run to fail" });
  await sandbox.write("third gate", "");
  await last.output();
  await checkWhole(sandbox, store, id);
});
