import assert from "node:assert/strict";
import { Damaged, Refused } from "../../lib/errors.ts";
import { describeUnstored, isLastingRefusal } from "../../lib/runs/unstored.ts";
import { waitFor } from "../support/wait.ts";
import { inWorkspace, launch, listSpooled, readLogText, sh } from "../support/workspace.ts";

Deno.test("describeUnstored() says why, and where the output is", () => {
  const { reason } = describeUnstored(new Refused("Value too large"), "/spools/a.log");
  assert.equal(
    reason,
    "Value too large; the log is not stored to its end; the whole output is in /spools/a.log; stdcurve import reads it",
  );
  assert.deepEqual([new Refused("a"), new Damaged("b"), new Error("c")].map(isLastingRefusal), [true, true, false]);
});

Deno.test("launchRun() tries nothing again that the store refuses: the run says why, ends with its command, and its spool stays", () =>
  inWorkspace(async (workspace) => {
    const { store, spools } = workspace, { flush } = store.ingest, gate = `${workspace.directory}/gate`;
    let refusals = 0;
    store.ingest.flush = (id, instance, batch) => {
      if (batch.from === 0) return flush(id, instance, batch);
      refusals++;
      return Promise.reject(new Refused("the store refuses it: Value too large"));
    };
    const errors: string[] = [];
    const script = `echo first; while [ ! -e ${gate}1 ]; do sleep 0.02; done; echo second; ` +
      `while [ ! -e ${gate}2 ]; do sleep 0.02; done; echo third; exit 7`;
    const { run, done } = await launch(workspace, sh(script), { onError: (error) => errors.push(String(error)) });
    await waitFor(async () => (await store.runs.get(run.id)).lastLine === 1, { what: "the first line" });
    await Deno.writeTextFile(`${gate}1`, "");
    const live = await waitFor(async () => {
      const now = await store.runs.get(run.id);
      return now.reason === "" ? null : now;
    }, { what: "the reason on the live run" });
    assert.equal(live.status, "running");
    assert.match(live.reason, /refuses it: Value too large; the log is not stored to its end; the whole output is in /);
    await Deno.writeTextFile(`${gate}2`, "");
    const ended = (await done)!;
    assert.deepEqual([ended.status, ended.exitCode], ["failed", 7]);
    assert.match(ended.reason, /^exit code 7; the store refuses it/);
    assert.equal(await readLogText(store, run.id), "first\n");
    assert.equal(await Deno.readTextFile(`${spools}/${run.id}.log`), "first\nsecond\nthird\n");
    assert.deepEqual(await listSpooled(spools), [`${run.id}.log`, `${run.id}.note`]);
    assert.deepEqual([refusals, errors.length], [1, 1]);
  }));

Deno.test("launchRun() ends a refused run as cancelled when it is cancelled", () =>
  inWorkspace(async (workspace) => {
    const { store } = workspace;
    store.ingest.flush = () => Promise.reject(new Refused("too large"));
    const { run, done } = await launch(workspace, sh("echo first; exec sleep 60"));
    await waitFor(async () => (await store.runs.get(run.id)).reason, { what: "the reason on the live run" });
    await store.runs.requestCancel(run.id);
    assert.equal((await done)?.status, "cancelled");
  }));
