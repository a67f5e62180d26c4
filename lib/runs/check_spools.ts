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
import { quoteCommand } from "../text/command_line.ts";
import { formatSize } from "../text/size.ts";
import { judgeSpool, type LeftSpool } from "./left_spool.ts";
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

/** A spool whose run isn't in this KV. */
function checkUnknown(store: Store, { id, spool, size }: Spooled): Finding[] {
  const plan = readPlan(spool);
  if (plan?.kv === store.location && plan) {
    if (!isDead(plan.owner, describeOwner(""))) return [];
    return [{
      runId: id,
      what: `run ${id} was started when the store didn't answer, and isn't in it yet`,
      todo: "stdcurve serve or doctor --repair stores it",
      mend: "adopt",
    }];
  }
  const bytes = size === null ? "a note without a spool" : `a spool of ${formatSize(size)}`;
  return [{
    runId: id,
    what: `${spool} belongs to no run of this KV (${bytes})`,
    todo: `store it with ${importCommand(spool)}, then remove it`,
    mend: null,
  }];
}

/** What is to be said of a spool that stays although its run has ended, and what to do about it. */
function describeLeft(left: LeftSpool, { id, status, logBytes }: Run, { spool, size }: Spooled): [string, string] {
  const remove = `then remove it with ${quoteCommand(["rm", spool, notePath(spool)])}`;
  const store = `store it with ${importCommand(spool)}, ${remove}`;
  switch (left.is) {
    case "needless":
      return [`run ${id} is stored, and its spool ${spool} is left`, "stdcurve serve or doctor --repair removes it"];
    case "unstored": {
      const more = formatSize((size ?? 0) - logBytes);
      return [`run ${id} is ${status}, and ${more} of its spool ${spool} aren't stored`, store];
    }
    case "different":
      return [`run ${id} is ${status}, and its spool ${spool} differs from its stored log`, store];
    case "left":
      return [
        `run ${id} is ${status}, and ${left.by.name} (process ${left.by.pid}) of its command still runs`,
        `end it; stdcurve serve or doctor --repair then removes the spool ${spool}`,
      ];
    default:
      return [
        `run ${id} is ${status}, and nobody here can see whether its command still writes to its spool ${spool}`,
        `make sure that it has ended, ${remove}`,
      ];
  }
}

/** A spool whose run has ended. */
async function checkEnded(store: Store, run: Run, spooled: Spooled): Promise<Finding[]> {
  const left = await judgeSpool(store, { run, spool: spooled.spool });
  if (left.is === "starting") return [];
  const [what, todo] = describeLeft(left, run, spooled);
  return [{ runId: run.id, what, todo, mend: left.is === "needless" ? "adopt" : null }];
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
    const left = run === "damaged" || run === null && isShared(store)
      ? []
      : run === null
      ? checkUnknown(store, spooled)
      : await checkEnded(store, run, spooled);
    // The capture of a run that has just ended removes its spool.
    const isGone = readSpoolSize(spool) === null && readNote(spool) === null;
    return isGone ? [] : [...checkPermissions(spooled), ...left];
  } catch (error) {
    if ((error as { code?: string }).code === "ENOENT") return []; // its capture has removed it meanwhile
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
