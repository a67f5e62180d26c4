import assert from "node:assert/strict";
import { hostname } from "node:os";
import { Conflict, InvalidInput } from "../../lib/errors.ts";
import { isComplete } from "../../lib/model.ts";
import { isAlive } from "../../lib/process/alive.ts";
import { readNote } from "../../lib/process/spool.ts";
import { describeOwner } from "../../lib/runs/owner.ts";
import { superviseRuns } from "../../lib/runs/supervise.ts";
import { inWorkspace, listSpooled, readLogText, sh, type Workspace } from "../support/workspace.ts";
import { waitFor } from "../support/wait.ts";

const NEVER = (error: unknown): unknown => assert.fail(String(error));
const supervise = ({ store, spools }: Workspace, { canLaunch = true, onError = NEVER } = {}) =>
  superviseRuns(store, { canLaunch, spoolDirectory: spools, onError });

/** A run whose import, or command, ended with its process. Gives its id. */
async function makeOrphan({ store, experimentId }: Workspace, command: string[] = []): Promise<string> {
  const { id } = await store.runs.create({ experimentId, command, cwd: "", host: hostname(), status: "running" });
  const nonce = command.length > 0 ? "n" : null;
  await store.runs.setOwner(id, { ...describeOwner("dead"), pid: 4_194_303, pidMark: null, nonce, at: 0 });
  return id;
}

Deno.test("superviseRuns() recovers what a dead process left behind, before it resolves", () =>
  inWorkspace(async (workspace) => {
    const id = await makeOrphan(workspace);
    const supervisor = await supervise(workspace);
    await supervisor.stop();
    assert.equal((await workspace.store.runs.get(id)).status, "failed");
  }));

Deno.test("superviseRuns() ends dead imports where commands can't be started, and leaves commands to their machine", () =>
  inWorkspace(async (workspace) => {
    const { store } = workspace, id = await makeOrphan(workspace), command = await makeOrphan(workspace, ["x"]);
    const supervisor = await supervise(workspace, { canLaunch: false });
    assert.equal(supervisor.launcher, null);
    await waitFor(async () => (await store.runs.get(id)).status === "failed", { what: "the import to be ended" });
    await supervisor.stop();
    assert.equal((await store.runs.get(command)).status, "running");
  }));

Deno.test("superviseRuns() does not wait for a store that is away where commands can't be started", () =>
  inWorkspace(async (workspace) => {
    workspace.store.resumeDeletions = () => new Promise(() => {});
    const supervisor = await supervise(workspace, { canLaunch: false });
    await supervisor.stop();
  }));

Deno.test("superviseRuns() reports a run that no note vouches for, and leaves it alone", () =>
  inWorkspace(async (workspace) => {
    const id = await makeOrphan(workspace, ["x"]), errors: string[] = [];
    const supervisor = await supervise(workspace, { onError: (error) => errors.push(String(error)) });
    await supervisor.stop();
    assert.deepEqual(errors.map((each) => each.includes(`run ${id}: its owner on ${hostname()} is silent since `)), [
      true,
    ]);
    assert.equal((await workspace.store.runs.get(id)).status, "running");
  }));

Deno.test("superviseRuns() reports a run that isn't ours once, however often it looks", () =>
  inWorkspace(async (workspace) => {
    const { setInterval } = globalThis, errors: string[] = [];
    let look = () => Promise.resolve();
    globalThis.setInterval = ((task: typeof look) => void (look = task)) as unknown as typeof setInterval;
    try {
      await makeOrphan(workspace, ["x"]);
      const supervisor = await supervise(workspace, { onError: (error) => errors.push(String(error)) });
      await look();
      await look();
      await supervisor.stop();
    } finally {
      globalThis.setInterval = setInterval;
    }
    assert.equal(errors.length, 1);
  }));

Deno.test("superviseRuns() reports a recovery that fails, and launches all the same", () =>
  inWorkspace(async (workspace) => {
    const { store, experimentId } = workspace, errors: unknown[] = [];
    store.runs.listOwners = () => Promise.reject(new Error("no answer"));
    const supervisor = await supervise(workspace, { onError: (error) => errors.push(error) });
    assert.match(String(errors), /no answer/);
    const { id } = await supervisor.launcher!.launch({ experimentId, command: ["true"] });
    await waitFor(async () => (await store.runs.get(id)).status === "completed", { what: "the run to complete" });
    await supervisor.stop();
  }));

Deno.test("superviseRuns() launches in the user's directory when `~` is asked for", () =>
  inWorkspace(async (workspace) => {
    const supervisor = await supervise(workspace);
    const input = { experimentId: workspace.experimentId, command: ["true"], cwd: "~" };
    const run = await supervisor.launcher!.launch(input);
    await waitFor(async () => (await workspace.store.runs.get(run.id)).status === "completed", {
      what: "the run to complete",
    });
    await supervisor.stop();
    assert.equal(run.cwd, Deno.env.get("HOME"));
  }));

Deno.test("superviseRuns() tries a capture again that has failed, without a lost or doubled byte", () =>
  inWorkspace(async (workspace) => {
    const { store, experimentId, directory } = workspace, gate = `${directory}/gate`, errors: string[] = [];
    const supervisor = await supervise(workspace, { onError: (error) => errors.push(String(error)) });
    const { flush } = store.ingest;
    store.ingest.flush = (id, instance, batch) => {
      if (batch.log.length < 2 || errors.length > 0) return flush(id, instance, batch);
      return Promise.reject(new InvalidInput("kv", "an error that nobody expects"));
    };
    const command = sh(`echo loss=1; while [ ! -e ${gate} ]; do sleep 0.02; done; echo loss=2; exit 3`);
    const { id } = await supervisor.launcher!.launch({ experimentId, command });
    await waitFor(() => errors.length > 0, { what: "the capture to fail" });
    await Deno.writeTextFile(gate, "");
    const run = await waitFor(async () => {
      const run = await store.runs.get(id);
      return isComplete(run.status) ? run : null;
    }, { what: "the run to end" });
    await supervisor.stop();
    assert.deepEqual([run.status, run.reason], ["failed", "exit code 3"]);
    assert.equal(await readLogText(store, id), "loss=1\nloss=2\n");
    assert.deepEqual(await listSpooled(workspace.spools), []);
    assert.match(errors.join(), /nobody expects/);
  }));

Deno.test("stop() ends the capture and lets the command run on", () =>
  inWorkspace(async (workspace) => {
    const { store, experimentId, spools } = workspace, gate = `${workspace.directory}/gate`;
    const supervisor = await supervise(workspace);
    const command = sh(`echo a; while [ ! -e ${gate} ]; do sleep 0.02; done; echo b`);
    const { id } = await supervisor.launcher!.launch({ experimentId, command });
    await waitFor(async () => (await store.runs.get(id)).logBytes === 2, { what: "the first line to be stored" });
    await supervisor.stop();
    assert.equal((await store.runs.get(id)).status, "running");
    assert.deepEqual(await listSpooled(spools), [`${id}.log`, `${id}.note`]);
    await Deno.writeTextFile(gate, "");
    const { leader } = readNote(`${spools}/${id}.log`)!;
    await waitFor(() => !isAlive(leader!.pid, leader!.mark), { what: "the command to end" });
    assert.equal(await Deno.readTextFile(`${spools}/${id}.log`), "a\nb\n");
  }));

Deno.test("stop() aborts the signal with its reason, and waits for the imports", () =>
  inWorkspace(async (workspace) => {
    const { signal, onImport, stop } = await supervise(workspace);
    const order: string[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    signal.addEventListener("abort", () => setTimeout(resolve));
    onImport(promise.then(() => void order.push(`import: ${signal.reason}`)));
    onImport(Promise.reject(new Error("not a log")));
    await stop();
    order.push("stopped");
    assert.deepEqual(order, ["import: the server was stopped", "stopped"]);
  }));

Deno.test("superviseRuns() refuses a launch beyond the live runs that the server may have, and stores nothing of it", () =>
  inWorkspace(async ({ store, spools, experimentId, directory }) => {
    const { launcher, checkRoom, onImport, stop } = await superviseRuns(store, {
      canLaunch: true,
      maxLive: 2,
      spoolDirectory: spools,
      onError: NEVER,
    });
    const launch = (script: string) => launcher!.launch({ experimentId, command: sh(script), cwd: directory });
    const imported = Promise.withResolvers<void>();
    onImport(imported.promise);
    const run = await launch("while [ ! -e go ]; do sleep 0.02; done");
    await assert.rejects(launch("true"), Conflict);
    assert.throws(checkRoom, Conflict);
    assert.equal((await store.runs.list(experimentId)).items.length, 1);
    await Deno.writeTextFile(`${directory}/go`, "");
    await waitFor(async () => isComplete((await store.runs.get(run.id)).status), { what: "the run to complete" });
    imported.resolve();
    const last = await waitFor(
      () => launch("true").catch((error) => error instanceof Conflict ? null : Promise.reject(error)),
      { what: "room for another run" },
    );
    await waitFor(async () => isComplete((await store.runs.get(last.id)).status), { what: "its end" });
    await stop();
  }));
