/**
 * Reading a log again. The new points are built under a generation number of their own while the old ones stay visible. One commit
 * switches to them.
 *
 * @module
 */
import { Conflict, NotFound } from "../../errors.ts";
import { READER_VERSION } from "../../limits.ts";
import { COMMIT_TRIES } from "../../limits/store.ts";
import type { Progress, RunMark, UnreadName } from "../../model.ts";
import type { Encoding } from "../../text/encodings.ts";
import { commitChecked, withLock } from "./commit.ts";
import { emptyFacts, type Facts, keepEncoding } from "../runs/facts.ts";
import { countRefused } from "./flush.ts";
import { writeAhead } from "./ahead.ts";
import { commitStep } from "./commit_step.ts";
import { type Arena, createArena } from "./arena.ts";
import { type IngestRecord, initialIngestRecord } from "./ingest_state.ts";
import { earlierGenerations, factsKey, ingestKey, marksPrefix, metricsPrefix, pointsPrefix, runKey } from "../keys.ts";
import type { Kv } from "../kv/kv.ts";
import { readBase } from "../runs/base_settings.ts";
import { type FactsRow, makeFactsRow } from "../runs/run_row.ts";
import { noOpenMarks, type OpenMarks, stageMarks } from "../runs/run_marks.ts";
import type { RunRecord } from "../runs/run_record.ts";
import { type Metric, type PointBatch, stagePoints } from "./stage.ts";
import { sweep } from "../runs/sweep.ts";

/** A generation that is being built. */
export interface Draft {
  generation: number;
  metrics: Map<string, Metric>;
  marks: OpenMarks;
  /** Number of points that were refused: their metric names are too many or too long. */
  refused: number;
  arena: Arena;
}

/** What is added to a draft. */
export interface DraftPart {
  points: ReadonlyMap<string, PointBatch>;
  marks?: readonly RunMark[];
}

/** What is stored when a draft's points become visible. */
export interface DraftEnd {
  /** True when the draft's reader has read to the end of a log that has ended. */
  finished: boolean;
  lines: unknown;
  reader: unknown;
  settings: Record<string, string>;
  progress: Progress;
  warnings: readonly string[];
  unread?: readonly UnreadName[];
  encoding?: Encoding | null;
}

/** Begins a draft with a generation number of its own. */
export function beginDraft(kv: Kv, id: string, instance: string): Promise<Draft> {
  return commitChecked(`run ${id}`, async () => {
    const [run, entry] = await kv.getMany<[RunRecord, IngestRecord]>([runKey(id), ingestKey(id)]);
    if (!run.value || run.value.deleting) throw new NotFound(`there is no run ${id}`);
    const state = entry.value ?? initialIngestRecord(instance);
    const generation = state.nextGeneration;
    const result: Draft = { generation, metrics: new Map(), marks: noOpenMarks(), refused: 0, arena: createArena() };
    const next = { ...state, nextGeneration: state.nextGeneration + 1 };
    return { operation: kv.atomic().check(run).check(entry).set(ingestKey(id), next), result };
  });
}

/** Adds points and marks to a draft. Nobody sees them before the switch. */
export async function appendDraft(
  kv: Kv,
  id: string,
  draft: Draft,
  { points, marks = [] }: DraftPart,
): Promise<void> {
  const { generation, metrics, arena } = draft;
  arena.reset();
  const { writes, refused } = stagePoints(metrics, points, { id, generation, rev: 0, arena });
  writes.push(...await stageMarks(kv, { id, generation, open: draft.marks }, marks));
  draft.refused += refused;
  for (let attempt = 1;; attempt++) {
    const { value, versionstamp } = await withLock(() => kv.get(ingestKey(id)));
    if (value === null) throw new NotFound(`there is no run ${id}`);
    try {
      return await writeAhead(kv, writes, { id, versionstamp });
    } catch (error) {
      if (!(error instanceof Conflict) || attempt === COMMIT_TRIES) throw error;
    }
  }
}

/**
 * Switches to a draft and deletes every earlier generation. Returns false, and changes nothing, when the log has grown beyond `offset`.
 * `reopens` is for a log that had ended and goes on: its reading is no longer finished. The draft's points have rev 0: a reader that polls with `after` sees a new generation number and reads everything again.
 *
 * @throws {Conflict} when a later draft was switched to already
 * @throws {NotFound} when the run was deleted
 */
export async function switchDraft(
  kv: Kv,
  id: string,
  draft: Draft,
  { offset, end, reopens = false }: { offset: number; end: DraftEnd; reopens?: boolean },
): Promise<boolean> {
  const keys = [ingestKey(id), factsKey(id), runKey(id)] as const;
  const [entry, factsEntry, run] = await withLock(() => kv.getMany<[IngestRecord, Facts, RunRecord]>(keys));
  const state = entry.value, facts = factsEntry.value ?? emptyFacts();
  if (!state || !run.value) throw new NotFound(`there is no run ${id}`);
  if (draft.generation < state.generation) {
    throw new Conflict(`another process read run ${id} again in the meantime`);
  }
  if (state.offset !== offset || (state.finished !== end.finished && !reopens)) return false;
  const rev = state.rev + 1;
  const next: IngestRecord = {
    ...state,
    rev,
    generation: draft.generation,
    lines: end.lines,
    finished: end.finished,
  };
  const shown = { ...facts, rev, generation: draft.generation, ...factsOf(draft, end) };
  const { experimentId } = run.value, row = await makeRow(kv, draft, { facts: shown, experimentId });
  try {
    await commitStep(kv, { id, versionstamp: entry.versionstamp }, {
      record: next,
      facts: shown,
      reader: end.reader,
      writes: [],
      experimentId,
      row,
    });
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    return false;
  }
  for (const selector of earlierGenerations(id, draft.generation)) await sweep(kv, selector);
  return true;
}

async function makeRow(
  kv: Kv,
  { metrics }: Draft,
  { facts, experimentId }: { facts: Facts; experimentId: string },
): Promise<FactsRow> {
  const summaries = [...metrics.values()].map(({ summary }) => summary);
  return makeFactsRow(facts, summaries, await readBase(kv, experimentId));
}

/** The facts that a new reading gives. */
function factsOf(
  { refused, marks }: Draft,
  { settings, progress, warnings, unread = [], encoding }: DraftEnd,
): Partial<Facts> {
  const counted = countRefused(warnings, refused, []);
  const counts = { marks: marks.count, readerVersion: READER_VERSION };
  return { updatedAt: Date.now(), settings, progress, warnings: counted, unread, ...counts, ...keepEncoding(encoding) };
}

/** Deletes a generation that is not visible. */
export async function deleteGeneration(kv: Kv, id: string, generation: number): Promise<void> {
  await sweep(kv, { prefix: pointsPrefix(id, generation) });
  await sweep(kv, { prefix: metricsPrefix(id, generation) });
  await sweep(kv, { prefix: marksPrefix(id, generation) });
}
