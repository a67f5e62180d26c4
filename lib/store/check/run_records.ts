/**
 * The records of one run as they are at one moment, damaged ones among them. Reads neither log nor points.
 *
 * @module
 */
import type { Kv } from "../kv/kv.ts";
import { withLock } from "../flush/commit.ts";
import { COMMIT_TRIES } from "../../limits/store.ts";
import { type Facts, unpackSummaries } from "../runs/facts.ts";
import type { IngestRecord } from "../flush/ingest_state.ts";
import {
  cancelKey,
  deletingKey,
  factsKey,
  ingestKey,
  liveRunKey,
  metricsPrefix,
  ownerKey,
  readerKey,
  readerPartKey,
  runKey,
} from "../keys.ts";
import type { ReaderParts } from "../flush/reader_state.ts";
import type { RunRecord } from "../runs/run_record.ts";
import type { StoredSummary } from "../points/summary.ts";
import { decodeAny, type Decoded, decodeFacts, decodeIngest, decodePage, decodeRun } from "./record_shapes.ts";

/** What is stored about a run beside its log, points and summaries. */
export interface RunRecords {
  id: string;
  run: Decoded<RunRecord>;
  facts: Decoded<Facts>;
  ingest: Decoded<IngestRecord>;
  reader: Decoded<unknown>;
  owner: Decoded<unknown>;
  /** True when these keys exist. */
  hasLivePointer: boolean;
  isCancelRequested: boolean;
  isBeingDeleted: boolean;
}

/** Decodes a reader's state that is stored in parts. */
async function decodeParts(kv: Kv, id: string, { rev, count }: ReaderParts): Promise<Decoded<unknown>> {
  const pieces: BlobPart[] = [];
  for (let part = 0; part < count; part++) {
    const { value } = decodeAny(await withLock(() => kv.get<unknown>(readerPartKey(id, rev, part))));
    pieces.push(value instanceof Uint8Array ? value as Uint8Array<ArrayBuffer> : "");
  }
  return decodeAny({ key: readerKey(id), value: await new Blob(pieces).bytes(), versionstamp: "" });
}

/** Reads the records of a run. */
export async function readRunRecords(kv: Kv, id: string): Promise<RunRecords> {
  const keys = [runKey, factsKey, ingestKey, readerKey, ownerKey, liveRunKey, cancelKey, deletingKey];
  const entries = await withLock(() => kv.getMany(keys.map((key) => key(id)))) as Deno.KvEntryMaybe<unknown>[];
  const [run, facts, ingest, reader, owner, live, cancel, deleting] = entries as [
    Deno.KvEntryMaybe<unknown>,
    Deno.KvEntryMaybe<unknown>,
    Deno.KvEntryMaybe<unknown>,
    Deno.KvEntryMaybe<unknown>,
    Deno.KvEntryMaybe<unknown>,
    Deno.KvEntryMaybe<unknown>,
    Deno.KvEntryMaybe<unknown>,
    Deno.KvEntryMaybe<unknown>,
  ];
  const record = decodeIngest(ingest), parts = record.value?.readerParts;
  return {
    id,
    run: decodeRun(run),
    facts: decodeFacts(facts),
    ingest: record,
    reader: parts ? await decodeParts(kv, id, parts) : decodeAny(reader),
    owner: decodeAny(owner),
    hasLivePointer: live.versionstamp !== null,
    isCancelRequested: cancel.versionstamp !== null,
    isBeingDeleted: deleting.versionstamp !== null,
  };
}

/** The records and the summaries of a run as they were together. Log and points that are read later have all that these count. */
export interface RunMoment extends RunRecords {
  summaries: Map<string, StoredSummary>;
  /** Pages of summaries that can't be decoded. */
  damagedPages: Deno.KvEntry<unknown>[];
}

/** Reads records and summaries together. Null when another process changed them in each of many tries. */
export async function readMoment(kv: Kv, id: string): Promise<RunMoment | null> {
  for (let attempt = 0; attempt < COMMIT_TRIES; attempt++) {
    const records = await readRunRecords(kv, id), prefix = metricsPrefix(id, records.facts.value?.generation ?? 0);
    const pages = await withLock(() => Array.fromAsync(kv.list<unknown>({ prefix })));
    const { ingest, facts } = await readRunRecords(kv, id);
    if (ingest.versionstamp !== records.ingest.versionstamp || facts.versionstamp !== records.facts.versionstamp) {
      continue;
    }
    const decoded = pages.map((entry) => ({ entry, page: decodePage(entry).value }));
    const summaries = decoded.flatMap(({ page }) => page ? unpackSummaries(page) : []);
    return {
      ...records,
      summaries: new Map(summaries.map((summary) => [summary.name, summary])),
      damagedPages: decoded.flatMap(({ entry, page }) => page ? [] : [entry]),
    };
  }
  return null;
}

/** True when the run has neither ended nor been deleted nor read again meanwhile. Its log may have grown. */
export function isStillSame(before: RunRecords, now: RunRecords): boolean {
  const generationOf = ({ ingest }: RunRecords) => ingest.value?.generation;
  return before.run.versionstamp === now.run.versionstamp && before.isBeingDeleted === now.isBeingDeleted &&
    before.hasLivePointer === now.hasLivePointer && generationOf(before) === generationOf(now);
}
