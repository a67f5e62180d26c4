/**
 * What a capturing process writes: its state and its flushes. Keeps a run's session in memory between two flushes. Knows nothing of where the
 * bytes come from.
 *
 * @module
 */
import { Conflict } from "../../errors.ts";
import { flush, type FlushBatch, type FlushSession, readSession } from "./flush.ts";
import { beginIngest, type IngestState, readIngest } from "./ingest_state.ts";
import type { Kv } from "../kv/kv.ts";

/** Writes what capture reads from a process. */
export interface IngestStore {
  /** Creates the state or takes it over. From now on only this instance can flush. Throws Overtaken when another one owns the run. */
  begin(runId: string, instance: string): Promise<IngestState>;
  read(runId: string): Promise<IngestState | null>;
  /** Stores a batch at once. Throws Conflict when another instance captures the run now, or a new generation was switched to. */
  flush(runId: string, instance: string, batch: FlushBatch): Promise<void>;
  /** Drops what is kept in memory between flushes of a run. */
  end(runId: string): void;
}

/** The writes of capture on a KV. */
export function ingestStore(kv: Kv): IngestStore {
  const sessions = new Map<string, FlushSession>();
  return {
    begin(runId, instance) {
      sessions.delete(runId);
      return beginIngest(kv, runId, instance);
    },
    read: (runId) => readIngest(kv, runId),
    async flush(runId, instance, batch) {
      const session = sessions.get(runId) ?? await readSession(kv, runId);
      sessions.delete(runId);
      if (session.record.instance !== instance) {
        throw new Conflict(`another process captures run ${runId} now`);
      }
      await flush(kv, runId, session, batch);
      sessions.set(runId, session);
    },
    end: (runId) => void sessions.delete(runId),
  };
}
