import assert from "node:assert/strict";
import { makePrivateDirectory } from "../../lib/host/private_files.ts";
import { createSpool, notePath, spoolPath } from "../../lib/process/spool.ts";
import { sweepSpools } from "../../lib/runs/sweep_spools.ts";
import { createLiveRun, inWorkspace, launch, listSpooled, sh, type Workspace } from "../support/workspace.ts";

/** Writes spool and note of a run again, as a crash would have left them. */
function leaveSpool({ spools }: Workspace, id: string, log: string, more = "exit 0\n"): string {
  makePrivateDirectory(spools);
  const spool = spoolPath(spools, id);
  createSpool(spool, "n");
  Deno.writeTextFileSync(spool, log);
  Deno.writeTextFileSync(notePath(spool), more, { append: true });
  return spool;
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
    await sweepSpools(workspace.store, workspace.spools);
    assert.deepEqual(await listSpooled(workspace.spools), []);
  }));

Deno.test("sweepSpools() keeps a spool that may be the only copy of a log", () =>
  inWorkspace(async (workspace) => {
    const { store, spools } = workspace;
    leaveSpool(workspace, await captureLog(workspace), "one\ntwo\n"); // the store has less
    leaveSpool(workspace, await captureLog(workspace), "eno\n"); // the store has something else of the same size
    leaveSpool(workspace, await captureLog(workspace), "one\n", "pid 4711\n"); // nobody saw the end
    leaveSpool(workspace, await createLiveRun(workspace), ""); // the run is live
    leaveSpool(workspace, crypto.randomUUID(), "one\n"); // another store's run
    const note = notePath(leaveSpool(workspace, await captureLog(workspace), "one\n")); // a container's, which may still write
    await Deno.writeTextFile(
      note,
      (await Deno.readTextFile(note)).replace(/^boot .*/m, "boot x y").replace(/^host .*/m, "host z"),
    );
    await sweepSpools(store, spools);
    assert.equal((await listSpooled(spools)).length, 12);
  }));

Deno.test("sweepSpools() removes the empty spool of a command that was never started, once it surely won't be", () =>
  inWorkspace(async (workspace) => {
    const { store, spools } = workspace, hourAgo = new Date(Date.now() - 3_600_000);
    const leave = async (log: string, more: string, at: Date) => {
      const spool = leaveSpool(workspace, await captureLog(workspace), log, more);
      await Deno.utime(notePath(spool), at, at);
    };
    await leave("", "", hourAgo);
    await sweepSpools(store, spools);
    assert.deepEqual(await listSpooled(spools), []);
    await leave("", "", new Date()); // it may still be about to start
    await leave("", "pid 4711\n", hourAgo); // it was started
    await leave("one\n", "", hourAgo); // something has written to it
    await sweepSpools(store, spools);
    assert.equal((await listSpooled(spools)).length, 6);
  }));

Deno.test("sweepSpools() keeps the spool of a stored run while a process still has it open for writing", () =>
  inWorkspace(async (workspace) => {
    const spool = leaveSpool(workspace, await captureLog(workspace), "one\n");
    const [program, ...args] = sh('exec 5>>"$0"; echo open; read -r line');
    const writer = new Deno.Command(program!, { args: [...args, spool], stdin: "piped", stdout: "piped" }).spawn();
    const output = writer.stdout.getReader();
    await output.read();
    await sweepSpools(workspace.store, workspace.spools);
    assert.equal((await listSpooled(workspace.spools)).length, 2);
    await writer.stdin.close();
    await Promise.all([writer.status, output.cancel()]);
    await sweepSpools(workspace.store, workspace.spools);
    assert.deepEqual(await listSpooled(workspace.spools), []);
  }));

Deno.test("sweepSpools() does nothing where there is no directory, and lets nobody else look into one of ours", () =>
  inWorkspace(async ({ store, spools }) => {
    await sweepSpools(store, spools);
    await Deno.mkdir(spools);
    await Deno.chmod(spools, 0o755);
    await sweepSpools(store, spools);
    assert.equal((await Deno.stat(spools)).mode! & 0o777, 0o700);
  }));
