/**
 * Checks the rows that lists show: each must say what the documents of its run say. A wrong one is deleted, and the next list makes it again.
 *
 * @module
 */
import { Damaged } from "../../errors.ts";
import { COMMIT_TRIES } from "../../limits/store.ts";
import { withLock } from "../flush/commit.ts";
import { encodeValue } from "../kv/encoding.ts";
import { factsRowKey, recordRowKey } from "../keys.ts";
import type { Kv } from "../kv/kv.ts";
import type { FactsRow, RecordRow } from "../runs/run_row.ts";
import { makeRow, type RunOfExperiment } from "../runs/run_rows.ts";
import { countChange } from "../runs/versions.ts";
import { listParts } from "../kv/walk.ts";
import { type Finding, REPAIR } from "./finding.ts";
import { Buffer } from "node:buffer";

/** The folders of rows. */
const FOLDERS = ["record_rows", "facts_rows"];

const isSame = (stored: unknown, made: unknown): boolean =>
  made === null ? stored === null : stored instanceof Uint8Array && Buffer.compare(stored, encodeValue(made)) === 0;

/** The same for what lists show of a record, whether or not it is known that the run has no facts. */
function isSameRecord(stored: unknown, made: RecordRow): boolean {
  const { isBare: _, ...plain } = made;
  return isSame(stored, made) || isSame(stored, plain);
}

/** The same for what lists show of facts, also as an earlier version stored it. */
function isSameFacts(stored: unknown, made: FactsRow | null): boolean {
  if (isSame(stored, made)) return true;
  if (made === null) return false;
  const { hasBase: _hasBase, ...earlier } = made, { reader: _reader, leftOut: _leftOut, ...first } = earlier;
  return isSame(stored, earlier) || isSame(stored, first);
}

/** The two rows of a run as they are stored. */
const readStored = (kv: Kv, { experimentId, id }: RunOfExperiment) =>
  withLock(() => kv.getMany<[unknown, unknown]>([recordRowKey(experimentId, id), factsRowKey(experimentId, id)]));

/** A damaged run is found by another check. Its rows go: they are made again when the run is mended. */
function skipDamaged(error: unknown): null {
  if (!(error instanceof Damaged)) throw error;
  return null;
}

/** The stored rows of a run when they aren't what its documents say; null when they are, and for a run that changes all the time. */
async function findWrongRows(kv: Kv, encoded: Kv, run: RunOfExperiment) {
  for (let attempt = 0; attempt < COMMIT_TRIES; attempt++) {
    const rows = await readStored(kv, run), made = await makeRow(encoded, run).catch(skipDamaged);
    const now = await readStored(kv, run);
    if (rows.some(({ versionstamp }, at) => versionstamp !== now[at]!.versionstamp)) continue;
    const [record, facts] = rows;
    const isRight = made && (isSameFacts(facts.value, made.facts) || isSameFacts(facts.value, made.makeAlone()));
    if (isRight && isSameRecord(record.value, made.record)) return null;
    return rows;
  }
  return null;
}

/** Deletes wrong rows; the next list makes them again. */
async function mendRows(kv: Kv, rows: readonly Deno.KvEntryMaybe<unknown>[], experimentId: string): Promise<void> {
  const operation = countChange(kv.atomic().check(...rows), experimentId);
  for (const { key } of rows) operation.delete(key);
  await withLock(() => operation.commit());
}

async function listRows(kv: Kv): Promise<RunOfExperiment[]> {
  const runs = new Map<string, RunOfExperiment>();
  for (const folder of FOLDERS) {
    for await (const experimentId of listParts(kv, [folder])) {
      for await (const id of listParts(kv, [folder, experimentId])) runs.set(id, { experimentId, id });
    }
  }
  return [...runs.values()];
}

/** Checks all rows. `opened` gives the bytes as they are stored, `encoded` is the same KV as the store uses it. */
export async function checkRows(opened: Kv, encoded: Kv): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const run of await listRows(opened)) {
    const wrong = await findWrongRows(opened, encoded, run);
    if (!wrong) continue;
    findings.push({
      runId: run.id,
      what: `run ${run.id}: what lists show of it is not what is stored`,
      todo: REPAIR,
      mend: () => mendRows(opened, wrong, run.experimentId),
    });
  }
  return findings;
}
