/**
 * How far a run's log is stored, and which process may flush to it. The point reader's state has a key of its own, because it is large
 * and most changes don't touch it.
 *
 * @module
 */
import { NotFound, Overtaken } from "../../errors.ts";
import { commitChecked, withLock } from "./commit.ts";
import { ingestKey, ownerKey, readerKey, runKey } from "../keys.ts";
import type { Kv } from "../kv/kv.ts";
import type { Owner } from "../runs/owner_record.ts";
import { type ReaderParts, readReaderParts } from "./reader_state.ts";
import type { RunRecord } from "../runs/run_record.ts";

/** The record that every flush checks and replaces. */
export interface IngestRecord {
  /** UUID of the process that captures the run. */
  instance: string;
  /** Bytes of log stored. */
  offset: number;
  /** Number of flushes and switches so far. */
  rev: number;
  generation: number;
  /** Number of the next draft. */
  nextGeneration: number;
  /** State of the line splitter; null at the start. */
  lines: unknown;
  /** True when the log has ended and everything is stored. */
  finished: boolean;
  /** First line and offset of the log chunk that is being filled. */
  open: { firstLine: number; offset: number };
  /** Where the point reader's state is when it is too large for one value; missing otherwise. */
  readerParts?: ReaderParts;
}

/** Everything that a reader needs to continue where the last one stopped. */
export interface IngestState extends IngestRecord {
  /** State of the point reader; null at the start. */
  reader: unknown;
}

/** The record before the first byte. */
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

/** The state of a record, with the reader's state: the stored one, or the one in parts. */
async function joinReader(
  kv: Kv,
  id: string,
  { record, reader }: { record: IngestRecord; reader: unknown },
): Promise<IngestState> {
  return { ...record, reader: record.readerParts ? await readReaderParts(kv, id, record.readerParts) : reader };
}

/** Reads the state. It is null before capture begins and after the run is deleted. */
export async function readIngest(kv: Kv, id: string): Promise<IngestState | null> {
  const keys = [ingestKey(id), readerKey(id)] as const;
  const [record, reader] = await withLock(() => kv.getMany<[IngestRecord, unknown]>(keys));
  return record.value && await joinReader(kv, id, { record: record.value, reader: reader.value });
}

/**
 * Creates the state or takes it over. From now on only this instance can flush.
 *
 * @throws {NotFound}
 * @throws {Overtaken} when another instance owns the run
 */
export function beginIngest(kv: Kv, id: string, instance: string): Promise<IngestState> {
  const keys = [runKey(id), ingestKey(id), readerKey(id), ownerKey(id)] as const;
  return commitChecked(`the capture of run ${id}`, async () => {
    const [run, entry, reader, owner] = await kv.getMany<[RunRecord, IngestRecord, unknown, Owner]>(keys);
    if (!run.value || run.value.deleting) throw new NotFound(`there is no run ${id}`);
    if (owner.value && owner.value.instance !== instance) throw new Overtaken(`another process captures run ${id} now`);
    const record = entry.value ? { ...entry.value, instance } : initialIngestRecord(instance);
    const operation = kv.atomic().check(run).check(entry).check(owner).set(ingestKey(id), record);
    return { operation, result: await joinReader(kv, id, { record, reader: reader.value }) };
  });
}
