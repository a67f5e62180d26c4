/**
 * Checks one run: its record, pointers, log, points and the reader's state. A run that another process writes to is looked at again.
 *
 * @module
 */
import type { Kv, KvOperation } from "../kv/kv.ts";
import { Conflict } from "../../errors.ts";
import { COMMIT_TRIES } from "../../limits/store.ts";
import { isComplete } from "../../model.ts";
import { withLock } from "../flush/commit.ts";
import { encodeValue } from "../kv/encoding.ts";
import {
  cancelKey,
  earlierGenerations,
  experimentRunKey,
  ingestKey,
  laterGenerations,
  liveRunKey,
  ownerKey,
  readerKey,
  runKey,
} from "../keys.ts";
import type { RunRecord } from "../runs/run_record.ts";
import { checkLog } from "./check_log.ts";
import { checkPoints } from "./check_points.ts";
import { deletePages } from "./check_stretches.ts";
import { type Finding, REPAIR } from "./finding.ts";
import { isStillSame, readMoment, readRunRecords, type RunMoment, type RunRecords } from "./run_records.ts";
import { sweep } from "../runs/sweep.ts";

/** What a check of a run gives. */
export interface RunCheck {
  findings: Finding[];
  logBytes: number;
  points: number;
}

/** Names of wrong metrics that are printed; a run may have 1,000. */
const NAMED_MAX = 3;

/** Commits pointers of a run whose record is unchanged. */
async function commitPointers(
  kv: Kv,
  { id, run }: RunRecords,
  change: (operation: KvOperation) => KvOperation,
): Promise<void> {
  const operation = kv.atomic().check({ key: runKey(id), versionstamp: run.versionstamp });
  if (!(await withLock(() => change(operation).commit())).ok) {
    throw new Conflict(`another process writes to run ${id}`);
  }
}

/** Pointers and records that only a live run has, and the pointer that lists the run. */
async function checkPointers(kv: Kv, records: RunRecords, run: RunRecord): Promise<Finding[]> {
  const { id } = records, isLive = !isComplete(run.status), findings: Finding[] = [];
  const find = (what: string, change: (operation: KvOperation) => KvOperation) =>
    findings.push({
      runId: id,
      what: `run ${id}: ${what}`,
      todo: REPAIR,
      mend: () => commitPointers(kv, records, change),
    });
  const pointer = experimentRunKey(run.experimentId, id), yes = encodeValue(true);
  if ((await withLock(() => kv.get(pointer))).versionstamp === null) {
    find("its experiment doesn't list it", (operation) => operation.set(pointer, yes));
  }
  if (isLive && !records.hasLivePointer) {
    find(`it is ${run.status} and isn't listed as live`, (operation) => operation.set(liveRunKey(id), yes));
  }
  if (!isLive && records.hasLivePointer) {
    find(`it is ${run.status} and listed as live`, (operation) => operation.delete(liveRunKey(id)));
  }
  const { versionstamp, isDamaged } = records.owner;
  if (versionstamp !== null && (!isLive || isDamaged)) {
    const what = isLive ? "its owner's record can't be decoded" : `it is ${run.status} and still has an owner`;
    find(what, (operation) => operation.delete(ownerKey(id)));
  }
  if (!isLive && records.isCancelRequested) {
    find(`it is ${run.status} and still to be cancelled`, (operation) => operation.delete(cancelKey(id)));
  }
  return findings;
}

/** Records of a view of the log. They are deleted, and the log gives them again. */
function findDamagedViews(kv: Kv, records: RunMoment): Finding[] {
  const { id, ingest, reader, damagedPages } = records;
  const find = (what: string, mend: () => KvOperation): Finding => ({
    runId: id,
    what: `run ${id}: ${what} can't be decoded`,
    todo: REPAIR,
    mend: async () => void await withLock(() => mend().commit()),
  });
  const findings = damagedPages.map((page) =>
    find(`page ${Number(page.key[3])} of the summaries`, () => kv.atomic().check(page).delete(page.key))
  );
  if (!reader.isDamaged || !ingest.value) return findings;
  const { readerParts: _, ...record } = ingest.value;
  const forget = () =>
    kv.atomic().check({ key: ingestKey(id), versionstamp: ingest.versionstamp }).delete(readerKey(id))
      .set(ingestKey(id), encodeValue(record));
  return [find("the reader's state", forget), ...findings];
}

/** The state of the point reader must be there while a log grows. */
function checkReader({ reader, ingest }: RunRecords, run: RunRecord): string[] {
  const isNeeded = !isComplete(run.status) && (ingest.value?.rev ?? 0) > 0;
  return isNeeded && reader.versionstamp === null ? ["the reader's state is missing"] : [];
}

/** Numbers of the generations of which there are summaries or points. */
async function listGenerations(kv: Kv, id: string): Promise<number[]> {
  const found = new Set<number>();
  for (let after = -1; after < Infinity;) {
    const selectors = laterGenerations(id, after);
    const firsts = await withLock(() =>
      Promise.all(selectors.map((selector) => Array.fromAsync(kv.list(selector, { limit: 1 }))))
    );
    after = Math.min(...firsts.flat().map(({ key }) => Number(key[2])));
    if (after < Infinity) found.add(after);
  }
  return [...found];
}

function findWrongPages(kv: Kv, id: string, wrongPages: readonly Deno.KvKey[]): Finding[] {
  if (wrongPages.length === 0) return [];
  const metrics = new Set(wrongPages.map((key) => String(key[3])));
  const what = `run ${id}: pages of stretches of ${
    [...metrics].slice(0, NAMED_MAX).join(", ")
  } don't agree with the points`;
  return [{ runId: id, what, todo: REPAIR, mend: () => deletePages(kv, wrongPages) }];
}

function findReread(
  { id }: RunRecords,
  wrong: readonly string[],
  { isWhole, run }: { isWhole: boolean; run: RunRecord },
): Finding[] {
  if (wrong.length === 0) return [];
  const more = wrong.length > NAMED_MAX ? ` and ${wrong.length - NAMED_MAX} more` : "";
  const can = isWhole && run.logDeletedAt === undefined;
  return [{
    runId: id,
    what: `run ${id}: ${wrong.slice(0, NAMED_MAX).join("; ")}${more}`,
    todo: can
      ? "stdcurve doctor --repair reads its log again"
      : "its log can't be read again, because it isn't whole; restore a backup if you have one",
    mend: can ? "reread" : null,
  }];
}

async function checkWhole(kv: Kv, records: RunMoment, run: RunRecord): Promise<RunCheck> {
  const generations = await listGenerations(kv, records.id), { id } = records;
  const pointers = await checkPointers(kv, records, run);
  const log = await checkLog(kv, records, Math.max(0, ...generations));
  const facts = records.facts.value, findings = [...pointers, ...log.findings];
  if (!facts) return { findings, logBytes: 0, points: 0 };
  const { points, wrong, wrongPages } = await checkPoints(kv, records, facts), damaged = findDamagedViews(kv, records);
  findings.push(...damaged, ...findWrongPages(kv, id, wrongPages));
  if (damaged.length === 0) {
    findings.push(...findReread(records, [...checkReader(records, run), ...wrong], { isWhole: log.isWhole, run }));
  }
  if (generations.some((generation) => generation < facts.generation)) {
    findings.push({
      runId: id,
      what: `run ${id}: points of an earlier reading were left behind`,
      todo: REPAIR,
      mend: async () => {
        for (const selector of earlierGenerations(id, facts.generation)) await sweep(kv, selector);
      },
    });
  }
  return { findings, logBytes: facts.logBytes, points };
}

const NOTHING: RunCheck = { findings: [], logBytes: 0, points: 0 };

function findRestless(id: string): RunCheck {
  const what = `run ${id}: it is written to so often that it can't be checked`;
  return { ...NOTHING, findings: [{ runId: id, what, todo: "check it again later", mend: null }] };
}

/** Checks a run that has a record. When it ends, is deleted or read again meanwhile and something seems wrong, it is looked at again. */
export async function checkRun(kv: Kv, id: string): Promise<RunCheck> {
  for (let attempt = 0; attempt < COMMIT_TRIES; attempt++) {
    const moment = await readMoment(kv, id);
    if (!moment) break;
    const run = moment.run.value;
    if (!run || run.deleting || moment.isBeingDeleted) return NOTHING;
    const check = await checkWhole(kv, moment, run);
    if (check.findings.length === 0 || isStillSame(moment, await readRunRecords(kv, id))) return check;
  }
  return findRestless(id);
}
