/**
 * A flush: log, points, summaries, facts and the state they stand for, in one atomic commit that only the run's own capturing process
 * can make. Points beyond a summary's count are invisible, so a batch of very many metrics may write its point chunks first.
 *
 * @module
 */
import { Conflict } from "../errors.ts";
import { COMMIT_BYTES, COMMIT_MUTATIONS, METRIC_NAMES_MAX, POINT_CHUNK_POINTS } from "../limits.ts";
import type { Progress } from "../model.ts";
import { withLock } from "./commit.ts";
import { emptyFacts, type Facts, readSummaries } from "./facts.ts";
import type { IngestState } from "./ingest_state.ts";
import { factsKey, ingestKey, logKey, pointsKey } from "./keys.ts";
import { appendLog, countNewlines, type LogChunk, type OpenChunk } from "./log_chunks.ts";
import { makeColumns, type PointColumns } from "./point_chunks.ts";
import { type Metric, type PointBatch, stagePoints, type Write, writeAhead } from "./stage.ts";

export type { PointBatch } from "./stage.ts";

/** Bytes of log in one flush: with a page of summaries for 1,000 metrics they still fit in one commit. */
export const FLUSH_LOG_MAX_BYTES = 128 * 1024;

/** What one flush stores. */
export interface FlushBatch {
  /** Where these bytes begin in the log: the offset stored so far. */
  from: number;
  log: Uint8Array;
  /** Milliseconds since the epoch. */
  time: number;
  points: Map<string, PointBatch>;
  /** State of splitter and reader after these bytes. */
  lines: unknown;
  reader: unknown;
  /** Nothing follows. */
  finished?: boolean;
  settings?: Record<string, string>;
  progress?: Progress;
  warnings?: readonly string[];
}

/** What a capturing process remembers between two flushes; read again whenever someone else wrote. */
export interface FlushSession {
  versionstamp: string | null;
  state: IngestState;
  facts: Facts;
  open: OpenChunk;
  metrics: Map<string, Metric>;
}

/** Reads a run's session from the store. */
export async function loadSession(kv: Deno.Kv, id: string): Promise<FlushSession> {
  const [entry, factsEntry] = await withLock(() => kv.getMany<[IngestState, Facts]>([ingestKey(id), factsKey(id)]));
  const state = entry.value;
  if (!state) throw new Conflict(`the capture of run ${id} was not begun`);
  const facts = factsEntry.value ?? emptyFacts();
  const { firstLine, offset } = state.open;
  const chunk = (await kv.get<LogChunk>(logKey(id, firstLine, offset))).value;
  const open = {
    firstLine,
    offset,
    ...(chunk ?? { bytes: new Uint8Array(0), times: new Float64Array(0) }),
  };
  const metrics = new Map<string, Metric>();
  for (const [index, summary] of (await readSummaries(kv, id, state.generation)).entries()) {
    const columns = makeColumns(POINT_CHUNK_POINTS);
    const filled = summary.count % POINT_CHUNK_POINTS;
    if (filled > 0) {
      const number = Math.floor(summary.count / POINT_CHUNK_POINTS);
      const stored = (await kv.get<PointColumns>(pointsKey(id, state.generation, summary.name, number))).value!;
      for (const name of Object.keys(columns) as (keyof PointColumns)[]) {
        columns[name].set(stored[name].subarray(0, filled));
      }
    }
    metrics.set(summary.name, { summary, index, open: columns });
  }
  return { versionstamp: entry.versionstamp, state, facts, open, metrics };
}

const isVisible = (write: Write) => write.key[0] !== "points";

/**
 * Stores a batch. The session is changed in place, so the caller drops it when this throws.
 *
 * @throws {Conflict} when another process captures the run now, or a new reading of its log was put in force
 */
export async function flush(
  kv: Deno.Kv,
  id: string,
  session: FlushSession,
  batch: FlushBatch,
): Promise<void> {
  const { state, facts } = session;
  if (state.offset !== batch.from) {
    throw new Conflict(
      `run ${id} has ${state.offset} bytes stored; bytes from ${batch.from} on do not follow them`,
    );
  }
  if (state.finished && batch.finished && batch.log.length === 0) return;
  const rev = state.rev + 1;
  const { writes, refused } = stagePoints(session.metrics, batch.points, {
    id,
    generation: state.generation,
    rev,
  });
  const chunks = appendLog(session.open, batch.log, batch.time);
  session.open = chunks.at(-1) ?? session.open;
  const { firstLine, offset } = session.open;
  session.state = {
    ...state,
    rev,
    offset: state.offset + batch.log.length,
    lines: batch.lines,
    reader: batch.reader,
    finished: batch.finished ?? false,
    open: { firstLine, offset },
  };
  session.facts = {
    rev,
    generation: state.generation,
    newlines: facts.newlines + countNewlines(batch.log),
    open: batch.log.length > 0 ? batch.log.at(-1) !== 10 : facts.open,
    logBytes: session.state.offset,
    updatedAt: batch.time,
    lastOutputAt: batch.log.length > 0 ? batch.time : facts.lastOutputAt ?? null,
    settings: batch.settings ?? facts.settings,
    progress: batch.progress ?? facts.progress,
    warnings: warningsOf(batch.warnings ?? facts.warnings, refused, facts.warnings),
  };
  for (const { firstLine, offset, bytes, times } of chunks) {
    writes.push({
      key: logKey(id, firstLine, offset),
      value: { bytes, times },
      bytes: bytes.length + 8 * times.length,
    });
  }
  const total = writes.reduce((sum, write) => sum + write.bytes, 0);
  const ahead = total > COMMIT_BYTES || writes.length > COMMIT_MUTATIONS;
  if (ahead) {
    const { versionstamp } = session;
    await writeAhead(kv, writes.filter((write) => !isVisible(write)), { id, versionstamp });
  }
  const operation = kv.atomic()
    .check({ key: ingestKey(id), versionstamp: session.versionstamp })
    .set(ingestKey(id), session.state)
    .set(factsKey(id), session.facts);
  for (const write of ahead ? writes.filter(isVisible) : writes) {
    operation.set(write.key, write.value);
  }
  const result = await withLock(() => operation.commit());
  if (!result.ok) {
    throw new Conflict(`run ${id} is captured by another process now, or was read again`);
  }
  session.versionstamp = result.versionstamp;
}

const NAMES_WARNING = /^(\d+) points of metric names beyond the first/;

/** A reading's warnings, and how many points were refused in all. */
export function warningsOf(
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
