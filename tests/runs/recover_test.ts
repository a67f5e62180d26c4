import assert from "node:assert/strict";
import { makePrivateDirectory } from "../../lib/host/private_files.ts";
import { readStartMark } from "../../lib/process/alive.ts";
import { readExit, spoolPath } from "../../lib/process/spool.ts";
import { startProcess } from "../../lib/process/start.ts";
import { observeLeases } from "../../lib/runs/lease.ts";
import { describeOwner } from "../../lib/runs/owner.ts";
import { prepareRecovery, recoverInBackground, recoverRuns } from "../../lib/runs/recover.ts";
import { inWorkspace, listSpooled, readColumn, readLogText, sh, type Workspace } from "../support/workspace.ts";
import { waitFor } from "../support/wait.ts";
import { fromFileUrl } from "../support/paths.ts";
import { DEAD_PID, describeRun, makeOrphan, recoverOwn, vouch, watchOwners } from "./orphans.ts";

/** Starts a program of `support` on the store of the workspace. Gives the process and the first line of its output. */
async function start(
  { kv, spools }: Workspace,
  program: string,
  ...args: string[]
): Promise<[Deno.ChildProcess, string]> {
  const path = fromFileUrl(new URL(`../support/${program}`, import.meta.url));
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", path, kv, spools, ...args],
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const output = child.stdout.getReader();
  const line = new TextDecoder().decode((await output.read()).value).trim();
  output.releaseLock();
  return [child, line];
}

async function kill(child: Deno.ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  await Promise.all([child.status, child.stdout.cancel()]);
}

const hasLines = ({ store }: Workspace, id: string, lines: number) =>
  waitFor(async () => (await store.runs.get(id)).lastLine >= lines, { what: `${lines} lines of the run` });

/** Captures a command in a process, and kills that process when the run has this many lines. Gives the id of the run. */
async function captureAndKill(workspace: Workspace, command: string[], lines: number): Promise<string> {
  const [child, id] = await start(workspace, "capture_program.ts", ...command);
  await hasLines(workspace, id, lines);
  await kill(child);
  return id;
}

/** A command that prints this many metric lines, and waits for a file after one of them. */
const printing = (count: number, { gate, at }: { gate: string; at: number }) =>
  sh(
    `i=0; while [ $i -lt ${count} ]; do i=$((i+1)); echo "Step $i: loss=0.$i"; ` +
      `[ $i -eq ${at} ] && while [ ! -e ${gate} ]; do sleep 0.02; done; done; exit 0`,
  );

async function checkPrinted({ store }: Workspace, id: string, count: number): Promise<void> {
  const steps = Array.from({ length: count }, (_, i) => i + 1);
  assert.equal(await readLogText(store, id), steps.map((i) => `Step ${i}: loss=0.${i}\n`).join(""));
  assert.deepEqual(await readColumn(store, id, "loss", "step"), steps);
  assert.deepEqual(await readColumn(store, id, "loss", "line"), steps);
  assert.deepEqual(await readColumn(store, id, "loss"), steps.map((i) => Number(`0.${i}`)));
}

Deno.test("recoverRuns() completes a run whose capture was killed, without a lost or doubled line", () =>
  inWorkspace(async (workspace) => {
    const count = 20_000, gate = `${workspace.directory}/gate`;
    const id = await captureAndKill(workspace, printing(count, { gate, at: 15_000 }), 500);
    await Deno.writeTextFile(gate, "");
    const [capture] = await recoverOwn(workspace);
    assert.ok(capture, "the run was taken over");
    const ended = await capture.done;
    assert.deepEqual([ended?.status, ended?.exitCode], ["completed", 0]);
    await checkPrinted(workspace, id, count);
    assert.deepEqual(await listSpooled(workspace.spools), []);
  }));

Deno.test("recoverRuns() completes a run whose captures were killed one after another, during a flush", () =>
  inWorkspace(async (workspace) => {
    const count = 60_000, gate = `${workspace.directory}/gate`;
    const id = await captureAndKill(workspace, printing(count, { gate, at: count }), 300);
    for (const lines of [2_000, 9_000, 20_000, 35_000]) {
      const [child, begun] = await start(workspace, "recover_program.ts");
      assert.equal(begun, "1");
      await hasLines(workspace, id, lines);
      await kill(child);
    }
    const [capture] = await recoverOwn(workspace);
    await Deno.writeTextFile(gate, "");
    assert.equal((await capture!.done)?.status, "completed");
    await checkPrinted(workspace, id, count);
  }));

Deno.test("recoverRuns() continues to capture a command that still runs, and cancels it on request", () =>
  inWorkspace(async (workspace) => {
    const id = await captureAndKill(workspace, sh("echo Step 1: loss=1; sleep 600"), 1);
    const [capture] = await recoverOwn(workspace);
    assert.equal((await workspace.store.runs.get(id)).status, "running");
    await workspace.store.runs.requestCancel(id);
    assert.equal((await capture!.done)?.status, "cancelled");
  }));

Deno.test("recoverRuns() continues to capture what a command has left behind, and keeps the command's exit code", () =>
  inWorkspace(async (workspace) => {
    const gate = `${workspace.directory}/gate`, late = `while [ ! -e ${gate} ]; do sleep 0.02; done; echo late`;
    const id = await captureAndKill(workspace, sh(`setsid sh -c '${late}' & echo first; exit 4`), 1);
    const spool = spoolPath(workspace.spools, id);
    await waitFor(() => readExit(spool, ["sh"]), { what: "the end of the command" });
    const [capture] = await recoverOwn(workspace);
    await waitFor(() => capture!.outputWatch.late, { what: "a look at what is left" });
    await Deno.writeTextFile(gate, "");
    const ended = await capture!.done;
    assert.deepEqual([ended?.status, ended?.exitCode], ["failed", 4]);
    assert.equal(await readLogText(workspace.store, id), "first\nlate\n");
    assert.deepEqual(await listSpooled(workspace.spools), []);
  }));

Deno.test("recoverInBackground() stops captures that have not ended, and the next one continues from there", () =>
  inWorkspace(async (workspace) => {
    const gate = `${workspace.directory}/gate`;
    const id = await captureAndKill(workspace, sh(`echo a; while [ ! -e ${gate} ]; do sleep 0.02; done; echo b`), 1);
    {
      await using _meanwhile = recoverInBackground(workspace.store, {
        instance: "dying",
        spoolDirectory: workspace.spools,
      });
      await waitFor(async () => (await workspace.store.runs.getOwner(id))?.instance === "dying", {
        what: "the run to change its owner",
      });
    }
    const owner = (await workspace.store.runs.getOwner(id))!;
    await workspace.store.runs.setOwner(id, { ...owner, pid: DEAD_PID, pidMark: null });
    const [capture] = await recoverOwn(workspace);
    await Deno.writeTextFile(gate, "");
    assert.equal((await capture!.done)?.status, "completed");
    assert.equal(await readLogText(workspace.store, id), "a\nb\n");
  }));

Deno.test("recoverRuns() finds a command whose starter died right after it had started it", () =>
  inWorkspace(async (workspace) => {
    const id = await makeOrphan(workspace);
    makePrivateDirectory(workspace.spools);
    const spool = spoolPath(workspace.spools, id), command = sh("echo Step 1: loss=1; exit 4");
    const { ended } = await startProcess({ command, cwd: "/", spool, nonce: "n" });
    await ended;
    const [capture] = await recoverOwn(workspace);
    const run = await capture!.done;
    assert.deepEqual([run?.status, run?.exitCode], ["failed", 4]);
    assert.deepEqual(await readColumn(workspace.store, id, "loss"), [1]);
  }));

Deno.test("recoverRuns() marks a run as lost when its command was not started for a long time", () =>
  inWorkspace(async (workspace) => {
    const young = await makeOrphan(workspace), old = await makeOrphan(workspace, {}, { old: true });
    const begun = await makeOrphan(workspace, {}, { old: true });
    const starting = await makeOrphan(workspace);
    for (const id of [begun, starting]) vouch(workspace, id);
    assert.deepEqual(await recoverOwn(workspace), []);
    assert.equal(await describeRun(workspace, starting), "queued: ");
    assert.equal(await describeRun(workspace, young), "queued: ");
    assert.equal(await describeRun(workspace, old), "failed: lost: stdcurve ended before the command was started");
    assert.equal(await describeRun(workspace, begun), "failed: lost: stdcurve ended before the command was started");
  }));

Deno.test("recoverRuns() marks a run as lost when its spool is gone or its import has died", () =>
  inWorkspace(async (workspace) => {
    const gone = await makeOrphan(workspace), spool = vouch(workspace, gone, { more: `pid ${DEAD_PID}\n` });
    const removed = await makeOrphan(workspace, {}, { old: true });
    await workspace.store.runs.update(removed, { status: "running" });
    const imported = await makeOrphan(workspace, { nonce: null, spools: null }, { command: [] });
    await Deno.remove(spool);
    assert.deepEqual(await recoverOwn(workspace), []);
    assert.equal(await describeRun(workspace, gone), `failed: lost: its spool file ${spool} is gone`);
    assert.match(await describeRun(workspace, removed), /^failed: lost: its spool file .*\.log is gone$/);
    assert.equal(
      await describeRun(workspace, imported),
      "failed: lost: stdcurve ended before it had read the whole log; import it again",
    );
  }));

Deno.test("recoverRuns() skips runs of other machines, of living processes and of its own process", () =>
  inWorkspace(async (workspace) => {
    const old = { old: true }, alive = { pid: Deno.pid, pidMark: readStartMark(Deno.pid) };
    await makeOrphan(workspace, { host: "elsewhere.example", boot: "elsewhere" }, old);
    await makeOrphan(workspace, alive, old);
    await makeOrphan(workspace, { instance: "me" }, old);
    assert.deepEqual(await recoverOwn(workspace, { instance: "me" }), []);
    assert.equal((await workspace.store.runs.listLive()).length, 3);
  }));

Deno.test("recoverRuns() takes no silence for the end of a lease while the store takes no writes", () =>
  inWorkspace(async (workspace) => {
    const { store } = workspace, id = await makeOrphan(workspace, { host: "box", boot: "other" });
    vouch(workspace, id, { more: `pid ${DEAD_PID}\nexit 0\n` });
    const leases = await watchOwners(workspace), { confirmOwner } = store.runs;
    store.runs.confirmOwner = () => Promise.reject(new Error("database is locked"));
    assert.deepEqual(await recoverOwn(workspace, { leases }), []);
    store.runs.confirmOwner = confirmOwner;
    assert.deepEqual(await recoverOwn(workspace, { leases }), []); // it looks on from the beginning
    const [capture] = await recoverOwn(workspace, { leases: await watchOwners(workspace) });
    assert.equal((await capture!.done)?.status, "completed");
  }));

Deno.test("prepareRecovery() commits nothing to look into silence while writes of its own show that the store takes some", () =>
  inWorkspace(async (workspace) => {
    const { store, spools } = workspace;
    for (let i = 0; i < 3; i++) await makeOrphan(workspace, { host: "box", boot: "other" });
    let now = 0;
    const leases = observeLeases(describeOwner("me"), { now: () => now });
    const look = prepareRecovery(store, { instance: "me", spoolDirectory: spools, leases });
    const commits = async () => {
      const before = store.writeCount;
      now += 4_000;
      await look();
      return store.writeCount - before;
    };
    for (let looks = 0; looks < 3; looks++) await commits();
    assert.equal(await commits(), 1); // it has written nothing else, and one commit is enough for all three
    await store.experiments.create({ name: "a write" });
    assert.equal(await commits(), 0);
  }));

Deno.test("recoverRuns() recovers the other runs when one fails", () =>
  inWorkspace(async (workspace) => {
    const broken = await makeOrphan(workspace, {}, { old: true }),
      other = await makeOrphan(workspace, { nonce: null, spools: null }, { command: [] });
    const { update } = workspace.store.runs, errors: unknown[] = [];
    workspace.store.runs.update = (id, change) =>
      id === broken ? Promise.reject(new Error("no answer")) : update(id, change);
    const onError = (error: unknown) => void errors.push(error);
    await recoverRuns(workspace.store, { instance: "me", spoolDirectory: workspace.spools, onError });
    assert.match(await describeRun(workspace, other), /^failed: lost/);
    assert.match(String(errors), /no answer/);
  }));
