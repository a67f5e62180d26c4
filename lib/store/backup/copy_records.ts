/**
 * Copies a KV record by record into an empty one, for a KV that is no file of ours. Others may write meanwhile: each run is copied as it was
 * at one moment. Log and points only grow, so what was written after that moment stays invisible in the copy.
 *
 * @module
 */
import { Conflict } from "../../errors.ts";
import { COMMIT_BYTES, COMMIT_TRIES } from "../../limits/store.ts";
import { withLock } from "../flush/commit.ts";
import { decodeValue, encodeValue } from "../kv/encoding.ts";
import type { Facts } from "../runs/facts.ts";
import type { IngestRecord } from "../flush/ingest_state.ts";
import {
  cancelKey,
  DERIVED_FOLDERS,
  experimentRunKey,
  factsKey,
  ingestKey,
  liveRunKey,
  logPrefix,
  metricsPrefix,
  ownerKey,
  pointsPrefix,
  readerKey,
  readerPartsPrefix,
  RUN_FOLDERS,
  runKey,
  runPointersPrefix,
} from "../keys.ts";
import type { Kv } from "../kv/kv.ts";
import type { RunRecord } from "../runs/run_record.ts";
import { listParts, selectFolder } from "../kv/walk.ts";

/** Folders that are copied run by run. */
const COPIED_BY_RUN: ReadonlySet<string> = new Set([...RUN_FOLDERS, ...runPointersPrefix as string[]]);
/** Folders that are copied whole. */
const isCopiedWhole = (folder: string) => !COPIED_BY_RUN.has(folder) && !DERIVED_FOLDERS.includes(folder);
/** Keys in one commit. */
const COPY_KEYS = 500;

/** Collects records and writes them in commits of a size that KV accepts. */
interface RecordWriter {
  add(key: Deno.KvKey, value: unknown): Promise<void>;
  end(): Promise<void>;
}

function writeRecords(target: Deno.Kv): RecordWriter {
  let operation = target.atomic(), bytes = 0, keys = 0;
  const end = async () => {
    if (keys > 0) await withLock(() => operation.commit());
    operation = target.atomic();
    bytes = keys = 0;
  };
  return {
    async add(key, value) {
      const size = value instanceof Uint8Array ? value.length : 100;
      if (keys === COPY_KEYS || bytes + size > COMMIT_BYTES) await end();
      operation.set(key, value);
      bytes += size;
      keys++;
    },
    end,
  };
}

async function copyAll(source: Kv, selector: Deno.KvListSelector, writer: RecordWriter): Promise<void> {
  for await (const { key, value } of source.list(selector)) await writer.add(key, value);
}

const decode = <T>({ value }: Deno.KvEntryMaybe<unknown>): T | null =>
  value instanceof Uint8Array ? decodeValue(value) as T : null;

/** Reads a run's records and summaries as they were at one moment. Null when another process changed them meanwhile. */
async function readMoment(source: Kv, id: string) {
  const keys = [runKey, factsKey, ingestKey, readerKey, ownerKey, cancelKey, liveRunKey].map((key) => key(id));
  const records = await withLock(() => source.getMany(keys as Deno.KvKey[])) as Deno.KvEntryMaybe<unknown>[];
  const [run, facts, ingest] = records;
  const generation = decode<Facts>(facts!)?.generation ?? 0;
  const pages = await Array.fromAsync(source.list({ prefix: metricsPrefix(id, generation) }));
  const parts = await Array.fromAsync(source.list({ prefix: readerPartsPrefix(id) }));
  const now = await withLock(() => source.get(ingestKey(id)));
  if (now.versionstamp !== ingest!.versionstamp) return null;
  const experimentId = decode<RunRecord>(run!)?.experimentId;
  return { experimentId, generation, entries: [...records, ...pages, ...parts].filter(({ value }) => value !== null) };
}

const generationOf = async (source: Kv, id: string) =>
  decode<IngestRecord>(await withLock(() => source.get(ingestKey(id))))?.generation ?? 0;

/** Copies a run. Log and points are copied last; when another reading replaced them meanwhile, all of it is copied again. */
async function copyRun(source: Kv, writer: RecordWriter, id: string): Promise<void> {
  for (let attempt = 0; attempt < COMMIT_TRIES; attempt++) {
    const moment = await readMoment(source, id);
    if (!moment) continue;
    const { experimentId, generation, entries } = moment;
    await copyAll(source, { prefix: logPrefix(id) }, writer);
    await copyAll(source, { prefix: pointsPrefix(id, generation) }, writer);
    if (await generationOf(source, id) !== generation) continue;
    for (const { key, value } of entries) await writer.add(key, value);
    if (experimentId !== undefined) await writer.add(experimentRunKey(experimentId, id), encodeValue(true));
    return;
  }
  throw new Conflict(`run ${id} changed ${COMMIT_TRIES} times while it was copied; try again`);
}

/** Copies everything that a KV holds into an empty one. `onRun` is called before each run. */
export async function copyRecords(
  source: Kv,
  target: Deno.Kv,
  { onRun }: { onRun?: (id: string) => void } = {},
): Promise<void> {
  const writer = writeRecords(target);
  for await (const folder of listParts(source, [])) {
    if (isCopiedWhole(folder)) await copyAll(source, selectFolder(folder), writer);
  }
  for await (const id of listParts(source, ["runs"])) {
    onRun?.(id);
    await copyRun(source, writer, id);
  }
  await writer.end();
}
