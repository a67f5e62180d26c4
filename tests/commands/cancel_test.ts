import assert from "node:assert/strict";
import { isAlive } from "../../lib/process/alive.ts";
import { readNote, spoolPath } from "../../lib/process/spool.ts";
import { describeOwner } from "../../lib/runs/owner.ts";
import { openStore, type Store } from "../../lib/store/store.ts";
import { readLogText } from "../support/workspace.ts";
import { waitFor } from "../support/wait.ts";
import { createSandbox, readUntil, type Sandbox } from "./program.ts";

/** A `stdcurve run` of a command that prints a line and waits to be stopped. */
async function startRun(sandbox: Sandbox, store: Store): Promise<{ child: Deno.ChildProcess; id: string }> {
  const child = sandbox.start("run", "--", "sh", "-c", "echo Step 1: loss=1; exec sleep 600");
  const id = (await readUntil(child.stderr, /run (\S+) at/))[1]!;
  await waitFor(async () => (await store.runs.get(id)).lastLine === 1, { what: "the line to be stored" });
  return { child, id };
}

/** The same, but its `stdcurve run` was killed and its command runs on. */
async function startOrphan(sandbox: Sandbox, store: Store): Promise<string> {
  const { child, id } = await startRun(sandbox, store);
  child.kill("SIGKILL");
  await Promise.all([child.status, child.stdout.cancel(), child.stderr.cancel()]);
  return id;
}

const leaderOf = (sandbox: Sandbox, id: string) => readNote(spoolPath(`${sandbox.kv}.spool`, id))!.leader!;

/** A live run whose owner is on another machine and renews nothing. It names a process of this machine, which must not be signalled. */
async function makeStranger(store: Store, at = 0): Promise<string> {
  const { id: experimentId } = await store.experiments.getOrCreate("strangers");
  const { id } = await store.runs.create({ experimentId, command: ["x"], cwd: "/", host: "box", status: "running" });
  await store.runs.setOwner(id, { ...describeOwner("stranger"), host: "box", boot: "other", nonce: "n", at });
  return id;
}

Deno.test("cancel asks the owner of a run to stop it, and waits for the end", async () => {
  await using sandbox = await createSandbox();
  using store = await openStore(sandbox.kv);
  const { child, id } = await startRun(sandbox, store);
  const { code, stderr } = await sandbox.stdcurve("cancel", id);
  assert.equal(code, 0, stderr);
  assert.match(stderr, new RegExp(`^stdcurve: run ${id}: its owner on .* was asked to stop it; waiting for its end\n`));
  assert.match(stderr, new RegExp(`stdcurve: run ${id} is cancelled\n$`));
  assert.equal((await store.runs.get(id)).status, "cancelled");
  await child.output();
  const again = await sandbox.stdcurve("cancel", id);
  assert.deepEqual([again.code, again.stderr], [1, `stdcurve: run ${id} is cancelled already\n`]);
});

Deno.test("cancel waits for a lease and names --force, which ends only the record of a run of another machine", async (t) => {
  await using sandbox = await createSandbox();
  using store = await openStore(sandbox.kv);
  const orphan = await startOrphan(sandbox, store), { pid, mark } = leaderOf(sandbox, orphan);
  const stranger = await makeStranger(store);
  const [plain, forced] = await Promise.all([
    sandbox.stdcurve("cancel", orphan),
    sandbox.stdcurve("cancel", "--force", stranger),
  ]);
  await t.step("it says since when the run has no owner, and names --force", async () => {
    assert.equal(plain.code, 1);
    const silent = `run ${orphan}: its owner on .* is silent since 20.* UTC`;
    assert.match(plain.stderr, new RegExp(`${silent}; end it by hand: stdcurve cancel ${orphan} --force`));
    assert.equal((await store.runs.get(orphan)).status, "running");
    assert.equal(isAlive(pid, mark), true);
  });
  await t.step("--force ends only the record of a run of another machine", async () => {
    assert.equal(forced.code, 0, forced.stderr);
    const { status, reason } = await store.runs.get(stranger);
    assert.equal(status, "cancelled");
    assert.equal(reason, "lost: its owner on box is silent since 1970-01-01 00:00:00 UTC, ended by hand");
  });
  Deno.kill(-pid, "SIGKILL");
});

Deno.test("cancel --force stops the command of a run that nobody owns where it ran here, and stores its output", async () => {
  await using sandbox = await createSandbox();
  using store = await openStore(sandbox.kv);
  const id = await startOrphan(sandbox, store), { pid, mark } = leaderOf(sandbox, id);
  const { code, stderr } = await sandbox.stdcurve("cancel", id, "--force");
  assert.equal(code, 0, stderr);
  const { status, exitCode } = await store.runs.get(id);
  assert.deepEqual([status, exitCode], ["cancelled", 143]);
  assert.equal(await readLogText(store, id), "Step 1: loss=1\n");
  await waitFor(() => !isAlive(pid, mark), { what: "the command to end" });
});

Deno.test("rm --force deletes runs that nobody owns and runs that it stops first; rm without it refuses both", async () => {
  await using sandbox = await createSandbox();
  using store = await openStore(sandbox.kv);
  const orphan = await startOrphan(sandbox, store), { pid, mark } = leaderOf(sandbox, orphan);
  const { stderr } = await sandbox.stdcurve("rm", orphan);
  assert.match(stderr, /is running, and its owner on .* is silent since .* --force\n$/);
  const { child, id } = await startRun(sandbox, store); // it takes the orphan over
  assert.match(
    (await sandbox.stdcurve("rm", id)).stderr,
    new RegExp(`is running; stop it first: .*stdcurve cancel ${id}`),
  );
  assert.equal((await sandbox.stdcurve("rm", "--force", orphan, id)).code, 0);
  await child.output();
  for (const each of [orphan, id]) await assert.rejects(store.runs.get(each), /there is no run/);
  await waitFor(() => !isAlive(pid, mark), { what: "the command of the orphan to end" });
});

Deno.test("rm --experiment deletes an experiment with its runs, and nothing while one of them is live", async () => {
  await using sandbox = await createSandbox();
  using store = await openStore(sandbox.kv);
  const { id } = await store.experiments.getOrCreate("old one");
  await sandbox.feed("Step 1: loss=1\n", "import", "-e", "old one", "-");
  const { id: live } = await store.runs.create({ experimentId: id, command: ["x"], cwd: "/", host: "h" });
  assert.equal((await sandbox.stdcurve("rm", "--experiment", "old one")).code, 1);
  assert.equal((await store.runs.list(id)).items.length, 2);
  await store.runs.update(live, { status: "failed" });
  assert.equal((await sandbox.stdcurve("rm", "--experiment", "old one")).code, 0);
  assert.equal(await store.experiments.getByName("old one"), null);
  for (const words of [["rm"], ["rm", "--experiment", "e", live]]) {
    assert.equal((await sandbox.stdcurve(...words)).code, 2);
  }
});
