import assert from "node:assert/strict";
import { describeOwner } from "../../lib/runs/owner.ts";
import { notePlan, registerAbandoned, registerRun, type Registration } from "../../lib/runs/registration.ts";
import { addToNote, createSpool, notePath, readFromNote, readNote, spoolPath } from "../../lib/process/spool.ts";
import { inWorkspace, type Workspace } from "../support/workspace.ts";

const ID = "01a21ff2-81b4-727a-8d9a-6dcd4a6fa026";

/** A spool with the note of a run that was started and has no records. */
function start({ spools, kv }: Workspace, changes: Partial<Registration> = {}) {
  const nonce = crypto.randomUUID(), owner = { ...describeOwner("dead"), nonce, spools };
  const registration: Registration = {
    id: ID,
    kv,
    experiment: "new",
    name: "first",
    command: ["python", "train.py", "--password=hunter2hunter2"],
    cwd: "/",
    startedAt: 1_000,
    owner,
    ...changes,
  };
  Deno.mkdirSync(spools, { recursive: true, mode: 0o700 });
  const spool = spoolPath(spools, ID);
  createSpool(spool, nonce, notePlan(registration));
  return { registration, spool };
}

const options = { isDead: () => true, onError: (error: unknown) => assert.fail(String(error)) };

Deno.test("registerAbandoned() makes the records of a run from its note, without secrets", () =>
  inWorkspace(async (workspace) => {
    const { store, spools } = workspace, { spool } = start(workspace);
    assert.equal((await Deno.readTextFile(notePath(spool))).includes("hunter2"), false);
    await registerAbandoned(store, spools, options);
    const run = await store.runs.get(ID);
    assert.deepEqual([run.name, run.status, run.startedAt, run.cwd], ["first", "running", 1_000, "/"]);
    assert.equal((await store.experiments.get(run.experimentId)).name, "new");
    assert.equal((await store.runs.getOwner(ID))!.nonce, readNote(spool)!.nonce);
    await registerAbandoned(store, spools, options);
    assert.equal((await store.runs.listLive()).length, 1);
  }));

Deno.test("registerAbandoned() leaves alone what lives, what another store is to have, and what was deleted", () =>
  inWorkspace(async (workspace) => {
    const { store, spools } = workspace;
    start(workspace);
    await registerAbandoned(store, spools, { ...options, isDead: () => false });
    await Deno.remove(spools, { recursive: true });
    start(workspace, { kv: "https://kv.example.org/" });
    await registerAbandoned(store, spools, options);
    await Deno.remove(spools, { recursive: true });
    const { registration, spool } = start(workspace);
    await registerRun(store, registration, spool);
    await store.runs.update(ID, { status: "failed" });
    await store.runs.delete(ID);
    await registerAbandoned(store, spools, options);
    assert.deepEqual(await store.runs.listLive(), []);
  }));

Deno.test("registerAbandoned() reports a note that can't be read, and goes on", () =>
  inWorkspace(async (workspace) => {
    const { store, spools } = workspace, other = "01a21ff2-81b4-727a-8d9a-6dcd4a6fa027";
    start(workspace);
    createSpool(spoolPath(spools, other), "nonce", { plan: "{ cut short" });
    const errors: unknown[] = [];
    await registerAbandoned(store, spools, { ...options, onError: (error) => errors.push(error) });
    assert.deepEqual([errors.length, (await store.runs.listLive()).map(({ id }) => id)], [1, [ID]]);
  }));

Deno.test("addToNote() keeps the time of the note, and adds to none that is missing", () =>
  inWorkspace(async (workspace) => {
    const { spool } = start(workspace), note = notePath(spool);
    await Deno.utime(note, 1_000, 2_000);
    addToNote(spool, "registered", "now");
    addToNote(spool, "registered", "again");
    assert.equal((await Deno.stat(note)).mtime!.getTime(), 2_000_000);
    assert.equal(readFromNote(spool, "registered"), "again");
    await Deno.remove(note);
    addToNote(spool, "registered", "now");
    assert.equal(readFromNote(spool, "registered"), null);
  }));
