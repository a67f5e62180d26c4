/**
 * Rereads the stored log of a run. The new points are written beside the current ones, and the run switches to them in one commit. The
 * run may be live: its capture then continues from the new reading.
 *
 * @module
 */
import { Conflict } from "../errors.ts";
import { COMMIT_TRIES } from "../limits/store.ts";
import { splitLines } from "../lines/split.ts";
import type { Pattern, RunMark, RunSegment } from "../model.ts";
import { createPointReader } from "../points/reader.ts";
import type { CompiledPattern } from "../points/taught/pattern.ts";
import { loadPatterns } from "../points/taught/load_patterns.ts";
import type { Draft, DraftEnd } from "../store/flush/generation.ts";
import { describeDeletedLog } from "../store/runs/runs.ts";
import type { Store } from "../store/store.ts";
import { collectPoints } from "./collect.ts";
import { describeReading } from "./describe_reading.ts";
import { watchSilence } from "./silence.ts";
import { takeTurns } from "./turns.ts";

const DRAFT_POINTS = 20_000;

/**
 * Rereads the log of a run, with the patterns of its experiment unless others are given. Points keep the time when their line was
 * captured. `reopens` is for a log that had ended and will go on: then it is read as one that has not ended.
 *
 * @throws {NotFound} for an unknown run
 * @throws {Conflict} when the log grew faster than it could be reread, or was deleted
 */
export async function rereadRun(
  store: Store,
  runId: string,
  { patterns, reopens = false }: { patterns?: readonly Pattern[]; reopens?: boolean } = {},
): Promise<void> {
  const run = await store.runs.get(runId);
  if (run.logDeletedAt !== undefined) {
    throw new Conflict(`run ${runId} can't be read again: ${describeDeletedLog(run).join()}`);
  }
  const taught = patterns ?? (await store.experiments.get(run.experimentId)).patterns;
  const draft = await store.generation.begin(runId);
  const writer = writeDraft(store, {
    runId,
    draft,
    patterns: await loadPatterns(taught),
    startedAt: run.createdAt,
    segments: run.segments ?? [],
  });
  for (let attempt = 0; attempt < COMMIT_TRIES; attempt++) {
    await writer.readStored();
    const state = await store.ingest.read(runId);
    if (state?.offset !== writer.offset) continue; // more was stored meanwhile
    const end = await writer.end(state.finished && !reopens);
    if (await store.generation.switch(runId, draft, { offset: writer.offset, end, reopens })) return;
  }
  await store.generation.discard(runId, draft);
  throw new Conflict(`the log of run ${runId} grew faster than it could be reread; try again`);
}

interface DraftOptions {
  runId: string;
  draft: Draft;
  patterns: readonly CompiledPattern[];
  startedAt: number;
  /** The executions of a run that was resumed: between two of them nothing could be printed. */
  segments: readonly RunSegment[];
}

interface DraftWriter {
  /** Number of bytes that were read. */
  readonly offset: number;
  /** Reads what is stored after the offset. */
  readStored(): Promise<void>;
  /** Writes the remaining points, and returns the state of the reading at the offset. */
  end(finished: boolean): Promise<DraftEnd>;
}

const beginsBetween = (segments: readonly RunSegment[], from: number, to: number) =>
  segments.some(({ startedAt }) => startedAt > from && startedAt <= to);

/** Reads a stored log and writes its points to a draft. */
function writeDraft(store: Store, { runId, draft, patterns, startedAt, segments }: DraftOptions): DraftWriter {
  const collected = collectPoints();
  let time = startedAt, offset = 0, marks: RunMark[] = [];
  const endTurn = takeTurns();
  const reader = createPointReader((point) => collected.add(point, time), {
    patterns,
    onMark: (mark) => void marks.push({ ...mark, time }),
  });
  const splitter = splitLines(reader.read);
  const silence = watchSilence(reader.markSilence, (from, to) => beginsBetween(segments, from, to));
  const write = async () => {
    await store.generation.append(runId, draft, { points: collected.batches(), marks });
    collected.clear();
    marks = [];
  };
  return {
    get offset() {
      return offset;
    },
    async readStored() {
      for await (const piece of store.logs.pieces(runId, { from: offset })) {
        silence.note(piece.time);
        time = piece.time;
        splitter.push(piece.bytes);
        offset += piece.bytes.length;
        await endTurn(piece.bytes.length);
        if (collected.count >= DRAFT_POINTS) await write();
      }
    },
    async end(finished) {
      if (finished) {
        splitter.finish();
        reader.finish();
      }
      if (collected.count + marks.length > 0) await write();
      return { finished, ...describeReading(splitter, reader) };
    },
  };
}
