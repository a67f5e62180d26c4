import assert from "node:assert/strict";
import { hostname } from "node:os";
import { makePrivateDirectory } from "../../lib/host/private_files.ts";
import { isAlive, readStartMark } from "../../lib/process/alive.ts";
import { createSpool, notePath, spoolPath } from "../../lib/process/spool.ts";
import { startProcess } from "../../lib/process/start.ts";
import { describeOwner } from "../../lib/runs/owner.ts";
import { recoverInBackground, recoverRuns } from "../../lib/runs/recover.ts";
import type { Owner } from "../../lib/store/runs.ts";
import { encodeKv } from "../../lib/store/kv.ts";
import { inWorkspace, listFiles, readColumn, readLogText, sh, type Workspace } from "../support/workspace.ts";
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

/** An id that no process has. */
const DEAD_PID = 4_194_303;

/** A run of a command whose capture, a process of this machine, has died. Gives its id. */
async function makeOrphan(
  workspace: Workspace,
  owner: Partial<Owner> = {},
  { old = false, command = ["x"] }: { old?: boolean; command?: string[] } = {},
): Promise<string> {
  const { store, experimentId, spools } = workspace;
  const { id } = await store.runs.create({ experimentId, command, cwd: "/", host: hostname() });
  const dead = { ...describeOwner("dead"), pid: DEAD_PID, pidMark: null, nonce: "n", spools, at: 0 };
  await store.runs.setOwner(id, { ...dead, ...owner });
  if (old) await makeOld(workspace, id);
  return id;
}

/** Writes spool and note of a run, as this user and in the user's own directory. */
function vouch({ spools }: Workspace, id: string, { log = "", more = "", nonce = "n" } = {}): string {
  makePrivateDirectory(spools);
  const spool = spoolPath(spools, id);
  createSpool(spool, nonce);
  Deno.writeTextFileSync(spool, log);
  Deno.writeTextFileSync(notePath(spool), more, { append: true });
  return spool;
}

/** Makes a run look as if it had been created an hour ago. */
async function makeOld({ kv }: Workspace, id: string): Promise<void> {
  const opened = encodeKv(await Deno.openKv(kv));
  const { value } = await opened.get<{ createdAt: number }>(["runs", id]);
  await opened.set(["runs", id], { ...value, createdAt: Date.now() - 3_600_000 });
  opened.close();
}

const recover = (
  { store, spools }: Workspace,
  { instance = crypto.randomUUID() as string, onForeign = (message: string): void => assert.fail(message) } = {},
) => recoverRuns(store, { instance, spoolDirectory: spools, onForeign });

/** Recovers, and gives what was said about runs that aren't ours. */
async function recoverOthers(workspace: Workspace): Promise<string[]> {
  const messages: string[] = [];
  assert.deepEqual(await recover(workspace, { onForeign: (message) => void messages.push(message) }), []);
  return messages;
}

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
    const [capture] = await recover(workspace);
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
    const [capture] = await recover(workspace);
    const run = await capture!.done;
    assert.deepEqual([run?.status, run?.exitCode], ["failed", 4]);
    assert.deepEqual(await readColumn(workspace.store, id, "loss"), [1]);
  }));

Deno.test("recoverRuns() marks a run as lost when its command was not started for a long time", () =>
  inWorkspace(async (workspace) => {
    const young = await makeOrphan(workspace), old = await makeOrphan(workspace, {}, { old: true });
    const begun = await makeOrphan(workspace, {}, { old: true });
    vouch(workspace, begun);
    assert.deepEqual(await recover(workspace), []);
    assert.equal(await describe(workspace, young), "queued: ");
    assert.equal(await describe(workspace, old), "failed: lost: stdcurve ended before the command was started");
    assert.equal(await describe(workspace, begun), "failed: lost: stdcurve ended before the command was started");
  }));

Deno.test("recoverRuns() marks a run as lost when its spool is gone or its import has died", () =>
  inWorkspace(async (workspace) => {
    const gone = await makeOrphan(workspace), spool = vouch(workspace, gone, { more: `pid ${DEAD_PID}\n` });
    const removed = await makeOrphan(workspace, {}, { old: true });
    await workspace.store.runs.update(removed, { status: "running" });
    const imported = await makeOrphan(workspace, { nonce: null, spools: null }, { command: [] });
    await Deno.remove(spool);
    assert.deepEqual(await recover(workspace), []);
    assert.equal(await describe(workspace, gone), `failed: lost: its spool file ${spool} is gone`);
    assert.match(await describe(workspace, removed), /^failed: lost: its spool file .*\.log is gone$/);
    assert.equal(
      await describe(workspace, imported),
      "failed: lost: stdcurve ended before it had read the whole log; import it again",
    );
  }));

Deno.test("recoverRuns() skips runs of other machines, of living processes and of its own process", () =>
  inWorkspace(async (workspace) => {
    const old = { old: true }, alive = { pid: Deno.pid, pidMark: readStartMark(Deno.pid) };
    await makeOrphan(workspace, { host: "elsewhere.example", at: Date.now() }, old);
    await makeOrphan(workspace, alive, old);
    await makeOrphan(workspace, { instance: "me" }, old);
    assert.deepEqual(await recover(workspace, { instance: "me" }), []);
    assert.equal((await workspace.store.runs.listLive()).length, 3);
  }));

Deno.test("recoverRuns() leaves a run alone that no note of this user vouches for, and says so", () =>
  inWorkspace(async (workspace) => {
    const old = { old: true };
    const strangers = [
      await makeOrphan(workspace, { boot: "another start" }, old),
      await makeOrphan(workspace, { uid: 4711 }, old),
      await makeOrphan(workspace, { spools: "/elsewhere" }, old),
    ];
    const other = await makeOrphan(workspace, {}, old), silent = await makeOrphan(workspace, { host: "gone" }, old);
    vouch(workspace, other, { nonce: "another", more: "exit 0\n" });
    const messages = await recoverOthers(workspace);
    for (const id of [...strangers, other]) {
      assert.ok(messages.includes(
        `run ${id} belongs to another machine or user: no note in ${workspace.spools} vouches for it; it is left alone`,
      ));
    }
    assert.ok(messages.some((each) => each.startsWith(`run ${silent} belongs to another machine (gone), `)));
    assert.deepEqual([messages.length, (await workspace.store.runs.listLive()).length], [5, 5]);
  }));

Deno.test("recoverRuns() reads, shows and removes no file that a KV names", () =>
  inWorkspace(async (workspace) => {
    const { store, spools, directory } = workspace, secret = `${directory}/passwd`;
    await Deno.writeTextFile(secret, "root:x:0:0\n");
    await Deno.writeTextFile(`${secret}.exit`, "pid 4711\nexit 0\n");
    // what a record looked like when it named files and processes
    const old = { spool: secret, childPid: DEAD_PID, childMark: null, nonce: undefined } as unknown as Owner;
    const id = await makeOrphan(workspace, old, { old: true }),
      vouched = await makeOrphan(workspace, old, { old: true });
    vouch(workspace, vouched, { nonce: "undefined", log: "ours\n", more: "exit 0\n" });
    const messages = await recoverOthers(workspace);
    assert.match(messages.join("\n"), new RegExp(`run ${vouched} belongs to another machine or user`));
    for (const each of [id, vouched]) assert.equal(await readLogText(store, each), "");
    assert.equal(await Deno.readTextFile(secret), "root:x:0:0\n");
    assert.equal(await Deno.readTextFile(`${secret}.exit`), "pid 4711\nexit 0\n");
    assert.deepEqual(await listFiles(spools), [`${vouched}.log`, `${vouched}.note`]);
  }));

Deno.test("recoverRuns() stops no process that only a KV names, and none whose id is used again", () =>
  inWorkspace(async (workspace) => {
    const { store } = workspace, child = new Deno.Command("sleep", { args: ["600"], detached: true }).spawn();
    const mark = readStartMark(child.pid);
    try {
      const named = { childPid: child.pid, childMark: mark } as unknown as Owner;
      const stranger = await makeOrphan(workspace, { ...named, nonce: "another" }),
        reused = await makeOrphan(workspace);
      vouch(workspace, stranger);
      vouch(workspace, reused, { log: "a\n", more: `pid ${child.pid}\n` }); // and no start mark
      for (const id of [stranger, reused]) await store.runs.requestCancel(id);
      const captures = await recover(workspace, { onForeign: () => {} });
      await waitFor(async () => await readLogText(store, reused) === "a\n", { what: "the spool to be stored" });
      captures.forEach(({ signal }) => signal("SIGKILL"));
      assert.deepEqual(await Promise.all(captures.map(({ done }) => done)), [null]);
      assert.equal(isAlive(child.pid, mark), true);
    } finally {
      child.kill("SIGKILL");
      await child.status;
    }
  }));

Deno.test("recoverRuns() leaves a run alone whose spool or note was swapped for a link, and says so", () =>
  inWorkspace(async (workspace) => {
    const { store, directory } = workspace, secret = `${directory}/secret`;
    await Deno.writeTextFile(secret, "nonce n\nhost h\nboot \nexit 0\n");
    const swapped = await makeOrphan(workspace), forged = await makeOrphan(workspace);
    const [spool, note] = [
      vouch(workspace, swapped, { more: "pid 4711\nexit 0\n" }),
      notePath(vouch(workspace, forged, { more: "exit 1\n" })),
    ];
    for (const path of [spool, note]) {
      await Deno.remove(path);
      await Deno.symlink(secret, path);
    }
    const messages = (await recoverOthers(workspace)).join("\n");
    assert.match(messages, new RegExp(`run ${swapped} is left alone: .*\\.log is a symbolic link`));
    assert.match(messages, new RegExp(`run ${forged} is left alone: .*\\.note is a symbolic link`));
    assert.deepEqual([await readLogText(store, swapped), await readLogText(store, forged)], ["", ""]);
    assert.equal((await store.runs.get(forged)).status, "queued");
    assert.match(await Deno.readTextFile(secret), /exit 0/);
  }));

Deno.test({
  name: "recoverRuns() uses nothing in a spool directory that another user has made",
  ignore: Deno.uid() !== 0, // only root can give files away
  fn: () =>
    inWorkspace(async (workspace) => {
      const id = await makeOrphan(workspace), spool = vouch(workspace, id, { log: "theirs\n", more: "exit 0\n" });
      for (const path of [spool, notePath(spool), workspace.spools]) await Deno.chown(path, 12_345, 12_345);
      const messages = await recoverOthers(workspace);
      assert.match(messages.join("\n"), /belongs to another user \(uid 12345/);
      assert.equal(await describe(workspace, id), "queued: ");
      assert.equal(await readLogText(workspace.store, id), "");
      assert.equal((await listFiles(workspace.spools)).length, 2);
    }),
});

Deno.test("recoverRuns() ends a run of an earlier start of this machine, and signals nothing", () =>
  inWorkspace(async (workspace) => {
    const { store, spools } = workspace, id = await makeOrphan(workspace, { boot: "earlier" });
    const spool = vouch(workspace, id, { log: "Step 1: loss=1\n" });
    const stat = await Deno.readTextFile(`/proc/${Deno.pid}/stat`).catch(() => "");
    await Deno.writeTextFile(
      notePath(spool),
      `nonce n\nhost ${hostname()}\nboot earlier\npid ${Deno.pid}\n${stat && `stat ${stat}`}`,
    );
    await store.runs.requestCancel(id);
    const [capture] = await recover(workspace);
    assert.equal((await capture!.done)?.exitCode, null);
    assert.deepEqual(await readColumn(store, id, "loss"), [1]);
    assert.equal((await listFiles(spools)).length, 2); // nobody saw the end: the spool stays
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
    assert.match(await describe(workspace, other), /^failed: lost/);
    assert.match(String(errors), /no answer/);
  }));
