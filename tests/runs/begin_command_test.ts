import assert from "node:assert/strict";
import { readKeptCommand } from "../../lib/process/kept_command.ts";
import { readOutbox } from "../../lib/process/outbox.ts";
import { spoolPath } from "../../lib/process/spool.ts";
import { beginCommand } from "../../lib/runs/begin_command.ts";
import { inDirectory } from "../support/directory.ts";
import { sh } from "../support/workspace.ts";

const ID = "01a21ff2-81b4-727a-8d9a-6dcd4a6fa026";

Deno.test("beginCommand() starts a command, and keeps it and whom to notify", () =>
  inDirectory(async (directory) => {
    const spool = spoolPath(directory, ID), notify = { targets: ["true"], silenceMs: null, origin: "http://x" };
    const { ended } = await beginCommand({ spool, command: sh("echo $A"), cwd: directory, env: { A: "7" }, notify });
    assert.equal((await ended).code, 0);
    assert.equal(await Deno.readTextFile(spool), "7\n");
    assert.deepEqual(readOutbox(spool)?.targets, ["true"]);
    const { command, cwd, env, tty } = readKeptCommand(spool)!;
    assert.deepEqual([command, cwd, env.A, tty], [sh("echo $A"), directory, "7", false]);
  }));

Deno.test("beginCommand() reports a command that can't be kept, which runs all the same", () =>
  inDirectory(async (directory) => {
    const spool = spoolPath(directory, ID), errors: unknown[] = [];
    await Deno.mkdir(`${directory}/${ID}.command`);
    const onError = (error: unknown) => void errors.push(error);
    const { ended } = await beginCommand({ spool, command: sh("echo ran"), cwd: directory, onError });
    await ended;
    assert.equal(await Deno.readTextFile(spool), "ran\n");
    assert.match(String(errors), /\.command is no file/);
  }));

Deno.test("beginCommand() keeps nothing of a command that can't be started", () =>
  inDirectory(async (directory) => {
    const spool = spoolPath(directory, ID);
    await assert.rejects(beginCommand({ spool, command: ["x"], cwd: `${directory}/gone` }), /does not exist/);
    assert.equal(readKeptCommand(spool), null);
  }));
