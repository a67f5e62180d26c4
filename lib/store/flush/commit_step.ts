/**
 * Commits one step of a run's intake, a flush or the switch to a new generation: everything that it shows goes into one commit. What that
 * commit has no room for is written first and stays invisible until then.
 *
 * @module
 */
import { Conflict, Refused } from "../../errors.ts";
import { type Fence, fitOneCommit, writeAhead } from "./ahead.ts";
import { withLock } from "./commit.ts";
import { packValue } from "../kv/encoding.ts";
import type { Facts } from "../runs/facts.ts";
import type { IngestRecord } from "./ingest_state.ts";
import { earlierReaderParts, factsKey, factsRowKey, ingestKey, ownerKey } from "../keys.ts";
import type { Kv } from "../kv/kv.ts";
import type { Owner } from "../runs/owner_record.ts";
import { stageReader, stageReaderParts } from "./reader_state.ts";
import type { FactsRow } from "../runs/run_row.ts";
import type { Write } from "./stage.ts";
import { sweep } from "../runs/sweep.ts";
import { countChange } from "../runs/versions.ts";

/** What a step stores. */
export interface Step {
  record: IngestRecord;
  facts: Facts;
  reader: unknown;
  /**
   * The run's owner with a renewed lease; null or left out to leave it as it is. Whoever takes a run over changes its ingest record too, so
   * this never overwrites a new owner.
   */
  lease?: Owner | null;
  /** Log, points and pages of summaries. */
  writes: readonly Write[];
  /** The run's experiment, and what lists show of the run then. */
  experimentId: string;
  row: FactsRow;
}

/** What was committed: the record, with where the reader's state is, and its versionstamp. */
export interface Committed {
  record: IngestRecord;
  versionstamp: string;
}

/** Summaries make points visible. */
const isVisible = ({ key }: Write) => key[0] === "metrics";

const packWrite = (key: Deno.KvKey, record: unknown): Write => {
  const value = packValue(record);
  return { key, value, bytes: value.bytes.length };
};

/** What shows a step: its record, its facts, its row and the lease. */
const packShown = (id: string, { record, facts, lease, experimentId, row }: Step): Write[] => [
  packWrite(ingestKey(id), record),
  packWrite(factsKey(id), facts),
  packWrite(factsRowKey(experimentId, id), row),
  ...(lease ? [packWrite(ownerKey(id), lease)] : []),
];

/** The run that a step belongs to, and its experiment. */
interface StepFence extends Fence {
  experimentId: string;
}

async function commitWhole(
  kv: Kv,
  writes: readonly Write[],
  { id, versionstamp, experimentId }: StepFence,
): Promise<string> {
  const operation = countChange(kv.atomic().check({ key: ingestKey(id), versionstamp }), experimentId);
  for (const { key, value } of writes) operation.set(key, value);
  const result = await withLock(() => operation.commit());
  if (!result.ok) throw new Conflict(`another process captures run ${id} now, or its log was read again`);
  return result.versionstamp;
}

/** The same; null when it is too much for one commit, by our count or by the KV's. */
async function tryWhole(kv: Kv, writes: readonly Write[], fence: StepFence): Promise<string | null> {
  if (!fitOneCommit(writes)) return null;
  try {
    return await commitWhole(kv, writes, fence);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return null;
  }
}

/**
 * Commits a step. Log and points go ahead when one commit has no room for them, and so does the reader's state when it still hasn't, or
 * when that state is too large for one value.
 *
 * @throws {Conflict} when another process changed the ingest record
 * @throws {Refused} when what must be in one commit is too much for the KV
 */
export async function commitStep(kv: Kv, runFence: Fence, step: Step): Promise<Committed> {
  const { record: { readerParts: earlier, ...record }, reader, writes, experimentId } = step;
  const fence = { ...runFence, experimentId }, { id } = fence;
  const shown = writes.filter(isVisible), state = stageReader(id, reader);
  const base = packShown(id, { ...step, record });
  let versionstamp = state && await tryWhole(kv, [...base, state, ...writes], fence);
  if (versionstamp === null) {
    await writeAhead(kv, writes.filter((write) => !isVisible(write)), fence);
    versionstamp = state && await tryWhole(kv, [...base, state, ...shown], fence);
  }
  const committed = versionstamp === null
    ? await commitWithParts(kv, fence, { ...step, record, writes: shown })
    : { record, versionstamp };
  if (earlier) await sweep(kv, earlierReaderParts(id, record.rev));
  return committed;
}

/** Writes the reader's state ahead and commits the rest. */
async function commitWithParts(kv: Kv, fence: StepFence, step: Step): Promise<Committed> {
  const { id } = fence, { writes, parts } = stageReaderParts(id, step.record.rev, step.reader);
  await writeAhead(kv, writes, fence);
  const record = { ...step.record, readerParts: parts };
  const shown = [...packShown(id, { ...step, record }), ...step.writes];
  return { record, versionstamp: await commitWhole(kv, shown, fence) };
}
