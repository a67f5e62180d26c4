/**
 * Holds a run's log against its records: no byte missing, lines counted right, facts and ingest record in agreement. Destroys no byte.
 *
 * @module
 */
import type { Kv, KvOperation } from "../kv/kv.ts";
import { Conflict } from "../../errors.ts";
import { isComplete } from "../../model.ts";
import { withLock } from "../flush/commit.ts";
import { encodeValue } from "../kv/encoding.ts";
import { emptyFacts, type Facts } from "../runs/facts.ts";
import { type IngestRecord, initialIngestRecord } from "../flush/ingest_state.ts";
import { factsKey, ingestKey, logKey } from "../keys.ts";
import { type Finding, REPAIR, RESTORE } from "./finding.ts";
import type { RunRecords } from "./run_records.ts";
import { type LogStretch, scanLog, type ScannedLog } from "./scan_log.ts";

/** What a check of a log gives. */
export interface LogCheck {
  findings: Finding[];
  /** True when every byte is there, so that the log can be read again. */
  isWhole: boolean;
}

/** The instance of an ingest record that the doctor has written. */
const DOCTOR = "doctor";

const describeStretch = ({ from, to }: LogStretch): string =>
  to > from ? `bytes ${from.toLocaleString("en")} to ${to.toLocaleString("en")}` : `what begins at byte ${from}`;

/** Commits a change of a run's records. Throws Conflict when another process changed them meanwhile. */
async function commitOf(
  kv: Kv,
  records: RunRecords,
  change: (operation: KvOperation) => KvOperation,
): Promise<void> {
  const { id, facts, ingest } = records;
  const operation = kv.atomic().check({ key: ingestKey(id), versionstamp: ingest.versionstamp })
    .check({ key: factsKey(id), versionstamp: facts.versionstamp });
  const { ok } = await withLock(() => change(operation).commit());
  if (!ok) throw new Conflict(`another process writes to run ${id}`);
}

/** Facts and ingest record that agree with each other and with the log that is there. */
function rebuild({ run, facts, ingest }: RunRecords, scan: ScannedLog, generation: number) {
  const known: Facts = facts.value ?? emptyFacts(), old = ingest.value ?? initialIngestRecord(DOCTOR);
  const rev = Math.max(known.rev, old.rev) + 1;
  const record: IngestRecord = {
    ...old,
    instance: DOCTOR,
    offset: scan.end,
    rev,
    generation,
    nextGeneration: Math.max(old.nextGeneration, generation + 1),
    finished: run.value === null || isComplete(run.value.status),
    open: scan.last ?? { firstLine: 1, offset: 0 },
  };
  const logFacts = { newlines: scan.newlines, open: scan.isOpen, logBytes: scan.end };
  const newest = scan.newestAt || known.updatedAt;
  return { record, facts: { ...known, ...logFacts, rev, generation, updatedAt: newest } };
}

/** True when facts and ingest record are whole and say the same. */
function doAgree({ facts, ingest }: RunRecords): boolean {
  if (facts.isDamaged || ingest.isDamaged) return false;
  if (facts.value === null) return ingest.value === null || ingest.value.rev === 0;
  if (ingest.value === null) return false;
  const { rev, generation, logBytes } = facts.value;
  return ingest.value.rev === rev && ingest.value.generation === generation && ingest.value.offset === logBytes;
}

/** The records that a whole log needs are written again, from the log. */
async function checkRecords(kv: Kv, records: RunRecords, newestGeneration: number): Promise<Finding[]> {
  if (doAgree(records)) return [];
  const { id, facts, ingest } = records;
  const damaged = [facts.isDamaged ? "facts" : "", ingest.isDamaged ? "ingest record" : ""].filter(Boolean);
  const what = damaged.length > 0
    ? `run ${id}: ${damaged.join(" and ")} can't be decoded`
    : `run ${id}: facts and ingest record don't agree`;
  const scan = await scanLog(kv, id);
  const generation = facts.value?.generation ?? ingest.value?.generation ?? newestGeneration;
  const mend = () =>
    commitOf(kv, records, (operation) => {
      const made = rebuild(records, scan, generation);
      return operation.set(ingestKey(id), encodeValue(made.record)).set(factsKey(id), encodeValue(made.facts));
    });
  return [{ runId: id, what, todo: REPAIR, mend }];
}

function listLosses(id: string, scan: ScannedLog, logBytes: number): Finding[] {
  const lose = (what: string): Finding => ({ runId: id, what: `run ${id}: ${what}`, todo: RESTORE, mend: null });
  const missing = scan.end < logBytes ? [...scan.holes, { from: scan.end, to: logBytes }] : scan.holes;
  return [
    ...missing.map((stretch) => lose(`${describeStretch(stretch)} of the log are missing`)),
    ...scan.damaged.map((stretch) => lose(`${describeStretch(stretch)} of the log can't be decoded`)),
    ...scan.overlaps.map((stretch) => lose(`${describeStretch(stretch)} of the log are stored twice`)),
  ];
}

/** Chunks move to the keys that say their true lines, one after the other; their bytes stay as they are. */
function listWrongLines(kv: Kv, records: RunRecords, scan: ScannedLog): Finding[] {
  const { id } = records, [first] = scan.wrongLines;
  if (!first) return [];
  const { offset, firstLine, counted } = first;
  return [{
    runId: id,
    what: `run ${id}: the log from byte ${
      offset.toLocaleString("en")
    } on is said to be line ${firstLine}, and is line ${counted}`,
    todo: REPAIR,
    mend: async () => {
      const { value } = await withLock(() => kv.get(logKey(id, firstLine, offset)));
      const { open } = records.ingest.value!;
      const record = open.offset === offset ? { ...records.ingest.value!, open: { firstLine: counted, offset } } : null;
      await commitOf(kv, records, (operation) => {
        operation.delete(logKey(id, firstLine, offset)).set(logKey(id, counted, offset), value);
        return record ? operation.set(ingestKey(id), encodeValue(record)) : operation;
      });
    },
  }];
}

function checkCounts(kv: Kv, records: RunRecords, scan: ScannedLog): Finding[] {
  const { id } = records, facts = records.facts.value!, { newlines, isOpen } = scan;
  if (facts.newlines === newlines && facts.open === isOpen) return [];
  return [{
    runId: id,
    what: `run ${id}: the log has ${newlines} newlines, and its facts say ${facts.newlines}`,
    todo: REPAIR,
    mend: () =>
      commitOf(
        kv,
        records,
        (operation) => operation.set(factsKey(id), encodeValue({ ...facts, newlines, open: isOpen })),
      ),
  }];
}

/** Checks the log of a run. `newestGeneration` is the highest one of which there are summaries. */
export async function checkLog(kv: Kv, records: RunRecords, newestGeneration: number): Promise<LogCheck> {
  const wrongRecords = await checkRecords(kv, records, newestGeneration);
  if (wrongRecords.length > 0) return { findings: wrongRecords, isWhole: false };
  const logBytes = records.facts.value?.logBytes ?? 0, scan = await scanLog(kv, records.id, logBytes);
  const losses = listLosses(records.id, scan, logBytes), lines = listWrongLines(kv, records, scan);
  const isWhole = losses.length === 0;
  // After a loss nobody knows how many lines are missing.
  const counts = isWhole && lines.length === 0 && records.facts.value ? checkCounts(kv, records, scan) : [];
  return { findings: [...losses, ...lines, ...counts], isWhole };
}
