import assert from "node:assert/strict";
import { makePrivateDirectory } from "../../lib/host/private_files.ts";
import { createSpool, notePath, spoolPath } from "../../lib/process/spool.ts";
import { sweepSpools } from "../../lib/runs/sweep_spools.ts";
import {
  createLiveRun,
  inWorkspace,
  launch,
  listFiles,
  listSpooled,
  sh,
  type Workspace,
} from "../support/workspace.ts";
import { DEAD_PID } from "./orphans.ts";

const sweep = ({ store, spools }: Workspace) =>
  sweepSpools(store, { directory: spools, onError: (error) => assert.fail(String(error)) });

/** Writes spool and note of a run again, as a crash would have left them. */
function leaveSpool({ spools }: Workspace, id: string, log: string, more = "exit 0\n"): string {
  makePrivateDirectory(spools);
  const spool = spoolPath(spools, id);
  createSpool(spool, "n");
  Deno.writeTextFileSync(spool, log);
  Deno.writeTextFileSync(notePath(spool), more, { append: true });
  return spool;
}

/** The line of a note that says which process has this id. */
const markOf = (pid: number) => `stat ${Deno.readTextFileSync(`/proc/${pid}/stat`).trim()}\n`;

/** Makes a note look as if it was written before this start of the machine. */
async function changeBoot(spool: string): Promise<void> {
  const note = notePath(spool), text = await Deno.readTextFile(note);
  await Deno.writeTextFile(note, text.replace(/^boot \S+/m, "boot earlier"));
}

/** A process that leads a session of its own until it is ended. */
function startSession(): Disposable & { pid: number; end: () => Promise<void> } {
  const child = new Deno.Command("sleep", { args: ["600"], detached: true, stdin: "null" }).spawn();
  const end = async () => {
    child.kill("SIGKILL");
    await child.status;
  };
  return { pid: child.pid, end, [Symbol.dispose]: () => void end().catch(() => {}) };
}

async function captureLog(workspace: Workspace): Promise<string> {
  const { run, done } = await launch(workspace, sh("echo one"));
  await done;
  return run.id;
}

Deno.test("sweepSpools() removes the spool of a run that is stored completely, or the note that is left of it", () =>
  inWorkspace(async (workspace) => {
    leaveSpool(workspace, await captureLog(workspace), "one\n");
    await Deno.remove(leaveSpool(workspace, await captureLog(workspace), "one\n"));
    await sweep(workspace);
    assert.deepEqual(await listSpooled(workspace.spools), []);
  }));

Deno.test("sweepSpools() keeps a spool that may be the only copy of a log", () =>
  inWorkspace(async (workspace) => {
    const { spools } = workspace;
    leaveSpool(workspace, await captureLog(workspace), "one\ntwo\n"); // the store has less
    leaveSpool(workspace, await captureLog(workspace), "eno\n"); // the store has something else of the same size
    leaveSpool(workspace, await captureLog(workspace), "en"); // the store has something else that is longer
    leaveSpool(workspace, await captureLog(workspace), "one\ntwo\n", `pid ${DEAD_PID}\n`); // nobody saw the end
    leaveSpool(workspace, await createLiveRun(workspace), ""); // the run is live
    leaveSpool(workspace, crypto.randomUUID(), "one\n"); // another store's run
    const note = notePath(leaveSpool(workspace, await captureLog(workspace), "one\n")); // a container's, which may still write
    await Deno.writeTextFile(
      note,
      (await Deno.readTextFile(note)).replace(/^boot .*/m, "boot x y").replace(/^host .*/m, "host z"),
    );
    await sweep(workspace);
    assert.equal((await listSpooled(spools)).length, 14);
  }));

const HOUR_MS = 3_600_000, hourAgo = () => new Date(Date.now() - HOUR_MS);

/** Leaves the spool of a complete run whose log is "one", as of a command that was never started. */
async function leaveUnstarted(workspace: Workspace, { log = "", more = "", at = hourAgo() } = {}): Promise<string> {
  const spool = leaveSpool(workspace, await captureLog(workspace), log, more);
  await Deno.utime(notePath(spool), at, at);
  return spool;
}

Deno.test("sweepSpools() removes what is left of a command that was never started, once it surely won't be", () =>
  inWorkspace(async (workspace) => {
    await leaveUnstarted(workspace);
    await leaveUnstarted(workspace, { log: "on" }); // it was killed while it copied the log of a run to resume
    await leaveUnstarted(workspace, { log: "one\n" });
    await Deno.remove(await leaveUnstarted(workspace)); // killed after it had made the note, and before it made the spool
    await sweep(workspace);
    assert.deepEqual(await listSpooled(workspace.spools), []);
  }));

Deno.test("sweepSpools() keeps the spool of a command that may still be started, was started, or has printed something new", () =>
  inWorkspace(async (workspace) => {
    await leaveUnstarted(workspace, { at: new Date() });
    await leaveUnstarted(workspace, { more: `pid ${Deno.pid}\n${markOf(Deno.pid)}`, log: "one\ntwo\n" });
    await leaveUnstarted(workspace, { log: "one\ntwo\n" });
    await sweep(workspace);
    assert.equal((await listSpooled(workspace.spools)).length, 6);
  }));

Deno.test("sweepSpools() removes the stored spool of a command whose end nobody saw, once nothing of it is left", () =>
  inWorkspace(async (workspace) => {
    leaveSpool(workspace, await captureLog(workspace), "one\n", `pid ${DEAD_PID}\n`); // killed with all that it had started
    const ofEarlier = leaveSpool(workspace, await captureLog(workspace), "one\n", `pid ${Deno.pid}\n`);
    await changeBoot(ofEarlier); // the power was cut; its process id is another's now
    await sweep(workspace);
    assert.deepEqual(await listSpooled(workspace.spools), []);
  }));

Deno.test("sweepSpools() keeps the spool of a command whose end nobody saw while something of its session is left", () =>
  inWorkspace(async (workspace) => {
    using session = startSession();
    const more = `pid ${session.pid}\n${markOf(session.pid)}`;
    leaveSpool(workspace, await captureLog(workspace), "one\n", more);
    await sweep(workspace);
    assert.equal((await listSpooled(workspace.spools)).length, 2);
    await session.end();
    await sweep(workspace);
    assert.deepEqual(await listSpooled(workspace.spools), []);
  }));

Deno.test("sweepSpools() keeps a spool while the file of its KV is gone", () =>
  inWorkspace(async (workspace) => {
    leaveSpool(workspace, await captureLog(workspace), "one\n");
    await Deno.rename(workspace.kv, `${workspace.kv}.away`);
    await sweep(workspace);
    assert.equal((await listSpooled(workspace.spools)).length, 2);
  }));

Deno.test("sweepSpools() removes old drafts of files, and nothing else that it doesn't know", () =>
  inWorkspace(async (workspace) => {
    makePrivateDirectory(workspace.spools);
    const id = crypto.randomUUID(), old = [`${id}.note.${crypto.randomUUID()}`, `${id}.command`, "address"];
    const fresh = `${id}.notify.${crypto.randomUUID()}`;
    for (const name of [...old, fresh]) await Deno.writeTextFile(`${workspace.spools}/${name}`, "");
    for (const name of old) {
      await Deno.utime(`${workspace.spools}/${name}`, hourAgo(), new Date(Date.now() - 2 * HOUR_MS));
    }
    await sweep(workspace);
    assert.deepEqual((await listFiles(workspace.spools)).sort(), ["address", `${id}.command`, fresh].sort());
  }));

Deno.test("sweepSpools() reports a spool that it can't sweep, and sweeps the others", () =>
  inWorkspace(async (workspace) => {
    const { store, spools: directory } = workspace, errors: string[] = [];
    const spools = [await leaveUnstarted(workspace), await leaveUnstarted(workspace)].sort();
    const broken = (await Array.fromAsync(Deno.readDir(directory))).find(({ name }) => name.endsWith(".note"))!.name;
    await Deno.remove(`${directory}/${broken}`);
    await Deno.symlink("/dev/null", `${directory}/${broken}`);
    await sweepSpools(store, { directory, onError: (error) => errors.push(String(error)) });
    assert.match(errors.join("\n"), /^NotPrivate: .*\.note is a symbolic link[^\n]*$/);
    const left = spools.filter((spool) => spool.includes(broken.slice(0, 36)));
    assert.deepEqual((await listSpooled(directory)).sort(), [left[0]!.slice(-40), broken].sort());
  }));

Deno.test("sweepSpools() keeps the spool of a stored run while a process still has it open for writing", () =>
  inWorkspace(async (workspace) => {
    const spool = leaveSpool(workspace, await captureLog(workspace), "one\n");
    const [program, ...args] = sh('exec 5>>"$0"; echo open; read -r line');
    const writer = new Deno.Command(program!, { args: [...args, spool], stdin: "piped", stdout: "piped" }).spawn();
    const output = writer.stdout.getReader();
    await output.read();
    await sweep(workspace);
    assert.equal((await listSpooled(workspace.spools)).length, 2);
    await writer.stdin.close();
    await Promise.all([writer.status, output.cancel()]);
    await sweep(workspace);
    assert.deepEqual(await listSpooled(workspace.spools), []);
  }));

Deno.test("sweepSpools() does nothing where there is no directory, and lets nobody else look into one of ours", () =>
  inWorkspace(async (workspace) => {
    const { spools } = workspace;
    await sweep(workspace);
    await Deno.mkdir(spools);
    await Deno.chmod(spools, 0o755);
    await sweep(workspace);
    assert.equal((await Deno.stat(spools)).mode! & 0o777, 0o700);
  }));
