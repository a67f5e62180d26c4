/**
 * Which runs a filter shows. Reads nothing but the run's row and the time.
 *
 * A run without the value that is compared matches no comparison, not even `!=`; `-lr:0.1` also shows runs without an `lr`.
 *
 * @module
 */
import { isComplete } from "../../model.ts";
import { parseDuration } from "../../text/format.ts";
import type { WireValue } from "../../wire/points.ts";
import { betterOf } from "../table/table_columns.ts";
import {
  type Filter,
  FILTER_FIELDS,
  type FilterCompare,
  type FilterFieldKind,
  type FilterMetric,
  type FilterOp,
  type FilterRow,
} from "./filter_model.ts";
import { makeLookup } from "./filter_names.ts";
import {
  compareNumbers,
  compareTime,
  containsText,
  type FilterNumber,
  isLike,
  readFilterNumber,
  readFilterTime,
} from "./filter_values.ts";

/** Says of a row whether a filter shows it. `now` is in milliseconds since 1970. */
export type RowTest = (row: FilterRow, now: number) => boolean;

/** True when the filter shows this row. For many rows, `makeRowTest` does the reading of the filter once. */
export const matchesRow = (filter: Filter, row: FilterRow, now: number): boolean => makeRowTest(filter)(row, now);

/** The test that a filter means. */
export function makeRowTest(filter: Filter): RowTest {
  switch (filter.kind) {
    case "all": {
      const tests = filter.parts.map(makeRowTest);
      return (row, now) => tests.every((test) => test(row, now));
    }
    case "any": {
      const tests = filter.parts.map(makeRowTest);
      return (row, now) => tests.some((test) => test(row, now));
    }
    case "not": {
      const test = makeRowTest(filter.part);
      return (row, now) => !test(row, now);
    }
    case "words":
      return (row) => wordsOfRow(row).some((text) => containsText(text, filter.text));
    default:
      return makeCompareTest(filter);
  }
}

const wordsOfRow = ({ id, name, status, reason, tags, settings }: FilterRow): string[] => [
  name,
  status,
  reason,
  id,
  ...tags,
  ...Object.values(settings),
];

function makeCompareTest(compare: FilterCompare): RowTest {
  const kind = compare.stat === null ? FILTER_FIELDS.get(compare.name) : undefined;
  return kind === undefined ? makeColumnTest(compare) : FIELD_TESTS[kind](compare);
}

const isOpTrue = (op: FilterOp, isSame: boolean): boolean => (op === "!=") !== isSame;

function makeStatusTest({ op, value }: FilterCompare): RowTest {
  const wanted = value.toLowerCase();
  const isIt = ({ status }: FilterRow): boolean =>
    wanted === "live" ? !isComplete(status) : wanted === "complete" ? isComplete(status) : status === wanted;
  return (row) => isOpTrue(op, isIt(row));
}

const makeTagTest = ({ op, value }: FilterCompare): RowTest => ({ tags }) =>
  isOpTrue(op, tags.some((tag) => isLike(tag, value)));

function makeTextTest({ name, op, value }: FilterCompare): RowTest {
  const isIt = op === ":" ? containsText : isLike;
  return (row) => isOpTrue(op, isIt(row[name as "name" | "reason" | "id"], value));
}

const TIMES: Readonly<Record<string, (row: FilterRow) => string | null>> = {
  created: (row) => row.created_at,
  started: (row) => row.started_at,
  ended: (row) => row.ended_at,
  output: (row) => row.last_output_at,
};

function makeTimeTest({ name, op, value }: FilterCompare): RowTest {
  return (row, now) => {
    const time = TIMES[name]!(row), to = readFilterTime(value, now);
    return time !== null && to !== null && compareTime(Date.parse(time), op, { to, now });
  };
}

function makeDurationTest({ op, value }: FilterCompare): RowTest {
  const wanted = parseDuration(value);
  return ({ started_at, ended_at, imported }, now) => {
    if (started_at === null || imported || wanted === null) return false;
    return compareNumbers((ended_at === null ? now : Date.parse(ended_at)) - Date.parse(started_at), op, wanted);
  };
}

/** A share such as the progress: `50%`, `0.5` and `50` are the same. */
function makeShareTest({ op, value }: FilterCompare): RowTest {
  const number = readFilterNumber(value);
  if (!number) return () => false;
  const wanted = number.isPercent || number.value > 1 ? number.value / 100 : number.value;
  return ({ progress }) => {
    const share = shareOf(progress?.step, progress?.total) ?? shareOf(progress?.epoch, progress?.epoch_total);
    return share !== null && compareNumbers(share, op, wanted);
  };
}

const shareOf = (done: number | null | undefined, total: number | null | undefined): number | null =>
  typeof done === "number" && typeof total === "number" && total > 0 ? done / total : null;

function makeCountTest({ name, op, value }: FilterCompare): RowTest {
  const wanted = readFilterNumber(value);
  return ({ progress }) => {
    const count = progress?.[name as "step" | "epoch"];
    return typeof count === "number" && wanted !== null && compareNumbers(count, op, wanted.value);
  };
}

const FIELD_TESTS: Readonly<Record<FilterFieldKind, (compare: FilterCompare) => RowTest>> = {
  status: makeStatusTest,
  tag: makeTagTest,
  text: makeTextTest,
  time: makeTimeTest,
  duration: makeDurationTest,
  share: makeShareTest,
  count: makeCountTest,
};

/** A setting, else a metric, unless the filter says which. */
function makeColumnTest(compare: FilterCompare): RowTest {
  const { name, stat, value } = compare, find = makeLookup(name), wanted = readFilterNumber(value);
  return ({ settings, metrics }) => {
    const setting = stat === null || stat === "setting" ? find(settings) : undefined;
    if (setting !== undefined) return testSetting(setting, compare, wanted);
    const metric = stat === "setting" ? undefined : find(metrics);
    return metric !== undefined && testMetric(metric, compare, wanted);
  };
}

const asShare = ({ value, isPercent }: FilterNumber): number => isPercent ? value / 100 : value;

function testSetting(setting: string, { op, value }: FilterCompare, wanted: FilterNumber | null): boolean {
  const number = wanted && readFilterNumber(setting);
  if (number) return compareNumbers(asShare(number), op, asShare(wanted));
  if (op !== ":" && op !== "=" && op !== "!=") return false;
  return isOpTrue(op, isLike(setting, value));
}

const isGiven = (value: WireValue | null | undefined): value is WireValue => value !== null && value !== undefined;

/** The best value, as the row says or by the metric's name. Where neither is known, the lowest counts for "below" and the highest for "above". */
function bestOf({ best, min, max }: FilterMetric, { name, op }: FilterCompare): WireValue | null | undefined {
  if (isGiven(best)) return best;
  const better = betterOf(name.toLowerCase());
  if (better !== null) return better === "lower" ? min : max;
  return op.startsWith("<") ? min : op.startsWith(">") ? max : null;
}

/** The value that is meant. */
function valueOf(metric: FilterMetric, compare: FilterCompare): number | null {
  const { stat } = compare, { last, min, max } = metric;
  const value = stat === "best" ? bestOf(metric, compare) : stat === "min" ? min : stat === "max" ? max : last;
  return isGiven(value) ? Number(value) : null;
}

function testMetric(metric: FilterMetric, compare: FilterCompare, wanted: FilterNumber | null): boolean {
  const value = valueOf(metric, compare);
  if (value === null) return false;
  if (compare.value === "*") return compare.op !== "!=";
  if (wanted === null) return false;
  return compareNumbers(value, compare.op, wanted.isPercent ? scalePercent(metric, wanted.value) : wanted.value);
}

/** `95%` means 0.95 of a metric whose values are shares, and 95 of one whose values go beyond 1. */
function scalePercent({ min, max, last }: FilterMetric, percent: number): number {
  const values = [min, max, last].filter(isGiven).map(Number).filter(Number.isFinite);
  return values.some((value) => Math.abs(value) > 1) ? percent : percent / 100;
}
