/**
 * Ends imports whose process has died. An import has no command and no spool, so nothing on any machine vouches for it: its lease alone
 * says whether it lives, and any process on the KV may end it when that is over.
 *
 * @module
 */
import { Conflict, NotFound } from "../errors.ts";
import { OWNER_SILENT_MS } from "../limits.ts";
import { ingest } from "../intake/ingest.ts";
import { isComplete, type Run } from "../model.ts";
import type { RunChange } from "../store/runs/runs.ts";
import type { Store } from "../store/store.ts";
import type { Leases, Observed } from "./lease.ts";
import { describeOwner } from "./owner.ts";

/** Why an import that nobody continues has failed. */
const IMPORT_LOST = "lost: stdcurve ended before it had read the whole log; import it again";

/** True for the run of an imported log. */
export const isImport = ({ command }: Run): boolean => command.length === 0;

/** Who ends an import: this process's UUID, and what it has seen of the owners. */
export interface Ender {
  instance: string;
  leases: Leases;
}

/**
 * True for an import that may be ended because of its owner's silence. Nobody can read the rest of it, so its owner gets more time than a
 * lease has, unless it surely is dead.
 */
export const isImportOver = ({ isDead, silentMs }: Observed): boolean => isDead || silentMs >= OWNER_SILENT_MS;

/** Ends a live import whose owner has been silent for long. True when it did; false for every other run. */
export async function endDeadImport(store: Store, run: Run, { instance, leases }: Ender): Promise<boolean> {
  if (!isImport(run) || isComplete(run.status)) return false;
  const owner = await store.runs.getOwner(run.id);
  if (owner?.instance === instance || !isImportOver(leases.look(run.id, owner))) return false;
  if (!await store.runs.replaceOwner(run.id, owner, describeOwner(instance))) return false;
  return await loseImport(store, run.id);
}

/** Stores that an import has ended: cancelled when somebody has requested that, else failed. False when another process was faster. */
export async function loseImport(store: Store, id: string): Promise<boolean> {
  return await store.runs.isCancelRequested(id)
    ? await storeLoss(store, id, { status: "cancelled", reason: "cancelled" })
    : await loseRun(store, id, IMPORT_LOST);
}

/** Ends every live import whose owner has been silent for long. With `experimentId` only those of one experiment. */
export async function endDeadImports(
  store: Store,
  { experimentId, ...ender }: Ender & { experimentId?: string },
): Promise<void> {
  for (const run of await store.runs.listLive()) {
    if (experimentId === undefined || run.experimentId === experimentId) await endDeadImport(store, run, ender);
  }
}

/** Stores that a run has failed. False when another process was faster. */
export const loseRun = (store: Store, id: string, reason: string): Promise<boolean> =>
  storeLoss(store, id, { status: "failed", reason });

/** How long the end of a log may take. */
const FINISH_MAX_MS = 10_000;

/**
 * Reads the end of a stored log as the end: a line without its newline, and points that waited for what follows. Nothing more will come. Gives
 * why that could not be done; "" when it was.
 */
async function finishLog(store: Store, { id, experimentId }: Run): Promise<string> {
  const late = new AbortController(), timer = setTimeout(() => late.abort(), FINISH_MAX_MS);
  const patterns = async () => (await store.experiments.get(experimentId)).patterns;
  try {
    const [state, owner] = [await store.ingest.read(id), await store.runs.getOwner(id)];
    if (!state || state.finished || !owner) return "";
    const source = () => ReadableStream.from<Uint8Array>([]);
    const end = await ingest({ store, runId: id, instance: owner.instance, source, patterns, signal: late.signal });
    return end === "stopped" ? "its last line may not be read, because the store didn't answer" : "";
  } catch (error) {
    return `its last line may not be read: ${error instanceof Error ? error.message : error}`;
  } finally {
    clearTimeout(timer);
  }
}

/** Stores how a run that nobody captures has ended. False when another process was faster. */
export async function storeLoss(store: Store, id: string, change: RunChange): Promise<boolean> {
  try {
    const run = await store.runs.get(id), unread = isComplete(run.status) ? "" : await finishLog(store, run);
    const reason = [change.reason, unread].filter(Boolean).join("; ");
    await store.runs.update(id, { ...change, reason, endedAt: Date.now() });
    return true;
  } catch (error) {
    if (!(error instanceof Conflict || error instanceof NotFound)) throw error;
    return false;
  }
}
