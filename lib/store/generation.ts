/**
 * Reading a log again: points are built beside those in force, under a generation of their own, and put in force by one commit.
 *
 * @module
 */
import { Conflict, NotFound } from "../errors.ts";
import { COMMIT_TRIES } from "../limits.ts";
import type { Progress } from "../model.ts";
import { commitChecked, withLock } from "./commit.ts";
import { emptyFacts, type Facts } from "./facts.ts";
import { warningsOf } from "./flush.ts";
import { writeAhead } from "./ahead.ts";
import { type Arena, createArena } from "./arena.ts";
import { type IngestRecord, initialIngestRecord } from "./ingest_state.ts";
import { factsKey, generationsBelow, ingestKey, metricsPrefix, pointsPrefix, readerKey, runKey } from "./keys.ts";
import type { Kv } from "./kv.ts";
import type { RunRecord } from "./runs.ts";
import { type Metric, type PointBatch, stagePoints } from "./stage.ts";
import { sweep } from "./sweep.ts";

/** A generation being built. */
export interface Draft {
  generation: number;
  metrics: Map<string, Metric>;
  /** Points of names beyond the bounds. */
  refused: number;
  arena: Arena;
}

/** What comes in force together with a draft's points. */
export interface DraftEnd {
  /** The draft's reader has seen the end of the log. */
  finished: boolean;
  lines: unknown;
  reader: unknown;
  settings: Record<string, string>;
  progress: Progress;
  warnings: readonly string[];
}

/** Begins a draft under a number that no other has. */
export function beginDraft(kv: Kv, id: string, instance: string): Promise<Draft> {
  return commitChecked(`run ${id}`, async () => {
    const [run, entry] = await kv.getMany<[RunRecord, IngestRecord]>([runKey(id), ingestKey(id)]);
    if (!run.value || run.value.deleting) throw new NotFound(`there is no run ${id}`);
    const state = entry.value ?? initialIngestRecord(instance);
    const generation = state.nextGeneration;
    const result: Draft = { generation, metrics: new Map(), refused: 0, arena: createArena() };
    const next = { ...state, nextGeneration: state.nextGeneration + 1 };
    return { operation: kv.atomic().check(run).check(entry).set(ingestKey(id), next), result };
  });
}

/** Adds points to a draft; nobody sees them yet. */
export async function appendDraft(
  kv: Kv,
  id: string,
  draft: Draft,
  points: Map<string, PointBatch>,
): Promise<void> {
  const { generation, metrics, arena } = draft;
  arena.reset();
  const { writes, refused } = stagePoints(metrics, points, { id, generation, rev: 0, arena });
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
 * Puts a draft in force if the log did not grow beyond `offset` meanwhile, and deletes every earlier generation. Revs of its points
 * are 0: whoever follows by `after` sees the new generation and reads everything.
 *
 * @throws {Conflict} when a later draft is in force already
 * @throws {NotFound} when the run was deleted
 */
export async function switchDraft(
  kv: Kv,
  id: string,
  draft: Draft,
  { offset, end }: { offset: number; end: DraftEnd },
): Promise<boolean> {
  const [entry, factsEntry] = await withLock(() => kv.getMany<[IngestRecord, Facts]>([ingestKey(id), factsKey(id)]));
  const state = entry.value, facts = factsEntry.value ?? emptyFacts();
  if (!state) throw new NotFound(`there is no run ${id}`);
  if (draft.generation < state.generation) {
    throw new Conflict(`run ${id} was read again by someone else meanwhile`);
  }
  if (state.offset !== offset || state.finished !== end.finished) return false;
  const rev = state.rev + 1;
  const next: IngestRecord = {
    ...state,
    rev,
    generation: draft.generation,
    lines: end.lines,
  };
  const { ok } = await withLock(() =>
    kv.atomic().check(entry)
      .set(ingestKey(id), next)
      .set(readerKey(id), end.reader)
      .set(factsKey(id), {
        ...facts,
        rev,
        generation: draft.generation,
        updatedAt: Date.now(),
        settings: end.settings,
        progress: end.progress,
        warnings: warningsOf(end.warnings, draft.refused, []),
      })
      .commit()
  );
  if (ok) {
    for (const selector of generationsBelow(id, draft.generation)) await sweep(kv, selector);
  }
  return ok;
}

/** Deletes a generation that is not in force. */
export async function deleteGeneration(kv: Kv, id: string, generation: number): Promise<void> {
  await sweep(kv, { prefix: pointsPrefix(id, generation) });
  await sweep(kv, { prefix: metricsPrefix(id, generation) });
}
