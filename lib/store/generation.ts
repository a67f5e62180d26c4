/**
 * Reading a log again: points are built beside those in force, under a generation of their own, and put in force by one commit.
 *
 * @module
 */
import type { Progress } from "../model.ts";
import { commitChecked, withLock } from "./commit.ts";
import { emptyFacts, type Facts } from "./facts.ts";
import { type FlushSession, type PointBatch, stagePoints, writeAhead } from "./flush.ts";
import { type IngestState, initialIngestState } from "./ingest_state.ts";
import { factsKey, ingestKey, metricsPrefix } from "./keys.ts";
import { deletePoints } from "./point_chunks.ts";

/** A generation being built. */
export interface Draft {
  generation: number;
  metrics: FlushSession["metrics"];
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
export function beginDraft(kv: Deno.Kv, id: string, instance: string): Promise<Draft> {
  return commitChecked(`run ${id}`, async () => {
    const entry = await kv.get<IngestState>(ingestKey(id));
    const state = entry.value ?? initialIngestState(instance);
    const result: Draft = { generation: state.nextGeneration, metrics: new Map() };
    const next = { ...state, nextGeneration: state.nextGeneration + 1 };
    return { operation: kv.atomic().check(entry).set(ingestKey(id), next), result };
  });
}

/** Adds points to a draft; nobody sees them yet. */
export async function appendDraft(
  kv: Deno.Kv,
  id: string,
  draft: Draft,
  points: Map<string, PointBatch>,
): Promise<void> {
  const { writes } = stagePoints(draft.metrics, points, {
    id,
    generation: draft.generation,
    rev: 0,
  });
  await writeAhead(kv, writes);
}

/**
 * Puts a draft in force if the log did not grow beyond `offset` meanwhile, and deletes what was in force before. Revs of its points
 * are 0: whoever follows by `after` sees the new generation and reads everything.
 */
export async function switchDraft(
  kv: Deno.Kv,
  id: string,
  draft: Draft,
  { offset, end }: { offset: number; end: DraftEnd },
): Promise<boolean> {
  const [entry, factsEntry] = await withLock(() =>
    kv.getMany<[IngestState, Facts]>([ingestKey(id), factsKey(id)])
  );
  const state = entry.value!, facts = factsEntry.value ?? emptyFacts();
  if (state.offset !== offset || state.finished !== end.finished) return false;
  const rev = state.rev + 1;
  const next: IngestState = {
    ...state,
    rev,
    generation: draft.generation,
    lines: end.lines,
    reader: end.reader,
  };
  const { ok } = await withLock(() =>
    kv.atomic().check(entry)
      .set(ingestKey(id), next)
      .set(factsKey(id), {
        ...facts,
        rev,
        generation: draft.generation,
        updatedAt: Date.now(),
        settings: end.settings,
        progress: end.progress,
        warnings: [...end.warnings],
      })
      .commit()
  );
  if (ok) await deleteGeneration(kv, id, state.generation);
  return ok;
}

/** Deletes a generation that is not in force. */
export async function deleteGeneration(kv: Deno.Kv, id: string, generation: number): Promise<void> {
  await deletePoints(kv, id, generation);
  for await (const { key } of kv.list({ prefix: metricsPrefix(id, generation) })) {
    await withLock(() => kv.delete(key));
  }
}
