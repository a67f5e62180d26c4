/**
 * Reading a run's stored log again: its metrics are built beside those in force and switched at once. The run may be live: what it
 * prints meanwhile is read before the switch, and its capture goes on from the new reading.
 *
 * @module
 */
import { collectPoints } from "./collect.ts";
import { Conflict } from "../errors.ts";
import { COMMIT_TRIES } from "../limits.ts";
import { splitLines } from "../lines/split.ts";
import type { Pattern } from "../model.ts";
import { createPointReader } from "../points/reader.ts";
import type { Store } from "../store/store.ts";

const DRAFT_POINTS = 20_000;

/**
 * Reads a run's log again. Points keep the times of their lines' capture.
 *
 * @throws {NotFound} for an unknown run
 * @throws {Conflict} when the log grew faster than it could be read
 */
export async function rereadRun(
  store: Store,
  runId: string,
  { patterns }: { patterns?: readonly Pattern[] } = {},
): Promise<void> {
  const run = await store.runs.get(runId);
  const taught = patterns ?? (await store.experiments.get(run.experimentId)).patterns;
  const draft = await store.generation.begin(runId);
  const collected = collectPoints();
  let time = run.createdAt, offset = 0;
  const reader = createPointReader((point) => collected.add(point, time), { patterns: taught });
  const splitter = splitLines((text, line, redrawn) => reader.read(text, line, redrawn));
  const write = async () => {
    await store.generation.append(runId, draft, collected.batches());
    collected.clear();
  };
  for (let attempt = 0; attempt < COMMIT_TRIES; attempt++) {
    for await (const piece of store.logs.pieces(runId, { from: offset })) {
      time = piece.time;
      splitter.push(piece.bytes);
      offset += piece.bytes.length;
      if (collected.count >= DRAFT_POINTS) await write();
    }
    const state = await store.ingest.read(runId);
    if (state?.offset !== offset) continue;
    if (state.finished) {
      splitter.finish();
      reader.finish();
    }
    if (collected.count > 0) await write();
    const { settings, progress, warnings } = reader;
    const end = {
      finished: state.finished,
      lines: splitter.snapshot(),
      reader: reader.snapshot(),
      settings,
      progress,
      warnings,
    };
    if (await store.generation.switch(runId, draft, { offset, end })) return;
  }
  await store.generation.discard(runId, draft);
  throw new Conflict(
    `the log of run ${runId} grew faster than it could be read again; try once more`,
  );
}
