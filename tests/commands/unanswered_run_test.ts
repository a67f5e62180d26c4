import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { openStore } from "../../lib/store/store.ts";
import { startSilentKv } from "../support/silent_kv.ts";
import { waitFor } from "../support/wait.ts";
import { listSpooled } from "../support/workspace.ts";
import { createSandbox, listKept, readUntil, type Sandbox } from "./program.ts";

/** Locks a KV file until it is disposed of. */
async function lockKv(path: string): Promise<Disposable> {
  (await openStore(path)).close();
  const database = new DatabaseSync(path);
  database.exec("BEGIN IMMEDIATE");
  return {
    [Symbol.dispose]() {
      database.exec("ROLLBACK");
      database.close();
    },
  };
}

/** Prints a line, waits for the file "gate", and prints another. */
const gated = (sandbox: Sandbox) => [
  "sh",
  "-c",
  'echo "Step 1: loss=0.5"; while [ ! -e "$0" ]; do sleep 0.02; done; echo "Step 2: loss=0.25"; exit 6',
  sandbox.path("gate"),
];

const spoolsOf = (sandbox: Sandbox) => listSpooled(`${sandbox.kv}.spool`);

Deno.test("run starts its command at once while the KV is locked, and stores everything when it is free", async () => {
  await using sandbox = await createSandbox();
  const lock = await lockKv(sandbox.kv), began = Date.now();
  const child = sandbox.start("run", "-e", "locked", "-n", "first", "--", ...gated(sandbox));
  await readUntil(child.stdout, /Step 1: loss=0\.5\n/);
  await readUntil(child.stderr, /^stdcurve: the KV runs\.db is locked by .*; retrying, nothing is lost\n/m);
  await sandbox.write("gate", "");
  await readUntil(child.stdout, /Step 2: loss=0\.25\n/);
  const overAt = Date.now();
  lock[Symbol.dispose]();
  await readUntil(child.stderr, /^stdcurve: run [-0-9a-f]+ at http:.*\/experiments\/[-0-9a-f]+\?run=/m);
  const [{ code }] = await Promise.all([child.status, child.stdout.cancel(), child.stderr.cancel()]);
  assert.equal(code, 6);
  const [experiment] = await listKept(sandbox), run = experiment.runs[0];
  assert.deepEqual([experiment.name, run.name, run.status, run.exit_code], ["locked", "first", "failed", 6]);
  assert.deepEqual([run.metrics.loss.count, run.last_line, run.command.length], [2, 2, 4]);
  assert.ok(Date.parse(run.started_at) >= began && Date.parse(run.ended_at) <= overAt + 1_000, JSON.stringify(run));
  assert.deepEqual(await spoolsOf(sandbox), []);
});

Deno.test("run starts nothing when its KV can't be used at all", async () => {
  await using sandbox = await createSandbox();
  await sandbox.write("runs.db", "this is no database, and it is long enough to be read as one");
  const { code, stdout, stderr } = await sandbox.stdcurve("run", "--", "touch", sandbox.path("started"));
  assert.deepEqual([code, stdout], [1, ""]);
  assert.match(stderr, /runs\.db is not a Deno KV file/);
  assert.equal(await Deno.stat(sandbox.path("started")).then(() => true, () => false), false);
});

Deno.test("a run whose stdcurve was killed before the KV answered is registered and captured by the next one", async () => {
  await using sandbox = await createSandbox();
  const lock = await lockKv(sandbox.kv);
  const child = sandbox.start(
    "run",
    "-e",
    "killed",
    "--cwd",
    sandbox.directory,
    "--",
    ...gated(sandbox),
    "--api-key=secret12345",
  );
  await readUntil(child.stdout, /Step 1: loss=0\.5\n/);
  child.kill("SIGKILL");
  await Promise.all([child.status, child.stdout.cancel(), child.stderr.cancel()]);
  const [log, note] = await spoolsOf(sandbox), id = log!.slice(0, -4);
  assert.equal((await Deno.readTextFile(`${sandbox.kv}.spool/${note}`)).includes("secret12345"), false);
  lock[Symbol.dispose]();
  await sandbox.write("gate", "");
  const waiting = `while [ -e ${sandbox.kv}.spool/${log} ]; do sleep 0.02; done`;
  assert.equal((await sandbox.stdcurve("run", "-e", "other", "--", "sh", "-c", waiting)).code, 0);
  const killed = (await listKept(sandbox)).find(({ name }: { name: string }) => name === "killed")!,
    run = killed.runs[0];
  assert.deepEqual([run.id, run.status, run.exit_code, run.last_line], [id, "failed", 6, 2]);
  assert.deepEqual([run.cwd, run.metrics.loss.count], [sandbox.directory, 2]);
});

Deno.test("a deleted run whose note is left comes back with no later stdcurve", async () => {
  await using sandbox = await createSandbox();
  const lock = await lockKv(sandbox.kv);
  const child = sandbox.start("run", "--", ...gated(sandbox));
  await readUntil(child.stdout, /Step 1: loss=0\.5\n/);
  const kept = await spoolsOf(sandbox), path = (name: string) => `${sandbox.kv}.spool/${name}`;
  lock[Symbol.dispose]();
  await waitFor(async () => (await Deno.readTextFile(path(kept[1]!))).includes("\nregistered "), {
    what: "the records",
  });
  for (const name of kept) await Deno.copyFile(path(name), path(`${name}.copy`));
  await sandbox.write("gate", "");
  await Promise.all([child.status, child.stdout.cancel(), child.stderr.cancel()]);
  for (const name of kept) await Deno.rename(path(`${name}.copy`), path(name));
  await sandbox.stdcurve("rm", (await listKept(sandbox))[0].runs[0].id);
  await sandbox.stdcurve("run", "-e", "other", "--", "true");
  assert.deepEqual((await listKept(sandbox)).find(({ name }: { name: string }) => name === "default")!.runs, []);
});

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.test(`run ends with its command's exit code at ${signal} while the store never answers`, async () => {
    await using kv = startSilentKv();
    await using sandbox = (await createSandbox()).with({ ...kv.env, STDCURVE_KV: kv.url });
    const child = sandbox.start("run", "--", "sh", "-c", "echo done; exit 5");
    await readUntil(child.stdout, /done\n/);
    child.kill(signal);
    const [{ code }, stderr] = await Promise.all([
      child.status,
      new Response(child.stderr).text(),
      child.stdout.cancel(),
    ]);
    assert.equal(code, 5, stderr);
  });
}

Deno.test("a signal that came before the command's end counts after it: run doesn't wait for a store that never answers", async () => {
  await using kv = startSilentKv();
  await using sandbox = (await createSandbox()).with({ ...kv.env, STDCURVE_KV: kv.url });
  const program = "trap 'echo heard' TERM; echo ready; while [ ! -e gate ]; do sleep 0.05; done; exit 5";
  const child = sandbox.start("run", "--", "sh", "-c", program);
  const [shown, seen] = child.stdout.tee();
  await readUntil(shown, /ready\n/);
  child.kill("SIGTERM");
  await readUntil(seen, /heard\n/);
  await sandbox.write("gate", "");
  const [{ code }, stderr] = await Promise.all([
    child.status,
    new Response(child.stderr).text(),
    shown.cancel(),
    seen.cancel(),
  ]);
  assert.equal(code, 5, stderr);
  assert.match(stderr, /stopped before everything was stored; stdcurve serve stores the rest/);
});

Deno.test("run --resume starts nothing while the KV is locked, and a signal ends its wait", async () => {
  await using sandbox = await createSandbox();
  assert.equal((await sandbox.stdcurve("run", "--", "true")).code, 0);
  const [{ runs: [{ id }] }] = await listKept(sandbox);
  using _ = await lockKv(sandbox.kv);
  const child = sandbox.start("run", "--resume", id, "--", "touch", sandbox.path("started"));
  await readUntil(child.stderr, /is locked by /);
  child.kill("SIGINT");
  await readUntil(child.stderr, /SIGINT came before the run could be resumed; nothing was started/);
  const [{ code }] = await Promise.all([child.status, child.stdout.cancel(), child.stderr.cancel()]);
  assert.equal(code, 130);
  assert.equal(await Deno.stat(sandbox.path("started")).then(() => true, () => false), false);
});
