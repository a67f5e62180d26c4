import assert from "node:assert/strict";
import { notePath, readExit, readLeader, removeSpool } from "../../lib/process/spool.ts";
import { startProcess } from "../../lib/process/start.ts";
import { inDirectory } from "../support/directory.ts";
import { listFiles } from "../support/workspace.ts";

Deno.test("readExit() says why a command could not run, and null for a spool without a note", () =>
  inDirectory(async (directory) => {
    const command = ["no-such-program-anywhere"];
    const spool = `${directory}/s.log`;
    await (await startProcess({ command, cwd: directory, spool })).ended;
    assert.equal((await readExit(spool, command))?.reason, "command not found: no-such-program-anywhere");
    assert.equal(await readExit(`${directory}/other`, command), null);
  }));

Deno.test("readExit() is null while the command runs, and readLeader() knows its process", () =>
  inDirectory(async (directory) => {
    const spool = `${directory}/s.log`;
    assert.equal(await readLeader(spool), null);
    await Deno.writeTextFile(notePath(spool), "pid 4711\n");
    assert.deepEqual([await readExit(spool, ["x"]), await readLeader(spool)], [null, 4711]);
    await Deno.writeTextFile(notePath(spool), "exit 3\n", { append: true });
    assert.equal((await readExit(spool, ["x"]))?.code, 3);
  }));

Deno.test("readExit() is null when the note was cut within the exit code", () =>
  inDirectory(async (directory) => {
    const spool = `${directory}/s.log`;
    await Deno.writeTextFile(notePath(spool), "pid 4711\nexit 1");
    assert.equal(await readExit(spool, ["x"]), null);
  }));

Deno.test("removeSpool() removes the spool and its note, and accepts that one is missing", () =>
  inDirectory(async (directory) => {
    const spool = `${directory}/s.log`;
    await Deno.writeTextFile(spool, "x");
    await Deno.writeTextFile(notePath(spool), "pid 1\n");
    await removeSpool(spool);
    await removeSpool(spool);
    assert.deepEqual(await listFiles(directory), []);
  }));

Deno.test("readExit() and removeSpool() throw for a note that can't be read or removed", () =>
  inDirectory(async (directory) => {
    const spool = `${directory}/s.log`;
    await Deno.mkdir(`${notePath(spool)}/full`, { recursive: true });
    await assert.rejects(readExit(spool, ["x"]), /s\.log\.exit|directory/i);
    await assert.rejects(removeSpool(spool), /not empty/i);
  }));
