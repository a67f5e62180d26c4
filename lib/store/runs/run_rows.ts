/**
 * Reads the rows of an experiment's runs. A row that is missing, because an earlier version stored the run, is made from the run's documents
 * and stored; so is the row of a live run that an earlier version captures. Rows are kept in memory until the experiment's counter changes.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { isComplete, type RunRow } from "../../model.ts";
import { blankLine, blankRecord } from "../../text/secrets.ts";
import { ROW_STALE_MS } from "../../limits.ts";
import { getOrCreateBase, readBase } from "./base_settings.ts";
import { isFactsRecord, isFactsRow, isRecordRow, isRunRecord, type IsValid } from "../check/shapes.ts";
import { withLock } from "../flush/commit.ts";
import { leaveOut, misshapen } from "../kv/damage.ts";
import { encodeValue } from "../kv/encoding.ts";
import { emptyFacts, type Facts, readSummaries } from "./facts.ts";
import {
  experimentRunsPrefix,
  factsKey,
  factsRowKey,
  factsRowsPrefix,
  recordRowKey,
  recordRowsPrefix,
  runKey,
} from "../keys.ts";
import type { Kv } from "../kv/kv.ts";
import { type FactsRow, joinRow, makeFactsRow, makeRecordRow, type RecordRow } from "./run_row.ts";
import type { RunRecord } from "./run_record.ts";
import { readVersions, type Version } from "./versions.ts";

/** A row, and the versionstamp of its newest change: rows that changed later have a greater one. */
export interface StampedRow {
  row: RunRow;
  stamp: string;
}

/** The rows of an experiment, newest run first. */
export interface RowList {
  rows: readonly StampedRow[];
  /** The experiment's version before they were read: all changes up to its stamp are in them. */
  version: Version;
  readAt: number;
}

/** A run and its experiment. */
export interface RunOfExperiment {
  experimentId: string;
  id: string;
}

/** A row that was made from the run's documents, and these. */
export interface MadeRow {
  record: RecordRow;
  facts: FactsRow | null;
  /** Makes the same without a base, as it is stored before the experiment has one. */
  makeAlone: () => FactsRow | null;
  base: Record<string, string>;
  sources: readonly Deno.KvEntryMaybe<unknown>[];
}

/** What is stored of a run's row. */
interface StoredRow {
  record: Deno.KvEntryMaybe<RecordRow>;
  facts: Deno.KvEntryMaybe<FactsRow>;
}

/** The whole rows below a prefix, by run. */
const listByRun = async <T>(
  kv: Kv,
  prefix: Deno.KvKey,
  isValid: IsValid,
): Promise<Map<string, Deno.KvEntry<T>>> => {
  const options = { batchSize: 500, onDamaged: () => {} }; // a damaged row is made again
  const entries = await withLock(() => Array.fromAsync(kv.list<T>({ prefix }, options)));
  return new Map(entries.filter(({ value }) => isValid(value)).map((entry) => [entry.key.at(-1) as string, entry]));
};

const missing = <T>(key: Deno.KvKey): Deno.KvEntryMaybe<T> => ({ key, value: null, versionstamp: null });

/** A row as it must be by the run's documents. Null for a run that is gone. Throws Damaged when its documents can't be read. */
export async function makeRow(kv: Kv, { experimentId, id }: RunOfExperiment): Promise<MadeRow | null> {
  const [run, facts] = await withLock(() => kv.getMany<[RunRecord, Facts]>([runKey(id), factsKey(id)]));
  if (!run.value || run.value.deleting && run.value.deletedAt === undefined) return null;
  if (!isRunRecord(run.value)) throw misshapen(runKey(id));
  if (facts.value && !isFactsRecord(facts.value)) throw misshapen(factsKey(id));
  const known = facts.value ?? emptyFacts(), settings = blankRecord(known.settings);
  const summaries = facts.value ? await readSummaries(kv, id, known.generation) : [];
  const hasBase = summaries.length > 0 && Object.keys(settings).length > 0;
  const base = hasBase ? await getOrCreateBase(kv, experimentId, settings) : await readBase(kv, experimentId);
  const record = makeRecordRow({ ...run.value, reason: blankLine(run.value.reason) });
  const makeFacts = (common: Record<string, string> | null) =>
    facts.value && makeFactsRow({ ...known, settings }, summaries, common);
  return {
    record: facts.value ? record : { ...record, isBare: true },
    facts: makeFacts(base),
    makeAlone: () => makeFacts(null),
    base: base ?? {},
    sources: [run, facts],
  };
}

const isSame = (a: unknown, b: unknown) => Buffer.compare(encodeValue(a), encodeValue(b)) === 0;

const newest = (...entries: Deno.KvEntryMaybe<unknown>[]): string =>
  entries.reduce((stamp, { versionstamp }) => (versionstamp ?? "") > stamp ? versionstamp! : stamp, "");

/** Makes a row again, and stores it when it differs and no other process has changed it meanwhile. */
async function remakeRow(kv: Kv, run: RunOfExperiment, { record, facts }: StoredRow): Promise<StampedRow | null> {
  const made = await makeRow(kv, run);
  if (!made) return null;
  const shown = (stamp: string) => made.record.isHidden ? null : { row: joinRow(run, made), stamp };
  if (isSame([made.record, made.facts], [record.value, facts.value])) return shown(newest(record, facts));
  const operation = kv.atomic().check(...made.sources, record, facts).set(record.key, made.record);
  if (made.facts) operation.set(facts.key, made.facts);
  const result = await withLock(() => operation.commit());
  return shown(result.ok ? result.versionstamp : newest(...made.sources));
}

const isStale = ({ status, createdAt, lastOutputAt }: Pick<RunRow, "status" | "createdAt" | "lastOutputAt">): boolean =>
  !isComplete(status) && Date.now() - (lastOutputAt ?? createdAt) > ROW_STALE_MS;

function joinStored(
  run: RunOfExperiment,
  { record, facts }: StoredRow,
  base: Record<string, string>,
): StampedRow | null {
  if (record.value === null) return null;
  return { row: joinRow(run, { record: record.value, facts: facts.value, base }), stamp: newest(record, facts) };
}

/**
 * False for a run whose facts an earlier version stored: it wrote no row of them, or one without its reader, or one without settings that
 * doesn't say whether the base was left out.
 */
function hasFacts({ record, facts: { value: facts } }: StoredRow): boolean {
  if (facts === null) return record.value?.isBare === true;
  const isDoubtful = facts.hasBase === undefined && facts.missing.length === 0 &&
    Object.keys(facts.settings).length === 0;
  return facts.reader !== undefined && !isDoubtful;
}

/** Reads all rows of an experiment. */
async function readRows(kv: Kv, experimentId: string, version: Version): Promise<RowList> {
  const pointers = await withLock(() =>
    Array.fromAsync(kv.list({ prefix: experimentRunsPrefix(experimentId) }, { reverse: true, batchSize: 500 }))
  );
  const records = await listByRun<RecordRow>(kv, recordRowsPrefix(experimentId), isRecordRow);
  const facts = await listByRun<FactsRow>(kv, factsRowsPrefix(experimentId), isFactsRow);
  const base = await readBase(kv, experimentId) ?? {}, rows: StampedRow[] = [];
  for (const { key } of pointers) {
    const id = key.at(-1) as string;
    const stored = {
      record: records.get(id) ?? missing<RecordRow>(recordRowKey(experimentId, id)),
      facts: facts.get(id) ?? missing<FactsRow>(factsRowKey(experimentId, id)),
    };
    if (stored.record.value?.isHidden) continue;
    const known = joinStored({ experimentId, id }, stored, base);
    const stamped = known && hasFacts(stored) && !isStale(known.row)
      ? known
      : await remakeRow(kv, { experimentId, id }, stored).catch(leaveOut);
    if (stamped) rows.push(stamped);
  }
  return { rows, version, readAt: Date.now() };
}

/** Experiments whose rows are kept in memory, and rows in all: about 1 KB each. */
const KEPT_EXPERIMENTS = 200, KEPT_ROWS = 20_000;

/** True when an earlier version may capture a run, whose changes nobody counts. */
const mayBeStale = ({ rows, readAt }: RowList): boolean =>
  Date.now() - readAt > ROW_STALE_MS && rows.some(({ row }) => isStale(row));

function forgetOldest(kept: Map<string, RowList>): void {
  let rows = [...kept.values()].reduce((sum, list) => sum + list.rows.length, 0);
  for (const [id, list] of kept) {
    if (kept.size === 1 || kept.size <= KEPT_EXPERIMENTS && rows <= KEPT_ROWS) return;
    kept.delete(id);
    rows -= list.rows.length;
  }
}

/** Reads rows, and keeps those of some experiments until they change. */
export function createRowReader(kv: Kv): (experimentId: string) => Promise<RowList> {
  const kept = new Map<string, RowList>();
  return async (experimentId) => {
    const [version] = await readVersions(kv, [experimentId]), known = kept.get(experimentId);
    const isKept = known && known.version.stamp === version!.stamp && !mayBeStale(known);
    const list = isKept ? known : await readRows(kv, experimentId, version!);
    kept.delete(experimentId);
    kept.set(experimentId, list); // the last one is the newest that was asked for
    forgetOldest(kept);
    return list;
  };
}
