import assert from "node:assert/strict";
import { notePath } from "../../lib/process/spool.ts";
import type { OomVictim } from "../../lib/process/kernel_log.ts";
import { describeOomKills, explainFailure } from "../../lib/runs/explain_failure.ts";
import type { Run } from "../../lib/model.ts";
import { inWorkspace, launch, sh, type Workspace } from "../support/workspace.ts";
import { createLiveRun } from "../support/workspace.ts";
import { vouch } from "./orphans.ts";

const TRACEBACK = `Step 1: loss=0.5
Traceback (most recent call last):
  File "train.py", line 3, in <module>
    train()
RuntimeError: CUDA out of memory. Tried to allocate 2.00 GiB`;

/** Runs a command that prints a text and then ends by a piece of shell. */
async function finish(workspace: Workspace, log: string, end: string): Promise<Run> {
  const command = [...sh(`printf '%s\\n' "$0"; ${end}`), log];
  return (await (await launch(workspace, command)).done)!;
}

Deno.test("explainFailure() adds the last error of the log to the reason, with its line", () =>
  inWorkspace(async (workspace) => {
    const { status, reason, reasonLine } = await finish(workspace, TRACEBACK, "exit 1");
    const expected = "exit code 1: RuntimeError: CUDA out of memory. Tried to allocate 2.00 GiB";
    assert.deepEqual([status, reason, reasonLine], ["failed", expected, 5]);
  }));

Deno.test("explainFailure() counts lines of a long log as an editor does", () =>
  inWorkspace(async (workspace) => {
    const log = `${Array.from({ length: 700 }, (_, i) => `Step ${i}: loss=1`).join("\n")}\n${TRACEBACK}`;
    assert.equal((await finish(workspace, log, "exit 1")).reasonLine, 705);
  }));

Deno.test("explainFailure() changes no run that completed or was cancelled, and none that a signal from outside ended", () =>
  inWorkspace(async (workspace) => {
    const completed = await finish(workspace, TRACEBACK, "exit 0");
    assert.deepEqual([completed.status, completed.reason, completed.reasonLine ?? null], ["completed", "", null]);
    assert.equal((await finish(workspace, TRACEBACK, "kill -9 $$")).reason, "killed by SIGKILL");
    const { run, done } = await launch(workspace, [...sh(`echo "$0"; exec sleep 600`), TRACEBACK]);
    await workspace.store.runs.requestCancel(run.id);
    assert.equal((await done)?.reason, "cancelled");
  }));

Deno.test("explainFailure() says of a lost run that its batch system's time limit was over, and no error of its own", () =>
  inWorkspace(async (workspace) => {
    const explain = async (log: string) => {
      const { id } = await finish(workspace, log, "exit 0"), reason = "lost: it left no exit code";
      const ending = { code: null, reason, isUnseen: true }, change = { status: "failed" as const, reason };
      const spool = `${workspace.spools}/${id}.log`, oomKills = 9;
      return (await explainFailure(workspace.store, { run: { id }, spool, ending, change, oomKills })).reason;
    };
    const limit = "slurmstepd: error: *** STEP 4711.0 ON gpu03 CANCELLED AT 2026-01-28T12:00:00 DUE TO TIME LIMIT ***";
    assert.equal(await explain(`Step 1: loss=0.5\n${limit}\n`), "lost: it left no exit code: Slurm: TIME LIMIT");
    assert.equal(await explain(TRACEBACK), "lost: it left no exit code");
    assert.equal(await explain("Killed"), "lost: it left no exit code");
  }));

Deno.test("explainFailure() says of a run that SIGTERM has stopped that its batch system's time limit was over, and no error of its own", () =>
  inWorkspace(async (workspace) => {
    const explain = async (log: string) => {
      const { id } = await finish(workspace, log, "exit 0"), reason = "stopped by SIGTERM";
      const change = { status: "cancelled" as const, reason }, ending = { code: 143, reason };
      return await explainFailure(workspace.store, {
        run: { id },
        spool: `${workspace.spools}/${id}.log`,
        ending,
        change,
      });
    };
    const limit = "slurmstepd: error: *** STEP 4711.0 ON gpu03 CANCELLED AT 2026-01-28T12:00:00 DUE TO TIME LIMIT ***";
    const { reason, status, reasonLine } = await explain(`Step 1: loss=0.5\n${limit}\n`);
    assert.deepEqual([status, reason, reasonLine], ["cancelled", "stopped by SIGTERM: Slurm: TIME LIMIT", 2]);
    assert.equal((await explain(TRACEBACK)).reason, "stopped by SIGTERM");
  }));

Deno.test("explainFailure() explains a signal that the program brought upon itself", () =>
  inWorkspace(async (workspace) => {
    const log = "terminate called after throwing an instance of 'std::bad_alloc'\n  what():  std::bad_alloc";
    const { reason, reasonLine } = await finish(workspace, log, "kill -ABRT $$");
    assert.deepEqual([reason, reasonLine], ["killed by SIGABRT: std::bad_alloc: std::bad_alloc", 2]);
  }));

Deno.test("explainFailure() shows no secret of an error, and shortens it", () =>
  inWorkspace(async (workspace) => {
    const secret = await finish(workspace, "fatal: no access with password=hunter22hunter", "exit 1");
    assert.doesNotMatch(secret.reason, /hunter22/);
    const { reason } = await finish(workspace, `fatal: ${"very ".repeat(100)}long`, "exit 1");
    assert.match(reason, /^exit code 1: fatal: (?:very )+v?e?r?y?…$/);
    assert.ok(reason.length < 260, String(reason.length));
  }));

Deno.test("explainFailure() says that memory was full when the system has ended a process since the command began", () =>
  inWorkspace(async (workspace) => {
    const id = await createLiveRun(workspace), spool = vouch(workspace, id);
    const note = await Deno.readTextFile(notePath(spool));
    await Deno.writeTextFile(notePath(spool), `${note.replace(/^oom_kills.*\n/m, "")}oom_kills 2\n`);
    const explain = async (reason: string, oomKills: number | null, victim: OomVictim | null = null) => {
      const change = { status: "failed" as const, reason };
      return (await explainFailure(workspace.store, {
        run: { id },
        spool,
        ending: { code: 137, reason },
        change,
        oomKills,
        readVictim: () => Promise.resolve(victim),
      }))
        .reason;
    };
    const memory = "out of memory: meanwhile the system ended a process for want of memory";
    assert.equal(await explain("killed by SIGKILL", 3), `killed by SIGKILL; ${memory}`);
    assert.equal(await explain("killed by SIGKILL", 2), "killed by SIGKILL");
    assert.equal(await explain("killed by SIGKILL", null), "killed by SIGKILL");
    assert.equal(await explain("exit code 1", 3), "exit code 1");
    const victim = { name: "python3", pid: 7 }, said = "just before, the system ended python3 (process 7)";
    assert.equal(
      await explain("killed by SIGKILL", 2, victim),
      `killed by SIGKILL; out of memory: ${said} for want of memory`,
    );
    assert.equal(await explain("killed by SIGKILL", 3, victim), `killed by SIGKILL; ${memory}`);
    assert.equal(await explain("exit code 1", 2, victim), "exit code 1");
  }));

Deno.test("describeOomKills() speaks of reasons with a kill only", () => {
  assert.match(
    describeOomKills("exit code 1: RuntimeError: DataLoader worker (pid 7) is killed by signal: Killed.", 2),
    /2 processes/,
  );
  assert.equal(describeOomKills("exit code 1: ValueError: skilled", 2), "");
  assert.equal(describeOomKills("killed by SIGKILL", 0), "");
});
