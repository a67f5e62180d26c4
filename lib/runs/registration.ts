/**
 * The records of a run that was started before the store answered. What they need stands in the run's note from the start, so that whoever
 * comes later can make them when the process that has started the run dies first. A note is this host's own word; what it says of a store
 * counts for that store only.
 *
 * @module
 */
import { dirname } from "node:path";
import { NotFound } from "../errors.ts";
import { checkPrivateDirectory, NotPrivate } from "../host/private_files.ts";
import { addToNote, listSpools, readFromNote, spoolPath } from "../process/spool.ts";
import type { RunInput } from "../store/runs/new_run.ts";
import type { Owner } from "../store/runs/owner_record.ts";
import type { Store } from "../store/store.ts";
import { blankCommand } from "../text/secrets.ts";

/** A run that was started, and what its records need. */
export interface Registration {
  id: string;
  /** Location of the store; undefined for the platform's own. */
  kv: string | undefined;
  /** Name of the experiment. */
  experiment: string;
  /** Name of the run; made from the command by default. */
  name?: string | undefined;
  /** Without secrets. */
  command: string[];
  cwd: string;
  startedAt: number;
  /** The process that has started the run. */
  owner: Owner;
}

const PLAN = "plan", REGISTERED = "registered";

/** The line of a note for a run whose records aren't stored yet. */
export function notePlan(registration: Registration): Record<string, string> {
  return { [PLAN]: JSON.stringify({ ...registration, command: blankCommand(registration.command) }) };
}

/** What a note says of a run that has no records yet. Null for one that has, and for a note without such a line. */
export function readPlan(spool: string): Registration | null {
  const plan = readFromNote(spool, PLAN);
  return plan === null || readFromNote(spool, REGISTERED) !== null ? null : JSON.parse(plan) as Registration;
}

/** The fields of the run. */
export const inputOf = (
  { id, name, command, cwd, startedAt, owner }: Registration,
  experimentId: string,
): RunInput => ({
  id,
  experimentId,
  command,
  cwd,
  owner,
  host: owner.host,
  status: "running",
  createdAt: startedAt,
  ...(name === undefined ? {} : { name }),
});

/** Makes the records of a run, and its experiment where there is none. May be tried again after a failure. Returns the experiment's id. */
export async function registerRun(store: Store, registration: Registration, spool: string): Promise<string> {
  const { id: experimentId } = await store.experiments.getOrCreate(registration.experiment);
  await store.runs.create(inputOf(registration, experimentId));
  addToNote(spool, REGISTERED, new Date().toISOString()); // from now on the store's word counts: the run may be deleted
  return experimentId;
}

async function isKnown(store: Store, id: string): Promise<boolean> {
  try {
    await store.runs.get(id);
    return true;
  } catch (error) {
    if (error instanceof NotFound) return false;
    throw error;
  }
}

/** Makes the records of one run, if it needs them and its process is dead. */
async function registerOne(store: Store, spool: string, isDead: (owner: Owner) => boolean): Promise<void> {
  const plan = readPlan(spool);
  if (!plan || spoolPath(dirname(spool), plan.id) !== spool || plan.kv !== store.location || !isDead(plan.owner)) {
    return;
  }
  if (!await isKnown(store, plan.id)) await registerRun(store, plan, spool);
}

/**
 * Makes the records of runs that a dead process has started and could not register in this store. They are live then, without a living owner,
 * so that they are recovered like any other. `isDead` says of an owner that its process has surely ended.
 */
export async function registerAbandoned(
  store: Store,
  directory: string,
  { isDead, onError }: { isDead: (owner: Owner) => boolean; onError: (error: unknown) => void },
): Promise<void> {
  const report = (error: unknown) => {
    if (!(error instanceof NotPrivate)) onError(error); // whoever removes spools reports those
  };
  try {
    if (!checkPrivateDirectory(directory)) return;
    for (const id of await listSpools(directory)) {
      await registerOne(store, spoolPath(directory, id), isDead).catch(report);
    }
  } catch (error) {
    report(error);
  }
}
