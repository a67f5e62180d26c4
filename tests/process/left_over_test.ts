import assert from "node:assert/strict";
import { readStartMark } from "../../lib/process/alive.ts";
import { findLeftOver, isGroupAlive, isVouched, lookAgainAt } from "../../lib/process/left_over.ts";
import { startProcess } from "../../lib/process/start.ts";
import { inDirectory } from "../support/directory.ts";
import { waitFor } from "../support/wait.ts";
import { sh } from "../support/workspace.ts";

const ignore = Deno.build.os !== "linux"; // who writes is seen elsewhere by lsof, sessions are not

/** Starts a script to its end. Gives its traces, and the process whose id it has printed as "child ID". */
async function leave(directory: string, script: string) {
  const spool = `${directory}/${crypto.randomUUID()}.log`;
  const { ended, ...leader } = await startProcess({ command: sh(script), cwd: directory, spool });
  await ended;
  const text = await waitFor(async () => /child (\d+)/.exec(await Deno.readTextFile(spool)), { what: "a child's id" });
  const pid = Number(text[1]);
  return { traces: { leader, spool }, pid, kill: () => Deno.kill(pid, "SIGKILL") };
}

Deno.test(
  "findLeftOver() finds a child that still writes, whatever its session",
  { ignore },
  () =>
    inDirectory(async (directory) => {
      for (const begin of ["sleep 600 & echo child $!", "setsid sleep 600 & echo child $!"]) {
        const { traces, pid, kill } = await leave(directory, begin);
        const [found, ...others] = await findLeftOver(traces);
        assert.deepEqual([found?.pid, found?.isWriter, others], [pid, true, []]);
        assert.equal(lookAgainAt(found!, traces)?.pid, pid);
        assert.equal(isVouched(found!, traces.spool), true);
        kill();
        await waitFor(() => !lookAgainAt(found!, traces), { what: "the end of the child" });
        assert.deepEqual(await findLeftOver(traces), []);
      }
    }),
);

Deno.test(
  "findLeftOver() finds a child of the session that writes elsewhere, and a mark in its environment vouches for it",
  { ignore },
  () =>
    inDirectory(async (directory) => {
      for (const [begin, isMarked] of [["sleep", true], ["env -i sleep", false]] as const) {
        const { traces, pid, kill } = await leave(directory, `${begin} 600 >/dev/null 2>&1 & echo child $!`);
        const found = await waitFor(async () => (await findLeftOver(traces)).find(({ name }) => name === "sleep"), {
          what: "the child to be a sleep",
        });
        assert.deepEqual([found.pid, found.isWriter, isVouched(found, traces.spool)], [pid, false, isMarked]);
        kill();
      }
    }),
);

Deno.test("findLeftOver() finds nobody of a session whose number another process has", { ignore }, async () => {
  const stranger = new Deno.Command("sleep", { args: ["600"], detached: true }).spawn();
  const traces = { leader: { pid: stranger.pid, mark: "1" }, spool: "/no/such.log" };
  assert.deepEqual(await findLeftOver(traces), []);
  const same = { ...traces, leader: { pid: stranger.pid, mark: readStartMark(stranger.pid) } };
  assert.deepEqual((await findLeftOver(same)).map(({ pid }) => pid), [stranger.pid]);
  assert.equal(isGroupAlive(stranger.pid), true);
  stranger.kill("SIGKILL");
  await stranger.status;
  assert.equal(isGroupAlive(stranger.pid), false);
});
