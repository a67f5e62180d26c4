/**
 * Checks the spools of a KV and the live runs: which output isn't stored, and by whom it will be. Changes nothing, and removes no spool.
 *
 * @module
 */
import { lstatSync, readdirSync } from "node:fs";
import { NotFound } from "../errors.ts";
import { checkPrivateDirectory, makePrivateDirectory, NotPrivate, tightenPrivateFile } from "../host/private_files.ts";
import { isKvFile } from "../host/paths.ts";
import { isComplete, type Run } from "../model.ts";
import { notePath, readNote, readSpoolSize, spoolPath } from "../process/spool.ts";
import { type Finding, REPAIR } from "../store/check/finding.ts";
import type { Store } from "../store/store.ts";
import { importCommand } from "../process/spool_holes.ts";
import { formatSize } from "../text/size.ts";
import { describeOwner, isDead, isSilent } from "./owner.ts";
import { readPlan } from "./registration.ts";

const SPOOLED = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(?:log|note)$/;
const OTHERS = 0o077;

/** True while another process that lives captures the run, or may do so on another machine. */
export async function isCaptured(store: Store, id: string): Promise<boolean> {
  const owner = await store.runs.getOwner(id).catch(() => null); // a record that can't be decoded names nobody
  if (owner === null) return false;
  const me = describeOwner(""), isMine = owner.pid === me.pid && owner.pidMark === me.pidMark && owner.boot === me.boot;
  return !isMine && !isSilent(owner, me);
}

/** A run that can be read; null for one that is not there or is damaged. */
async function findReadable(store: Store, id: string): Promise<Run | null | "damaged"> {
  try {
    return await store.runs.get(id);
  } catch (error) {
    return error instanceof NotFound ? null : "damaged";
  }
}

/** Ids of the runs of which the directory has a spool or a note. */
function listSpooled(directory: string): string[] {
  const ids = readdirSync(directory).flatMap((name) => SPOOLED.exec(name)?.[1] ?? []);
  return [...new Set(ids)].sort();
}

interface Spooled {
  id: string;
  spool: string;
  /** Bytes; null without a spool. */
  size: number | null;
}

/** A spool whose run isn't live any more, or isn't in this KV. */
function checkLeft(store: Store, { id, spool, size }: Spooled, run: Run | null): Finding[] {
  const adds = (what: string, todo: string, mend: Finding["mend"] = null) => [{ runId: id, what, todo, mend }];
  const plan = run ? null : readPlan(spool);
  if (plan?.kv === store.location && plan) {
    return isDead(plan.owner, describeOwner(""))
      ? adds(
        `run ${id} was started when the store didn't answer, and isn't in it yet`,
        "stdcurve serve or doctor --repair stores it",
        "adopt",
      )
      : [];
  }
  if (!run) {
    const bytes = size === null ? "a note without a spool" : `a spool of ${formatSize(size)}`;
    return adds(
      `${spool} belongs to no run of this KV (${bytes})`,
      `store it with ${importCommand(spool)}, then remove it`,
    );
  }
  const more = (size ?? 0) - run.logBytes;
  if (run.logDeletedAt === undefined && more > 0) {
    return adds(
      `run ${id} is ${run.status}, and ${formatSize(more)} of its spool ${spool} aren't stored`,
      `store them with ${importCommand(spool)}, then remove it`,
    );
  }
  return readNote(spool)?.exitCode == null ? [] : adds(
    `run ${id} is stored, and its spool ${spool} is left`,
    "stdcurve serve or doctor --repair removes it",
    "adopt",
  );
}

/** A live run that nobody captures. */
async function checkLive(store: Store, run: Run, { spool, size }: Spooled): Promise<Finding[]> {
  if (await isCaptured(store, run.id)) return [];
  const rest = size === null
    ? "it has no spool here"
    : `${formatSize(Math.max(size - run.logBytes, 0))} of its spool aren't stored`;
  const isOurs = size !== null || readNote(spool) !== null;
  return [{
    runId: run.id,
    what: `run ${run.id} is ${run.status}, and no stdcurve captures it: ${rest}`,
    todo: isOurs
      ? "stdcurve serve continues it; stdcurve doctor --repair stores what is there"
      : `stdcurve serve continues it where it was started; stdcurve cancel ${run.id} --force ends it`,
    mend: isOurs ? "adopt" : null,
  }];
}

/** Spools and notes that others may use. */
function checkPermissions({ spool }: Spooled): Finding[] {
  if (Deno.build.os === "windows") return [];
  return [spool, notePath(spool)].flatMap((path) => {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (!stats || (stats.mode & OTHERS) === 0) return [];
    const mode = (stats.mode & 0o777).toString(8);
    const mend = () => Promise.resolve(void tightenPrivateFile(path));
    return [{ runId: null, what: `${path} has the mode ${mode}, so that others can use it`, todo: REPAIR, mend }];
  });
}

/** True when the spools of several KVs are in one directory: those of KVs behind URLs. */
const isShared = ({ location }: Store): boolean => location === undefined || !isKvFile(location);

async function checkSpool(store: Store, directory: string, id: string): Promise<Finding[]> {
  const spool = spoolPath(directory, id);
  try {
    const spooled = { id, spool, size: readSpoolSize(spool) }, run = await findReadable(store, id);
    const isLive = run !== null && run !== "damaged" && !isComplete(run.status);
    if (isLive) return [...checkPermissions(spooled), ...await checkLive(store, run, spooled)];
    const left = run === "damaged" || run === null && isShared(store) ? [] : checkLeft(store, spooled, run);
    // The capture of a run that has just ended removes its spool.
    const isGone = readSpoolSize(spool) === null && readNote(spool) === null;
    return isGone ? [] : [...checkPermissions(spooled), ...left];
  } catch (error) {
    if (!(error instanceof NotPrivate)) throw error;
    return [{ runId: id, what: error.message, todo: "nothing is read from it", mend: null }];
  }
}

function checkDirectory(directory: string): Finding[] {
  const stats = lstatSync(directory);
  if (Deno.build.os === "windows" || (stats.mode & OTHERS) === 0) return [];
  const mode = (stats.mode & 0o777).toString(8), mend = () => Promise.resolve(void makePrivateDirectory(directory));
  return [{ runId: null, what: `${directory} has the mode ${mode}, so that others can use it`, todo: REPAIR, mend }];
}

/** Checks the directory of spools, and every live run. */
export async function checkSpools(store: Store, directory: string): Promise<Finding[]> {
  const isThere = checkPrivateDirectory(directory), findings = isThere ? checkDirectory(directory) : [];
  const ids = new Set(isThere ? listSpooled(directory) : []);
  for (const run of await store.runs.listLive()) ids.add(run.id);
  for (const id of ids) findings.push(...await checkSpool(store, directory, id));
  return findings;
}
