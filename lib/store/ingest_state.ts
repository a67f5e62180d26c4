/**
 * Where reading a run's log stands, and the one capturing process whose flushes are taken.
 *
 * @module
 */
import { NotFound } from "../errors.ts";
import { commitChecked } from "./commit.ts";
import { ingestKey, runKey } from "./keys.ts";
import type { RunRecord } from "./runs.ts";

/** Stored with each flush, so that reading resumes where it stopped. */
export interface IngestState {
  /** UUID of the capturing process. */
  instance: string;
  /** Bytes of log stored. */
  offset: number;
  /** Flushes and switches so far. */
  rev: number;
  generation: number;
  /** Next generation's number. */
  nextGeneration: number;
  /** State of the line splitter; null at the start. */
  lines: unknown;
  /** State of the point reader; null at the start. */
  reader: unknown;
  /** The log has ended and all that was held back is stored. */
  finished: boolean;
  /** First line and offset of the log chunk still being filled. */
  open: { firstLine: number; offset: number };
}

/** State before the first byte. */
export function initialIngestState(instance: string): IngestState {
  return {
    instance,
    offset: 0,
    rev: 0,
    generation: 0,
    nextGeneration: 1,
    lines: null,
    reader: null,
    finished: false,
    open: { firstLine: 1, offset: 0 },
  };
}

/** Makes or takes over the state: from now on only this instance's flushes are taken. Throws NotFound. */
export function beginIngest(kv: Deno.Kv, id: string, instance: string): Promise<IngestState> {
  return commitChecked(`the capture of run ${id}`, async () => {
    const [run, entry] = await kv.getMany<[RunRecord, IngestState]>([runKey(id), ingestKey(id)]);
    if (!run.value || run.value.deleting) throw new NotFound(`there is no run ${id}`);
    const result = entry.value ? { ...entry.value, instance } : initialIngestState(instance);
    return { operation: kv.atomic().check(run).check(entry).set(ingestKey(id), result), result };
  });
}
