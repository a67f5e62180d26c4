import assert from "node:assert/strict";
import { isAlive, readStartMark } from "../../lib/process/alive.ts";
import { readExit } from "../../lib/process/spool.ts";
import { startProcess } from "../../lib/process/start.ts";
import { signalGroup, stopCommand } from "../../lib/process/stop.ts";
import { inDirectory } from "../support/directory.ts";
import { waitFor } from "../support/wait.ts";
import { sh } from "../support/workspace.ts";

const holds = (path: string, text: string) => async () =>
  (await Deno.readTextFile(path).catch(() => "")).includes(text);

Deno.test("stopCommand() kills a command that ignores SIGTERM, and its grandchildren", () =>
  inDirectory(async (directory) => {
    const spool = `${directory}/s.log`;
    const script =
      `trap "" TERM; (trap "" TERM; while :; do sleep 0.05; done) & echo child $!; while :; do sleep 0.05; done`;
    const { ended, ...group } = await startProcess({ command: sh(script), cwd: directory, spool });
    await waitFor(holds(spool, "child"), { what: "the id of the child" });
    const grandchild = Number(/child (\d+)/.exec(await Deno.readTextFile(spool))![1]);
    await stopCommand({ group, spool }, { graceMs: 100 });
    const status = await ended;
    assert.equal(status.signal, "SIGKILL");
    await waitFor(() => !isAlive(grandchild, null), { what: "the grandchild to end" });
  }));

Deno.test("stopCommand() lets a command end by itself within the grace time", () =>
  inDirectory(async (directory) => {
    const spool = `${directory}/s.log`;
    const { ended, ...group } = await startProcess({
      command: sh(`trap "echo saved; exit 3" TERM; echo ready; while :; do sleep 0.05; done`),
      cwd: directory,
      spool,
    });
    await waitFor(holds(spool, "ready"), { what: "the command to be ready" });
    await stopCommand({ group, spool }, { graceMs: 10_000 });
    await ended;
    assert.match(await Deno.readTextFile(spool), /saved/);
    assert.equal(readExit(spool, ["sh"])?.code, 3);
  }));

Deno.test("signalGroup() is false for a group that has ended, and stopCommand() then does nothing", () =>
  inDirectory(async (directory) => {
    const spool = `${directory}/s.log`;
    const { ended, ...group } = await startProcess({ command: ["true"], cwd: directory, spool });
    await ended;
    await waitFor(() => !signalGroup(group, "SIGCONT"), { what: "the end of the group" });
    assert.equal(await stopCommand({ group, spool }), false);
  }));

/** A process group that is not a command of ours. It ends with its scope. */
function startBystander(): AsyncDisposable & { pid: number; isAlive: () => boolean } {
  const child = new Deno.Command("sleep", { args: ["600"], detached: true }).spawn();
  const mark = readStartMark(child.pid);
  return {
    pid: child.pid,
    isAlive: () => isAlive(child.pid, mark),
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await child.status;
    },
  };
}

Deno.test("signalGroup() signals no group whose leader has another start mark, or none", async () => {
  await using bystander = startBystander();
  for (const mark of ["1", null]) {
    const group = { pid: bystander.pid, mark };
    assert.equal(signalGroup(group, "SIGKILL"), false);
    await stopCommand({ group, spool: "/no/such/spool.log" });
  }
  assert.equal(signalGroup({ pid: bystander.pid, mark: null, isOwnChild: () => false }, "SIGKILL"), false);
  assert.equal(bystander.isAlive(), true);
});

Deno.test("signalGroup() signals our own running child where the system has no start marks", async () => {
  const child = new Deno.Command("sleep", { args: ["600"], detached: true }).spawn();
  assert.equal(signalGroup({ pid: child.pid, mark: null, isOwnChild: () => true }, "SIGKILL"), true);
  assert.equal((await child.status).signal, "SIGKILL");
});

Deno.test("signalGroup() never signals process 1, every process, or the caller's own group", () => {
  const { kill } = Deno, killed: number[] = [];
  Deno.kill = (pid) => void killed.push(pid);
  try {
    for (const pid of [1, 0, -1, -5, 1.5, NaN, 2 ** 60]) {
      assert.equal(signalGroup({ pid, mark: readStartMark(1) }, "SIGTERM"), false);
      assert.equal(signalGroup({ pid, mark: null, isOwnChild: () => true }, "SIGTERM"), false);
    }
  } finally {
    Deno.kill = kill;
  }
  assert.deepEqual(killed, []);
});
