/**
 * What lists show of a run, small enough to read a thousand at once. It is stored in two records: one is written with each change of the
 * run's own record, the other one with each flush, so that neither overwrites the other. Each is bounded; what has no room is left out,
 * and the row says so. Reads and writes nothing.
 *
 * @module
 */
import { FACTS_ROW_BYTES, READER_VERSION, RECORD_ROW_BYTES, ROW_METRICS_MAX } from "../../limits.ts";
import type { MetricSummary, Progress, RowMetric, Run, RunRow } from "../../model.ts";
import { chooseMetric } from "../../series/choose_metric.ts";
import { judgedFirst } from "../../series/table/table_columns.ts";
import { encodeValue } from "../kv/encoding.ts";
import { emptyProgress, type Facts } from "./facts.ts";

/** What lists show of a run's record. */
export interface RecordRow
  extends Pick<RunRow, "name" | "status" | "reason" | "createdAt" | "startedAt" | "endedAt" | "style" | "isImported"> {
  tags: string[];
  isCut?: true;
  /** Set while the run is deleted and can be restored: no list shows it. */
  isHidden?: true;
  /** Set when the run was found to have no facts, so that a list need not look for them again. */
  isBare?: true;
}

/** What lists show of a run's facts and summaries. */
export interface FactsRow {
  lastOutputAt: number | null;
  /** In the order of the fields of `Progress`. */
  progress: (number | null)[];
  metrics: RowMetric[];
  /** Settings that are not those of the experiment's base, and names of the base's that the run doesn't have. */
  settings: Record<string, string>;
  missing: string[];
  /** False when the experiment had no base: the settings are then all of them. Missing where an earlier version stored the row. */
  hasBase?: boolean;
  isCut?: true;
  /** Version of the reader that gave the points. Missing where an earlier version stored the row. */
  reader?: number;
  /** Numbers of names that aren't charted and of warnings. Missing where both are 0. */
  leftOut?: [unread: number, warnings: number];
}

/** The fields of a run's facts that lists show, and those that say which reader gave its points. */
export type RowFacts =
  & Pick<Facts, "lastOutputAt" | "progress" | "settings" | "rev">
  & Partial<Pick<Facts, "readerVersion" | "unread" | "warnings">>;

const PROGRESS = Object.keys(emptyProgress) as (keyof Progress)[];
/** The marks at the end of a record, and the length of a longer list. */
const ENDS_BYTES = 34;
const NAME_CHARS = 120, REASON_CHARS = 120;

const sizeOf = (value: unknown) => encodeValue(value).length;

/** Cuts a text to so many characters, and to a third of so many bytes if its letters are large ones. */
function shorten(text: string, chars: number): string {
  if (text.length <= chars && sizeOf(text) <= 1.3 * chars) return text;
  let short = [...text].slice(0, chars - 1).join("");
  while (sizeOf(short) > 1.3 * chars) short = [...short].slice(0, -8).join("");
  return `${short}…`;
}

/** Takes items while there is room for them. */
function fit<T>(items: Iterable<T>, room: number): { taken: T[]; left: number; isCut: boolean } {
  const taken: T[] = [];
  let left = room, isCut = false;
  for (const item of items) {
    const size = sizeOf(item);
    if (size > left) {
      isCut = true;
      continue;
    }
    taken.push(item);
    left -= size;
  }
  return { taken, left, isCut };
}

/** The fields of a run's record that lists show, and whether it is deleted. */
type RecordFields =
  & Pick<Run, "name" | "status" | "reason" | "createdAt" | "startedAt" | "endedAt" | "tags" | "style" | "isImported">
  & { deleting?: boolean };

/** What lists show of a run's record: at most `RECORD_ROW_BYTES` when it is stored. */
export function makeRecordRow(run: RecordFields): RecordRow {
  const { status, createdAt, startedAt, endedAt, style, isImported } = run;
  const name = shorten(run.name, NAME_CHARS), reason = shorten(run.reason, REASON_CHARS);
  const marks = { ...(style ? { style } : {}), ...(isImported ? { isImported } : {}) };
  const row: RecordRow = { name, status, reason, createdAt, startedAt, endedAt, tags: [], ...marks };
  const { taken, isCut } = fit(run.tags, RECORD_ROW_BYTES - sizeOf(row) - ENDS_BYTES);
  const isShort = isCut || name !== run.name || reason !== run.reason;
  return { ...row, tags: taken, ...(isShort ? { isCut: true } : {}), ...(run.deleting ? { isHidden: true } : {}) };
}

/** A metric as rows have it. */
export const makeRowMetric = (
  { name, last, lastStep, min, minStep, max, maxStep }: MetricSummary,
): RowMetric => [name, last, lastStep, min, minStep, max, maxStep];

/** The metrics that a list shows first: the one that trains, losses, those by which runs are judged, then others of the kind `metric`. */
function headline(summaries: readonly MetricSummary[]): MetricSummary[] {
  const first = chooseMetric(summaries, null), others = summaries.filter(({ name }) => name !== first);
  const losses = others.filter(({ name }) => name.includes("loss"));
  const rest = others.filter(({ name, kind }) => kind === "metric" && !name.includes("loss"));
  const byName = new Map(rest.map((each) => [each.name, each]));
  const judged = judgedFirst([...byName.keys()]).map((name) => byName.get(name)!);
  return [...summaries.filter(({ name }) => name === first), ...losses, ...judged].slice(0, ROW_METRICS_MAX);
}

function* differing(settings: Record<string, string>, base: Record<string, string>): Generator<[string, string]> {
  for (const [name, value] of Object.entries(settings)) {
    if (!Object.hasOwn(base, name) || base[name] !== value) yield [name, value];
  }
}

/**
 * What lists show of a run's facts and summaries: at most `FACTS_ROW_BYTES` when it is stored. `base` are the settings that the rows of its
 * experiment leave out; null while it has none.
 */
export function makeFactsRow(
  { lastOutputAt, progress, settings, rev, readerVersion = 1, unread = [], warnings = [] }: RowFacts,
  summaries: readonly MetricSummary[],
  base: Record<string, string> | null,
): FactsRow {
  const metrics = headline(summaries).map(makeRowMetric), common = base ?? {};
  const row: FactsRow = {
    lastOutputAt,
    progress: PROGRESS.map((name) => progress[name] ?? null),
    metrics: [],
    settings: {},
    missing: [],
    hasBase: base !== null,
    reader: rev > 0 ? readerVersion : READER_VERSION,
    ...(unread.length + warnings.length > 0 ? { leftOut: [unread.length, warnings.length] } : {}),
  };
  const shown = fit(metrics, FACTS_ROW_BYTES - sizeOf(row) - ENDS_BYTES);
  const own = fit(differing(settings, common), shown.left);
  const missing = fit(Object.keys(common).filter((name) => !Object.hasOwn(settings, name)), own.left);
  const isCut = shown.isCut || own.isCut || missing.isCut;
  return {
    ...row,
    metrics: shown.taken,
    settings: Object.fromEntries(own.taken),
    missing: missing.taken,
    ...(isCut ? { isCut } : {}),
  };
}

const NOTHING: FactsRow = { lastOutputAt: null, progress: [], metrics: [], settings: {}, missing: [] };

/** The row of a run from what is stored of it. `facts` is null before its first flush. */
export function joinRow(
  { id, experimentId }: Pick<RunRow, "id" | "experimentId">,
  { record, facts, base }: { record: RecordRow; facts: FactsRow | null; base: Record<string, string> },
): RunRow {
  const { lastOutputAt, progress, metrics, settings, missing, isCut, reader = READER_VERSION } = facts ?? NOTHING;
  const [unread, warnings] = facts?.leftOut ?? [0, 0];
  const all: Record<string, string> = facts ? { ...facts.hasBase === false ? {} : base, ...settings } : {};
  for (const name of missing) delete all[name];
  const { isHidden: _hidden, isBare: _bare, ...shown } = record;
  return {
    ...shown,
    id,
    experimentId,
    lastOutputAt,
    progress: Object.fromEntries(PROGRESS.map((name, at) => [name, progress[at] ?? null])) as unknown as Progress,
    metrics,
    settings: all,
    isCut: record.isCut === true || isCut === true,
    isOlder: reader < READER_VERSION,
    unread,
    warnings,
  };
}
