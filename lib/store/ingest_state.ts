/**
 * Where taking in a run's log stands, and the one capturing process whose flushes are taken. The point reader's state has a key of its
 * own: it is the larger part, and most changes of the rest leave it alone.
 *
 * @module
 */
import { NotFound } from "../errors.ts";
import { commitChecked, withLock } from "./commit.ts";
import { ingestKey, readerKey, runKey } from "./keys.ts";
import type { Kv } from "./kv.ts";
import type { RunRecord } from "./runs.ts";

/** What is stored with each flush. */
export interface IngestRecord {
  /** UUID of the capturing process. */
  instance: string;
  /** Bytes of log stored. */
  offset: number;
  /** Flushes and switches so far. */
  rev: number;
  generation: number;
  /** Next generation's number. */
  nextGeneration: number;
  /** State of the line splitter; null at the start. */
  lines: unknown;
  /** The log has ended and all that was held back is stored. */
  finished: boolean;
  /** First line and offset of the log chunk still being filled. */
  open: { firstLine: number; offset: number };
}

/** All that reading needs to resume where it stopped. */
export interface IngestState extends IngestRecord {
  /** State of the point reader; null at the start. */
  reader: unknown;
}

/** Record before the first byte. */
export function initialIngestRecord(instance: string): IngestRecord {
  return {
    instance,
    offset: 0,
    rev: 0,
    generation: 0,
    nextGeneration: 1,
    lines: null,
    finished: false,
    open: { firstLine: 1, offset: 0 },
  };
}

/** The state as it is stored; null before it is begun, and for a run that was deleted. */
export async function readIngest(kv: Kv, id: string): Promise<IngestState | null> {
  const keys = [ingestKey(id), readerKey(id)] as const;
  const [record, reader] = await withLock(() => kv.getMany<[IngestRecord, unknown]>(keys));
  return record.value && { ...record.value, reader: reader.value };
}

/** Makes or takes over the state: from now on only this instance's flushes are taken. Throws NotFound. */
export function beginIngest(kv: Kv, id: string, instance: string): Promise<IngestState> {
  const keys = [runKey(id), ingestKey(id), readerKey(id)] as const;
  return commitChecked(`the capture of run ${id}`, async () => {
    const [run, entry, reader] = await kv.getMany<[RunRecord, IngestRecord, unknown]>(keys);
    if (!run.value || run.value.deleting) throw new NotFound(`there is no run ${id}`);
    const record = entry.value ? { ...entry.value, instance } : initialIngestRecord(instance);
    const operation = kv.atomic().check(run).check(entry).set(ingestKey(id), record);
    return { operation, result: { ...record, reader: reader.value } };
  });
}
