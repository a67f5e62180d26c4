import assert from "node:assert/strict";
import { isAlive } from "../../lib/process/alive.ts";
import { readExit } from "../../lib/process/spool.ts";
import { startProcess } from "../../lib/process/start.ts";
import { signalGroup, stopGroup } from "../../lib/process/stop.ts";
import { inDirectory } from "../support/directory.ts";
import { waitFor } from "../support/wait.ts";
import { sh } from "../support/workspace.ts";

const holds = (path: string, text: string) => async () =>
  (await Deno.readTextFile(path).catch(() => "")).includes(text);

Deno.test("stopGroup() kills a command that ignores SIGTERM, and its grandchildren", () =>
  inDirectory(async (directory) => {
    const spool = `${directory}/s.log`;
    const script =
      `trap "" TERM; (trap "" TERM; while :; do sleep 0.05; done) & echo child $!; while :; do sleep 0.05; done`;
    const { pid, ended } = await startProcess({ command: sh(script), cwd: directory, spool });
    await waitFor(holds(spool, "child"), { what: "the id of the child" });
    const grandchild = Number(/child (\d+)/.exec(await Deno.readTextFile(spool))![1]);
    await stopGroup(pid, { graceMs: 100 });
    const status = await ended;
    assert.equal(status.signal, "SIGKILL");
    await waitFor(async () => !await isAlive(grandchild, null), { what: "the grandchild to end" });
  }));

Deno.test("stopGroup() lets a command end by itself within the grace time", () =>
  inDirectory(async (directory) => {
    const spool = `${directory}/s.log`;
    const { pid, ended } = await startProcess({
      command: sh(`trap "echo saved; exit 3" TERM; echo ready; while :; do sleep 0.05; done`),
      cwd: directory,
      spool,
    });
    await waitFor(holds(spool, "ready"), { what: "the command to be ready" });
    await stopGroup(pid, { graceMs: 10_000 });
    await ended;
    assert.match(await Deno.readTextFile(spool), /saved/);
    assert.equal((await readExit(spool, ["sh"]))?.code, 3);
  }));

Deno.test("signalGroup() is false for a group that has ended, and stopGroup() then does nothing", () =>
  inDirectory(async (directory) => {
    const { pid, ended } = await startProcess({ command: ["true"], cwd: directory, spool: `${directory}/s.log` });
    await ended;
    await waitFor(() => !signalGroup(pid, "SIGCONT"), { what: "the end of the group" });
    await stopGroup(pid);
  }));
