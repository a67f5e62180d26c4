import assert from "node:assert/strict";
import {
  createOutbox,
  listOutboxes,
  type Outbox,
  outboxPath,
  readOutbox,
  writeOutbox,
} from "../../lib/process/outbox.ts";
import { createSpool, spoolPath } from "../../lib/process/spool.ts";
import { makeSpoolDirectory } from "../../lib/runs/launch.ts";
import { notifyLate } from "../../lib/runs/late_notices.ts";
import { inWorkspace, type Workspace } from "../support/workspace.ts";
import { openWebhook } from "../support/webhook.ts";

const HOUR_MS = 3_600_000;

/** A run with an outbox, which ended so long ago; null for one that goes on. Gives its spool. */
async function makeRun(
  { store, experimentId, spools }: Workspace,
  { target, endedMsAgo, ...change }: { target: string; endedMsAgo: number | null } & Partial<Outbox>,
): Promise<string> {
  const { id } = await store.runs.create({ experimentId, command: ["x"], cwd: "/", host: "h", status: "running" });
  makeSpoolDirectory(spools);
  const spool = spoolPath(spools, id);
  createOutbox(spool, { targets: [target], silenceMs: null, origin: "http://here" });
  writeOutbox(spool, { ...readOutbox(spool)!, ...change });
  if (endedMsAgo !== null) await store.runs.update(id, { status: "failed", endedAt: Date.now() - endedMsAgo });
  return spool;
}

const look = ({ store, spools }: Workspace) =>
  notifyLate(store, {
    spoolDirectory: spools,
    signal: new AbortController().signal,
    onError: (error) => assert.fail(String(error)),
  });

Deno.test("notifyLate() notifies of the end of a run whose process was killed, once", () =>
  inWorkspace(async (workspace) => {
    await using webhook = openWebhook();
    await makeRun(workspace, { target: webhook.address, endedMsAgo: HOUR_MS, tries: 1, triedAt: Date.now() - HOUR_MS });
    await look(workspace);
    await look(workspace);
    assert.deepEqual(webhook.received.map(({ document }) => document.status), ["failed"]);
    assert.deepEqual(listOutboxes(workspace.spools), []);
  }));

Deno.test("notifyLate() leaves a run to whoever captures it, and pauses between tries", () =>
  inWorkspace(async (workspace) => {
    await using webhook = openWebhook();
    const target = webhook.address;
    const spools = [
      await makeRun(workspace, { target, endedMsAgo: null }),
      await makeRun(workspace, { target, endedMsAgo: 0 }),
      await makeRun(workspace, { target, endedMsAgo: HOUR_MS, tries: 9, triedAt: Date.now() - 60_000 }),
    ];
    await look(workspace);
    assert.deepEqual([webhook.received, listOutboxes(workspace.spools).length], [[], spools.length]);
  }));

Deno.test("notifyLate() gives up after a day, and leaves runs of another store alone", () =>
  inWorkspace(async (workspace) => {
    await using webhook = openWebhook();
    await makeRun(workspace, { target: webhook.address, endedMsAgo: 25 * HOUR_MS, tries: 90, triedAt: 0 });
    const other = spoolPath(workspace.spools, crypto.randomUUID());
    createOutbox(other, { targets: [webhook.address], silenceMs: null, origin: "" });
    await look(workspace);
    assert.deepEqual(webhook.received, []);
    assert.ok(readOutbox(other));
    assert.equal(listOutboxes(workspace.spools).length, 1);
  }));

Deno.test("notifyLate() removes the old outbox of a run that was deleted or never made, unless a note vouches for it", () =>
  inWorkspace(async (workspace) => {
    makeSpoolDirectory(workspace.spools);
    const leave = async (hours: number) => {
      const spool = spoolPath(workspace.spools, crypto.randomUUID());
      createOutbox(spool, { targets: ["http://127.0.0.1:9/secret"], silenceMs: null, origin: "" });
      const at = new Date(Date.now() - hours * HOUR_MS);
      await Deno.utime(outboxPath(spool), at, at);
      return spool;
    };
    const [old, fresh, noted] = [await leave(25), await leave(23), await leave(25)];
    createSpool(noted, "n");
    await look(workspace);
    assert.deepEqual([readOutbox(old), Boolean(readOutbox(fresh)), Boolean(readOutbox(noted))], [null, true, true]);
  }));

Deno.test("notifyLate() is delayed by no target that does not answer", () =>
  inWorkspace(async (workspace) => {
    await using webhook = openWebhook();
    using silent = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const accepted = silent.accept(), late = { endedMsAgo: HOUR_MS, tries: 1, triedAt: 0 };
    await makeRun(workspace, { ...late, target: `http://127.0.0.1:${silent.addr.port}/hook-secret` });
    await makeRun(workspace, { ...late, target: webhook.address });
    const { store, spools } = workspace, errors: string[] = [];
    const { signal } = new AbortController();
    const onError = (error: unknown) => errors.push(String(error));
    await notifyLate(store, { spoolDirectory: spools, signal, waitMs: 1_000, onError });
    assert.equal(webhook.received.length, 1);
    assert.match(errors.join(), /^NotNotified: .*127\.0\.0\.1:\d+\/… does not answer; stdcurve serve tries again$/);
    assert.equal(listOutboxes(spools).length, 1);
    (await accepted).close();
  }));

Deno.test("notifyLate() sends to a slow target once: while it waits, no other look and no other process does", () =>
  inWorkspace(async (workspace) => {
    await using webhook = openWebhook();
    const answer = webhook.hold(), { store, spools } = workspace, underWay = new Set<string>();
    await makeRun(workspace, { target: webhook.address, endedMsAgo: HOUR_MS, tries: 1, triedAt: 0 });
    const { signal } = new AbortController(), onError = (error: unknown) => assert.fail(String(error));
    const slow = notifyLate(store, { spoolDirectory: spools, signal, onError, underWay });
    await webhook.hasReceived(1);
    await notifyLate(store, { spoolDirectory: spools, signal, onError, underWay });
    await look(workspace); // as another process
    answer();
    await slow;
    assert.deepEqual([webhook.received.length, listOutboxes(spools)], [1, []]);
  }));

Deno.test("notifyLate() notifies that an import was lost", () =>
  inWorkspace(async (workspace) => {
    await using webhook = openWebhook();
    const { store, experimentId, spools } = workspace;
    const { id } = await store.runs.create({ experimentId, command: [], cwd: "", host: "h", status: "running" });
    makeSpoolDirectory(spools);
    createOutbox(spoolPath(spools, id), { targets: [webhook.address], silenceMs: null, origin: "http://here" });
    await store.runs.update(id, { status: "failed", reason: "lost: stdcurve ended", endedAt: Date.now() - HOUR_MS });
    writeOutbox(spoolPath(spools, id), { ...readOutbox(spoolPath(spools, id))!, tries: 1, triedAt: 1 });
    await look(workspace);
    assert.deepEqual(webhook.received.map(({ document }) => document.reason), ["lost: stdcurve ended"]);
  }));

Deno.test("notifyLate() has nothing to do where there is no directory of spools", () => inWorkspace(look));
