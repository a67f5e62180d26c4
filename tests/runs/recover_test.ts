import assert from "node:assert/strict";
import { hostname } from "node:os";
import { readStartMark } from "../../lib/process/alive.ts";
import { startProcess } from "../../lib/process/start.ts";
import { recoverInBackground, recoverRuns } from "../../lib/runs/recover.ts";
import type { Owner } from "../../lib/store/runs.ts";
import { encodeKv } from "../../lib/store/kv.ts";
import { inWorkspace, launch, listFiles, readColumn, readLogText, sh, type Workspace } from "../support/workspace.ts";
import { waitFor } from "../support/wait.ts";
import { fromFileUrl } from "../support/paths.ts";

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

/** A process of this machine that died. */
const DEAD = { instance: "dead", host: hostname(), pid: 4_194_303, pidMark: null, at: 0 };
const NO_CHILD = { childPid: null, childMark: null };

async function makeOrphan(
  workspace: Workspace,
  owner: Partial<Owner>,
  options: { old?: boolean } = {},
): Promise<string> {
  const { store, experimentId } = workspace;
  const { id } = await store.runs.create({ experimentId, command: ["x"], cwd: "/", host: hostname() });
  await store.runs.setOwner(id, { ...DEAD, ...NO_CHILD, spool: `${workspace.spools}/${id}.log`, ...owner });
  if (options.old) await makeOld(workspace, id);
  return id;
}

/** Makes a run look as if it had been created an hour ago. */
async function makeOld({ kv }: Workspace, id: string): Promise<void> {
  const opened = encodeKv(await Deno.openKv(kv));
  const { value } = await opened.get<{ createdAt: number }>(["runs", id]);
  await opened.set(["runs", id], { ...value, createdAt: Date.now() - 3_600_000 });
  opened.close();
}

const recover = ({ store, spools }: Workspace, instance = crypto.randomUUID() as string) =>
  recoverRuns(store, { instance, spoolDirectory: spools });

const describe = async ({ store }: Workspace, id: string) => {
  const { status, reason } = await store.runs.get(id);
  return `${status}: ${reason}`;
};

Deno.test("recoverRuns() completes a run whose capture was killed, without a lost or doubled line", () =>
  inWorkspace(async (workspace) => {
    const count = 20_000, gate = `${workspace.directory}/gate`;
    const id = await captureAndKill(workspace, printing(count, { gate, at: 15_000 }), 500);
    await Deno.writeTextFile(gate, "");
    const [capture] = await recover(workspace);
    assert.ok(capture, "the run was taken over");
    const ended = await capture.done;
    assert.deepEqual([ended?.status, ended?.exitCode], ["completed", 0]);
    await checkPrinted(workspace, id, count);
    assert.deepEqual(await listFiles(workspace.spools), []);
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
    const [capture] = await recover(workspace);
    await Deno.writeTextFile(gate, "");
    assert.equal((await capture!.done)?.status, "completed");
    await checkPrinted(workspace, id, count);
  }));

Deno.test("recoverRuns() continues to capture a command that still runs, and cancels it on request", () =>
  inWorkspace(async (workspace) => {
    const id = await captureAndKill(workspace, sh("echo Step 1: loss=1; sleep 600"), 1);
    const [capture] = await recover(workspace);
    assert.equal((await workspace.store.runs.get(id)).status, "running");
    await workspace.store.runs.requestCancel(id);
    assert.equal((await capture!.done)?.status, "cancelled");
  }));

Deno.test("recoverRuns() skips a command that still runs when `onlyEnded` is set", () =>
  inWorkspace(async (workspace) => {
    const gate = `${workspace.directory}/gate`;
    const id = await captureAndKill(workspace, sh(`echo a; while [ ! -e ${gate} ]; do sleep 0.02; done; echo b`), 1);
    const options = { instance: "visitor", onlyEnded: true };
    assert.deepEqual(await recoverRuns(workspace.store, options), []);
    await Deno.writeTextFile(gate, "");
    const captures = await waitFor(async () => {
      const found = await recoverRuns(workspace.store, options);
      return found.length > 0 ? found : null;
    }, { what: "a run to recover" });
    await captures[0]!.done;
    assert.equal(await readLogText(workspace.store, id), "a\nb\n");
  }));

Deno.test("recoverInBackground() stops captures that have not ended, and the next one continues from there", () =>
  inWorkspace(async (workspace) => {
    const gate = `${workspace.directory}/gate`;
    const id = await captureAndKill(workspace, sh(`echo a; while [ ! -e ${gate} ]; do sleep 0.02; done; echo b`), 1);
    {
      await using _meanwhile = recoverInBackground(workspace.store, { instance: "dying" });
      await waitFor(async () => (await workspace.store.runs.getOwner(id))?.instance === "dying", {
        what: "the run to change its owner",
      });
    }
    const owner = (await workspace.store.runs.getOwner(id))!;
    await workspace.store.runs.setOwner(id, { ...owner, pid: DEAD.pid, pidMark: null });
    const [capture] = await recover(workspace);
    await Deno.writeTextFile(gate, "");
    assert.equal((await capture!.done)?.status, "completed");
    assert.equal(await readLogText(workspace.store, id), "a\nb\n");
  }));

Deno.test("recoverRuns() finds a command whose starter died before it stored the process id", () =>
  inWorkspace(async (workspace) => {
    const id = await makeOrphan(workspace, {});
    await Deno.mkdir(workspace.spools);
    const spool = `${workspace.spools}/${id}.log`;
    const { ended } = await startProcess({ command: sh("echo Step 1: loss=1; exit 4"), cwd: "/", spool });
    await ended;
    const [capture] = await recover(workspace);
    const run = await capture!.done;
    assert.deepEqual([run?.status, run?.exitCode], ["failed", 4]);
    assert.deepEqual(await readColumn(workspace.store, id, "loss"), [1]);
  }));

Deno.test("recoverRuns() marks a run as lost when its command was not started for a long time", () =>
  inWorkspace(async (workspace) => {
    const young = await makeOrphan(workspace, {}), old = await makeOrphan(workspace, {}, { old: true });
    assert.deepEqual(await recover(workspace), []);
    assert.equal(await describe(workspace, young), "queued: ");
    assert.equal(await describe(workspace, old), "failed: lost: stdcurve ended before the command was started");
  }));

Deno.test("recoverRuns() marks a run as lost when its spool is gone or its import has died", () =>
  inWorkspace(async (workspace) => {
    const gone = await makeOrphan(workspace, { childPid: 4_194_302 });
    const imported = await makeOrphan(workspace, { spool: null });
    assert.deepEqual(await recover(workspace), []);
    assert.match(await describe(workspace, gone), /^failed: lost: its spool file .*\.log is gone$/);
    assert.equal(
      await describe(workspace, imported),
      "failed: lost: stdcurve ended before it had read the whole log; import it again",
    );
  }));

Deno.test("recoverRuns() skips runs of other machines, of living processes and of its own process", () =>
  inWorkspace(async (workspace) => {
    const old = { old: true };
    await makeOrphan(workspace, { host: "elsewhere.example" }, old);
    await makeOrphan(workspace, { pid: Deno.pid, pidMark: await readStartMark(Deno.pid) }, old);
    await makeOrphan(workspace, { instance: "me" }, old);
    assert.deepEqual(await recover(workspace, "me"), []);
    assert.equal((await workspace.store.runs.listLive()).length, 3);
  }));

Deno.test("recoverRuns() recovers the other runs when one fails", () =>
  inWorkspace(async (workspace) => {
    const broken = await makeOrphan(workspace, { childPid: 4_194_302 }),
      other = await makeOrphan(workspace, { spool: null });
    const { update } = workspace.store.runs, errors: unknown[] = [];
    workspace.store.runs.update = (id, change) =>
      id === broken ? Promise.reject(new Error("no answer")) : update(id, change);
    await recoverRuns(workspace.store, { instance: "me", onError: (error) => errors.push(error) });
    assert.match(await describe(workspace, other), /^failed: lost/);
    assert.match(String(errors), /no answer/);
  }));

Deno.test("recoverRuns() removes the spools of runs that are stored completely, and no others", () =>
  inWorkspace(async (workspace) => {
    const { run, done } = await launch(workspace, sh("echo one"));
    await done;
    const lost = await makeOrphan(workspace, { childPid: 4_194_302, spool: `${workspace.spools}/elsewhere.log` });
    await recover(workspace);
    for (const id of [run.id, lost, crypto.randomUUID()]) {
      await Deno.writeTextFile(`${workspace.spools}/${id}.log`, "one\n");
      await Deno.writeTextFile(`${workspace.spools}/${id}.log.exit`, "pid 1\nexit 0\n");
    }
    await recover(workspace);
    assert.equal((await listFiles(workspace.spools)).filter((name) => name.startsWith(run.id)).length, 0);
    assert.equal((await listFiles(workspace.spools)).length, 4);
  }));
