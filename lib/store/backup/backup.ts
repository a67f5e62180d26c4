/**
 * Backs a KV up while others use it: the copy has everything that was stored at one moment. Never overwrites a file. Spools are no part of
 * it.
 *
 * @module
 */
import { lstatSync } from "node:fs";
import { InvalidInput } from "../../errors.ts";
import { isKvFile } from "../../host/paths.ts";
import { createPrivateFile } from "../../host/private_files.ts";
import { copyRecords } from "./copy_records.ts";
import { liveRunsPrefix, runsPrefix } from "../keys.ts";
import { rawKv } from "../kv/kv.ts";
import { guardKv } from "../kv/kv_guard.ts";
import { prepareKvFile, removeKvFile } from "../kv/kv_file.ts";
import { openKv } from "../kv/open.ts";
import { listParts } from "../kv/walk.ts";

/** What a backup holds. */
export interface Backup {
  bytes: number;
  runs: number;
  /** Runs that were not complete: the copy has their output up to its own moment. */
  liveRuns: number;
}

/** Copies a file of ours. When the signal is aborted, this throws its reason at once; the thread may go on writing into the removed copy. */
async function copyInThread(path: string, target: string, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  const thread = new Worker(new URL("./backup_worker.ts", import.meta.url), { type: "module" });
  try {
    await new Promise<void>((resolve, reject) => {
      thread.onmessage = ({ data }) => data === null ? resolve() : reject(new Error(data));
      thread.onerror = (event) => {
        event.preventDefault();
        reject(new Error(event.message));
      };
      signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
      thread.postMessage({ path, target });
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    const why = error instanceof Error ? error.message : String(error);
    const remedy = /locked|busy/.test(why)
      ? "another program holds it locked; try again"
      : "stdcurve doctor says what is damaged";
    throw new InvalidInput("kv", `cannot copy ${path}: ${why}; ${remedy}`, { cause: error });
  } finally {
    thread.terminate();
  }
}

/** Copies a KV that is no file of ours, record by record. */
async function copyRemote(location: string, target: string, signal: AbortSignal | undefined): Promise<void> {
  const source = await openKv(location);
  try {
    const copy = await Deno.openKv(target);
    try {
      await copyRecords(rawKv(source, guardKv({ location })), copy, { onRun: () => signal?.throwIfAborted() });
    } finally {
      copy.close();
    }
  } finally {
    source.close();
  }
}

/** Opens the copy as a KV, which shows that it is one, and counts its runs. */
async function describeCopy(path: string): Promise<Backup> {
  const kv = await Deno.openKv(path);
  try {
    const count = async (prefix: Deno.KvKey) => (await Array.fromAsync(listParts(kv, prefix as string[]))).length;
    const runs = await count(runsPrefix), liveRuns = await count(liveRunsPrefix);
    return { bytes: 0, runs, liveRuns };
  } finally {
    kv.close();
  }
}

const isThere = (path: string) => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

function refuseExisting(target: string): void {
  if (isThere(target)) throw new InvalidInput("file", `${target} exists already; name a file that doesn't`);
}

/**
 * Copies the KV at a location into a new file of the mode 0600. The file has its name only when it is whole.
 *
 * @throws {InvalidInput} field `file` when the target exists or can't be made; field `kv` when the KV can't be read
 */
export async function backupKv(
  location: string,
  target: string,
  { signal }: { signal?: AbortSignal } = {},
): Promise<Backup> {
  refuseExisting(target);
  const draft = `${target}.part-${crypto.randomUUID()}`;
  if (isKvFile(location)) await prepareKvFile(location);
  try {
    createPrivateFile(draft);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new InvalidInput("file", `cannot write ${target}: ${why}`, { cause: error });
  }
  try {
    if (isKvFile(location)) await copyInThread(location, draft, signal);
    else await copyRemote(location, draft, signal);
    const made = await describeCopy(draft);
    refuseExisting(target);
    await Deno.rename(draft, target);
    return { ...made, bytes: (await Deno.stat(target)).size };
  } finally {
    removeKvFile(draft);
  }
}
