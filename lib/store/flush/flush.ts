/**
 * A flush stores log, points, summaries, facts and the reader's state in one atomic commit. Only the process that captures the run can
 * make it. When one commit is too small, log and points are written first: points beyond a summary's count and log beyond the stored
 * offset are invisible.
 *
 * @module
 */
import { Conflict } from "../../errors.ts";
import { METRIC_NAMES_MAX, READER_VERSION, RENEW_MS } from "../../limits.ts";
import type { Progress, RunMark, UnreadName } from "../../model.ts";
import type { Encoding } from "../../text/encodings.ts";
import { type Arena, createArena } from "./arena.ts";
import { withLock } from "./commit.ts";
import { emptyFacts, type Facts, keepEncoding, readSummaries } from "../runs/facts.ts";
import type { IngestRecord } from "./ingest_state.ts";
import { factsKey, ingestKey, logAfter, logKey, ownerKey, runKey } from "../keys.ts";
import type { Kv } from "../kv/kv.ts";
import { appendLog, cutLog, type LogBatch, type OpenLog, openLog, unpackLog } from "../log/log_chunks.ts";
import { isDue, type Owner } from "../runs/owner_record.ts";
import { readOpen } from "../points/open_series.ts";
import { clearAhead } from "./ahead.ts";
import { commitStep } from "./commit_step.ts";
import { getOrCreateBase, readBase } from "../runs/base_settings.ts";
import { type FactsRow, makeFactsRow } from "../runs/run_row.ts";
import { type OpenMarks, stageMarks } from "../runs/run_marks.ts";
import type { RunRecord } from "../runs/run_record.ts";
import { type Metric, type PointBatch, stagePoints, type Write } from "./stage.ts";

export type { PointBatch } from "./stage.ts";

/** What one flush stores. */
export interface FlushBatch extends LogBatch {
  /** Offset of these bytes in the log. It must be the offset stored so far. */
  from: number;
  points: ReadonlyMap<string, PointBatch>;
  marks?: readonly RunMark[];
  /** State of the line splitter after these bytes; the same for `reader`. */
  lines: unknown;
  reader: unknown;
  /** True when nothing follows. */
  finished?: boolean;
  settings?: Record<string, string>;
  progress?: Progress;
  warnings?: readonly string[];
  unread?: readonly UnreadName[];
  /** The encoding of the log's lines that aren't UTF-8. */
  encoding?: Encoding | null;
}

/** What a capturing process keeps between two flushes. It is read again after another process wrote. */
export interface FlushSession {
  versionstamp: string | null;
  record: IngestRecord;
  /** The run's owner, whose lease a flush renews when it is due; null when it isn't the process that flushes. */
  owner: Owner | null;
  facts: Facts;
  experimentId: string;
  /** The settings that rows leave out; null while the experiment has none. */
  base: Record<string, string> | null;
  log: OpenLog;
  metrics: Map<string, Metric>;
  marks: OpenMarks;
  arena: Arena;
}

/** Reads a run's session. Deletes log that was written ahead of a commit that never happened. */
export async function readSession(kv: Kv, id: string): Promise<FlushSession> {
  const keys = [ingestKey(id), factsKey(id), ownerKey(id), runKey(id)] as const;
  const [{ value: record, versionstamp }, facts, owner, run] = await withLock(() =>
    kv.getMany<[IngestRecord, Facts, Owner, RunRecord]>(keys)
  );
  if (!record || !run.value) throw new Conflict(`capture of run ${id} has not begun`);
  const { experimentId } = run.value;
  const { firstLine, offset } = record.open;
  await clearAhead(kv, logAfter(id, firstLine, offset), { id, versionstamp });
  const stored = (await withLock(() => kv.get<Uint8Array>(logKey(id, firstLine, offset)))).value;
  return {
    versionstamp,
    record,
    owner: owner.value?.instance === record.instance ? owner.value : null,
    facts: facts.value ?? emptyFacts(),
    experimentId,
    base: await readBase(kv, experimentId),
    log: openLog(firstLine, offset, stored && cutLog(unpackLog(stored), record.offset - offset)),
    metrics: await readMetrics(kv, id, record.generation),
    marks: { count: facts.value?.marks ?? 0, page: null },
    arena: createArena(),
  };
}

async function readMetrics(kv: Kv, id: string, generation: number): Promise<Map<string, Metric>> {
  const metrics = new Map<string, Metric>();
  for (const [index, summary] of (await withLock(() => readSummaries(kv, id, generation))).entries()) {
    const { name, count } = summary;
    metrics.set(name, { summary, index, ...await withLock(() => readOpen(kv, { id, generation, name, count })) });
  }
  return metrics;
}

/** Adds a batch to the session. Returns the writes for log, points and summaries. */
function stageBatch(session: FlushSession, id: string, batch: FlushBatch): Write[] {
  const { record, facts, arena } = session, rev = record.rev + 1;
  arena.reset();
  const target = { id, generation: record.generation, rev, arena };
  const { writes, refused } = stagePoints(session.metrics, batch.points, target);
  const log = appendLog(session.log, batch, { id, arena });
  const { firstLine, offset } = session.log, arrivedAt = batch.times?.at(-1) ?? batch.time;
  session.record = {
    ...record,
    rev,
    offset: record.offset + batch.log.length,
    lines: batch.lines,
    finished: batch.finished ?? false,
    open: { firstLine, offset },
  };
  session.facts = {
    rev,
    generation: record.generation,
    newlines: facts.newlines + log.newlines,
    open: batch.log.length > 0 ? batch.log.at(-1) !== 10 : facts.open,
    logBytes: session.record.offset,
    updatedAt: arrivedAt,
    lastOutputAt: batch.log.length > 0 ? arrivedAt : facts.lastOutputAt,
    settings: batch.settings ?? facts.settings,
    progress: batch.progress ?? facts.progress,
    warnings: countRefused(batch.warnings ?? facts.warnings, refused, facts.warnings),
    unread: batch.unread ?? facts.unread ?? [],
    ...keepEncoding(batch.encoding ?? facts.encoding),
    marks: session.marks.count,
    readerVersion: facts.rev === 0 ? READER_VERSION : facts.readerVersion ?? 1,
  };
  return [...writes, ...log.writes];
}

/**
 * Stores a batch. It changes the session in place, so the caller must drop the session when this throws.
 *
 * @throws {Conflict} when another process captures the run now, or a new generation was switched to
 * @throws {Refused} when it is too much for the KV, however it is split
 */
export async function flush(
  kv: Kv,
  id: string,
  session: FlushSession,
  batch: FlushBatch,
): Promise<void> {
  const { record, versionstamp } = session;
  if (record.offset !== batch.from) {
    throw new Conflict(
      `run ${id} has ${record.offset} bytes stored, so the next ones can't begin at ${batch.from}`,
    );
  }
  if (record.finished && batch.finished && batch.log.length === 0) return;
  const target = { id, generation: record.generation, open: session.marks };
  const marks = await stageMarks(kv, target, batch.marks ?? []);
  const writes = [...stageBatch(session, id, batch), ...marks], { reader } = batch, lease = renewLease(session);
  const row = await makeRow(kv, session), { experimentId } = session;
  const step = { record: session.record, facts: session.facts, reader, writes, lease, experimentId, row };
  Object.assign(session, await commitStep(kv, { id, versionstamp }, step));
}

/** What lists show of the run. The first run of an experiment that has points gives the base of its rows. */
async function makeRow(kv: Kv, session: FlushSession): Promise<FactsRow> {
  const { facts, metrics, experimentId } = session, summaries = [...metrics.values()].map(({ summary }) => summary);
  if (session.base === null && summaries.length > 0 && Object.keys(facts.settings).length > 0) {
    session.base = await getOrCreateBase(kv, experimentId, facts.settings);
  }
  return makeFactsRow(facts, summaries, session.base);
}

/**
 * The owner with its lease renewed, to be stored with the flush. Null when that is not due. With a flush it costs next to nothing, so it is
 * due early: a renewal in a commit of its own would take a turn from other writers.
 */
function renewLease(session: FlushSession): Owner | null {
  if (session.owner === null || !isDue(session.owner, RENEW_MS / 2)) return null;
  return session.owner = { ...session.owner, at: Date.now() };
}

const NAMES_WARNING = /^(\d+) points of metric names beyond the first/;

/** Replaces the warning about refused points with one that counts all of them: those in `before` and the new ones. */
export function countRefused(
  warnings: readonly string[],
  refused: number,
  before: readonly string[],
): string[] {
  const kept = warnings.filter((warning) => !NAMES_WARNING.test(warning));
  const counted = before.map((warning) => NAMES_WARNING.exec(warning)?.[1]).find(Boolean);
  const count = Number(counted ?? 0) + refused;
  return count === 0 ? kept : [
    ...kept,
    `${count} points of metric names beyond the first ${METRIC_NAMES_MAX} were not kept`,
  ];
}
