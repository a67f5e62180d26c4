/**
 * Runs whose capture has died, as a KV and this user's spool directory keep them.
 *
 * @module
 */
import assert from "node:assert/strict";
import { hostname } from "node:os";
import { makePrivateDirectory } from "../../lib/host/private_files.ts";
import { createSpool, notePath, spoolPath } from "../../lib/process/spool.ts";
import { OWNER_SILENT_MS, RECOVER_INTERVAL_MS } from "../../lib/limits.ts";
import { type Leases, observeLeases } from "../../lib/runs/lease.ts";
import { describeOwner } from "../../lib/runs/owner.ts";
import { recoverRuns } from "../../lib/runs/recover.ts";
import { encodeKv } from "../../lib/store/kv/kv.ts";
import type { Owner } from "../../lib/store/runs/owner_record.ts";
import type { Capture } from "../../lib/runs/capture.ts";
import type { Workspace } from "../support/workspace.ts";

/** An id that no process has. */
export const DEAD_PID = 4_194_303;

/** A run of a command whose capture, a process of this machine, has died. Gives its id. */
export async function makeOrphan(
  workspace: Workspace,
  owner: Partial<Owner> = {},
  { old = false, command = ["x"] }: { old?: boolean; command?: string[] } = {},
): Promise<string> {
  const { store, experimentId, spools } = workspace;
  const { id } = await store.runs.create({ experimentId, command, cwd: "/", host: hostname() });
  const dead = { ...describeOwner("dead"), pid: DEAD_PID, pidMark: null, nonce: "n", spools, at: 0 };
  await store.runs.setOwner(id, { ...dead, ...owner });
  if (old) await makeOld(workspace, id);
  return id;
}

/** Writes spool and note of a run, as this user and in the user's own directory. */
export function vouch({ spools }: Workspace, id: string, { log = "", more = "", nonce = "n" } = {}): string {
  makePrivateDirectory(spools);
  const spool = spoolPath(spools, id);
  createSpool(spool, nonce);
  Deno.writeTextFileSync(spool, log);
  Deno.writeTextFileSync(notePath(spool), more, { append: true });
  return spool;
}

/** Makes a run look as if it had been created an hour ago. */
export async function makeOld({ kv }: Workspace, id: string): Promise<void> {
  const opened = encodeKv(await Deno.openKv(kv));
  const { value } = await opened.get<{ createdAt: number }>(["runs", id]);
  await opened.set(["runs", id], { ...value, createdAt: Date.now() - 3_600_000 });
  opened.close();
}

/** What a process has seen that has looked at the owners of all runs for a minute, by a clock of its own. */
export async function watchOwners({ store }: Pick<Workspace, "store">, forMs = OWNER_SILENT_MS): Promise<Leases> {
  let now = 0;
  const leases = observeLeases(describeOwner("watching"), { now: () => now }), owned = await store.runs.listOwners();
  for (; now <= forMs; now += RECOVER_INTERVAL_MS) owned.forEach(({ id, owner }) => leases.look(id, owner));
  return leases;
}

interface Recovering {
  instance?: string;
  /** What was seen of the owners before; nothing by default. */
  leases?: Leases;
}

/** Recovers the runs of a workspace. Gives the captures that it began, and what it said about runs that aren't ours. */
async function recoverAll(
  { store, spools }: Workspace,
  { instance = crypto.randomUUID(), ...seen }: Recovering = {},
): Promise<{ captures: Capture[]; messages: string[] }> {
  const messages: string[] = [], errors: unknown[] = [];
  const captures = await recoverRuns(store, {
    ...seen,
    instance,
    spoolDirectory: spools,
    onForeign: (message) => void messages.push(message),
    onError: (error) => void errors.push(error),
  });
  assert.deepEqual(errors, []);
  return { captures, messages };
}

/** Recovers the runs of a workspace, all of which are ours. */
export async function recoverOwn(workspace: Workspace, recovering: Recovering = {}): Promise<Capture[]> {
  const { captures, messages } = await recoverAll(workspace, recovering);
  assert.deepEqual(messages, []);
  return captures;
}

/** Recovers what nobody owns any more, and gives what was said about runs that aren't ours. */
export async function recoverOthers(workspace: Workspace): Promise<string[]> {
  const { captures, messages } = await recoverAll(workspace, { leases: await watchOwners(workspace) });
  assert.deepEqual(captures, []);
  return messages;
}

/** Status and reason of a run. */
export const describeRun = async ({ store }: Workspace, id: string): Promise<string> => {
  const { status, reason } = await store.runs.get(id);
  return `${status}: ${reason}`;
};
