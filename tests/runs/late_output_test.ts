import assert from "node:assert/strict";
import { readProcess } from "../../lib/process/process_list.ts";
import { describeLeftOver } from "../../lib/runs/late_output.ts";
import { inWorkspace, launch, listSpooled, readLogText, sh, type Workspace } from "../support/workspace.ts";
import { waitFor } from "../support/wait.ts";

const LATE = { since: Date.UTC(2026, 0, 28, 12, 4, 5), left: [{ pid: 12, name: "python3", group: 9, isWriter: true }] };

for (
  const [code, reason, expected] of [
    [
      0,
      "",
      "the command ended with exit code 0; python3 (process 12) still has its output open, since 2026-01-28 12:04:05 UTC",
    ],
    [3, "exit code 3", "the command ended with exit code 3; python3 (process 12) still"],
    [137, "killed by SIGKILL", "the command was killed by SIGKILL; python3 (process 12) still"],
    [null, "lost: …", "the command has ended; python3 (process 12) still"],
  ] as const
) {
  Deno.test(`describeLeftOver() says how a command ended with ${code} ${reason}, and what is left of it`, () => {
    assert.equal(describeLeftOver({ code, reason }, LATE).slice(0, expected.length), expected);
  });
}

Deno.test("describeLeftOver() counts the others, and says when none of them writes", () => {
  const silent = { pid: 13, name: "sleep", group: 9, isWriter: false };
  assert.match(
    describeLeftOver({ code: 0, reason: "" }, { ...LATE, left: [...LATE.left, silent] }),
    /\(process 12\) and 1 more still have/,
  );
  assert.match(
    describeLeftOver({ code: 0, reason: "" }, { ...LATE, left: [silent] }),
    /sleep \(process 13\) still runs in its session/,
  );
});

/** A loop that prints a line when a file appears, and ends. */
const awaiting = (gate: string, line: string) => `while [ ! -e ${gate} ]; do sleep 0.02; done; echo ${line}`;
const textOf = (workspace: Workspace, id: string) => readLogText(workspace.store, id);

for (
  const [what, begin] of [
    ["a child in the background", (late: string) => `(${late}) & echo first`],
    ["a child in a session of its own", (late: string) => `setsid sh -c '${late}' & echo first; sleep 0.1`],
    ["a child of a child that has ended", (late: string) => `(setsid sh -c '(${late}) & exit 0'); echo first`],
  ] as const
) {
  Deno.test(`captureRun() stores what ${what} prints after the end of the command, and keeps the spool until then`, () =>
    inWorkspace(async (workspace) => {
      const gate = `${workspace.directory}/gate`;
      const { run, done, exitCode, outputWatch } = await launch(workspace, sh(begin(awaiting(gate, "late"))));
      await waitFor(() => exitCode() !== null && outputWatch.late, { what: "the end of the command" });
      assert.equal((await workspace.store.runs.get(run.id)).status, "running");
      await Deno.writeTextFile(gate, "");
      const ended = await done;
      assert.deepEqual([ended?.status, ended?.exitCode, ended?.reason], ["completed", 0, ""]);
      assert.equal(await textOf(workspace, run.id), "first\nlate\n");
      assert.deepEqual(await listSpooled(workspace.spools), []);
    }));
}

Deno.test("captureRun() goes on when the shell of the command was killed and the command was not", () =>
  inWorkspace(async (workspace) => {
    const gate = `${workspace.directory}/gate`;
    const { run, done, exitCode } = await launch(workspace, sh(`kill -9 $PPID; echo first; ${awaiting(gate, "late")}`));
    await waitFor(() => exitCode() !== null, { what: "the end of the shell" });
    await waitFor(async () => (await workspace.store.runs.get(run.id)).reason, { what: "a reason" });
    const { status, reason } = await workspace.store.runs.get(run.id);
    assert.equal(status, "running");
    assert.match(reason, /^the command was killed by SIGKILL; sh \(process \d+\)/);
    await Deno.writeTextFile(gate, "");
    const ended = await done;
    assert.deepEqual([ended?.status, ended?.exitCode], ["failed", null]);
    assert.equal(ended?.reason, "exit code unknown: the shell that started the command was killed by SIGKILL");
    assert.equal(await textOf(workspace, run.id), "first\nlate\n");
    assert.deepEqual(await listSpooled(workspace.spools), []);
  }));

Deno.test("captureRun() says what keeps a run live, and cancelling ends that", () =>
  inWorkspace(async (workspace) => {
    const messages: string[] = [];
    const { run, done } = await launch(workspace, sh("setsid sleep 600 & echo first; exit 3"), {
      onLate: (message) => void messages.push(message),
    });
    const reason = await waitFor(async () => (await workspace.store.runs.get(run.id)).reason, { what: "a reason" });
    assert.match(
      reason,
      /^the command ended with exit code 3; sleep \(process \d+\) still has its output open, since /,
    );
    assert.deepEqual(messages, [reason]);
    await workspace.store.runs.requestCancel(run.id);
    const ended = await done;
    assert.deepEqual([ended?.status, ended?.reason, ended?.exitCode], ["cancelled", "cancelled", 3]);
    const pid = Number(/process (\d+)/.exec(reason)![1]);
    assert.equal(readProcess(pid), null);
  }));

Deno.test("captureRun() does not call a run cancelled that has ended by itself while its cancel waited", () =>
  inWorkspace(async (workspace) => {
    const { runs, ingest } = workspace.store, { flush } = ingest, { readWishes } = runs;
    const seen = Promise.withResolvers<void>();
    ingest.flush = async (...args) => {
      await seen.promise; // the capture ends only after it has seen the cancel
      return await flush(...args);
    };
    runs.readWishes = async (id) => {
      const wishes = await readWishes(id);
      if (wishes.isCancelRequested) seen.resolve();
      return wishes;
    };
    const { run, done, exitCode } = await launch(workspace, sh("echo first"));
    await waitFor(() => exitCode() !== null, { what: "the end of the command" });
    await runs.requestCancel(run.id);
    const ended = await done;
    assert.deepEqual([ended?.status, ended?.reason], ["completed", ""]);
  }));
