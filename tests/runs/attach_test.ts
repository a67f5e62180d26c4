import assert from "node:assert/strict";
import { NotFound } from "../../lib/errors.ts";
import type { Run } from "../../lib/model.ts";
import { attachRun } from "../../lib/runs/attach.ts";
import { inWorkspace, launch, sh, type Workspace } from "../support/workspace.ts";
import { waitFor } from "../support/wait.ts";
import { makeOrphan, vouch } from "./orphans.ts";

/** Follows a run. Gives what it has printed so far, and the promise of the run as it ended. */
function follow({ store, spools }: Workspace, runId: string, from = 0) {
  const seen = { text: "" }, stopping = new AbortController(), decoder = new TextDecoder();
  const options = { runId, from, spoolDirectory: spools, signal: stopping.signal };
  const read = async (): Promise<Run> => {
    const pieces = attachRun(store, options);
    for (;;) {
      const next = await pieces.next();
      if (next.done) return next.value;
      seen.text += decoder.decode(next.value, { stream: true });
    }
  };
  return { seen, ended: read(), stop: () => stopping.abort() };
}

const says = (seen: { text: string }, text: string) =>
  waitFor(() => seen.text === text, { what: JSON.stringify(text) });

Deno.test("attachRun() prints what is stored, follows the rest, and ends with the run", () =>
  inWorkspace(async (workspace) => {
    const gate = `${workspace.directory}/gate`;
    const { run, done } = await launch(
      workspace,
      sh(`echo a; while [ ! -e ${gate} ]; do sleep 0.02; done; echo b; exit 4`),
    );
    const { seen, ended } = follow(workspace, run.id);
    await says(seen, "a\n");
    await Deno.writeTextFile(gate, "");
    assert.deepEqual([(await ended).status, (await ended).exitCode, seen.text], ["failed", 4, "a\nb\n"]);
    await done;
    const later = follow(workspace, run.id, 2);
    assert.deepEqual([(await later.ended).exitCode, later.seen.text], [4, "b\n"]);
  }));

Deno.test("attachRun() reads on in the spool while nobody captures the run, and takes over from there what is stored", () =>
  inWorkspace(async (workspace) => {
    const { store } = workspace, id = await makeOrphan(workspace), spool = vouch(workspace, id, { log: "a\nb\n" });
    const { seen, ended } = follow(workspace, id);
    await says(seen, "a\nb\n");
    await store.runs.setOwner(id, { ...(await store.runs.getOwner(id))!, instance: "me" });
    await store.ingest.begin(id, "me");
    const log = new TextEncoder().encode("a\nb\nc\n");
    await store.ingest.flush(id, "me", { from: 0, log, time: 1, points: new Map(), lines: null, reader: null });
    await Deno.writeFile(spool, new Uint8Array(6)); // as when what is stored was given back to the disk
    await says(seen, "a\nb\nc\n");
    await store.runs.update(id, { status: "completed" });
    assert.equal((await ended).status, "completed");
    assert.equal(seen.text, "a\nb\nc\n");
  }));

Deno.test("attachRun() reads no spool that no note vouches for", () =>
  inWorkspace(async (workspace) => {
    const id = await makeOrphan(workspace), vouched = await makeOrphan(workspace);
    vouch(workspace, id, { log: "theirs\n", nonce: "another" });
    vouch(workspace, vouched, { log: "ours\n" });
    const foreign = follow(workspace, id), own = follow(workspace, vouched);
    await says(own.seen, "ours\n");
    assert.equal(foreign.seen.text, "");
    for (const each of [foreign, own]) each.stop();
    assert.equal((await foreign.ended).status, "queued");
    await own.ended;
  }));

Deno.test("attachRun() fails for a run that is deleted meanwhile", () =>
  inWorkspace(async (workspace) => {
    const { store } = workspace, id = await makeOrphan(workspace), spool = vouch(workspace, id, { log: "a\n" });
    const { seen, ended } = follow(workspace, id);
    await says(seen, "a\n");
    await Deno.remove(spool);
    await Promise.all([
      assert.rejects(ended, NotFound),
      store.runs.update(id, { status: "failed" }).then(() => store.runs.delete(id)).catch(() => {}),
    ]).catch(async (error) => {
      if ((await ended.catch(() => null))?.status !== "failed") throw error; // it saw the end before the deletion
    });
  }));
