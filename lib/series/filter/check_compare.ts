/**
 * Says what is wrong with one comparison of a filter: a sign or a value that its column can't have, or a name that no run has.
 *
 * @module
 */
import { parseDuration } from "../../text/format.ts";
import {
  FILTER_FIELDS,
  FILTER_STATUSES,
  type FilterColumns,
  type FilterCompare,
  type FilterFieldKind,
} from "./filter_model.ts";
import { findNearWord } from "../../text/near_word.ts";
import { hasName, normalName } from "./filter_names.ts";
import { readFilterNumber, readFilterTime } from "./filter_values.ts";

/** What is wrong, and whether the name, the sign or the value is. */
export interface CompareFault {
  error: string;
  part: "name" | "op" | "value";
}

const isOrdered = ({ op }: FilterCompare): boolean => op !== ":" && op !== "=" && op !== "!=";

/** What is wrong with a comparison; null when nothing is. Without `columns`, every name may be a setting or a metric. */
export function checkCompare(compare: FilterCompare, columns?: FilterColumns): CompareFault | null {
  const kind = compare.stat === null ? FILTER_FIELDS.get(compare.name) : undefined;
  return kind === undefined ? checkColumn(compare, columns) : CHECKS[kind](compare);
}

const refuseValue = (error: string): CompareFault => ({ error, part: "value" });

function checkWord(compare: FilterCompare): CompareFault | null {
  return isOrdered(compare) ? { error: `write : or = after ${compare.name}, not ${compare.op}`, part: "op" } : null;
}

function checkStatus(compare: FilterCompare): CompareFault | null {
  const wrong = checkWord(compare);
  if (wrong || FILTER_STATUSES.some((status) => status === compare.value.toLowerCase())) return wrong;
  return refuseValue(`no status "${compare.value}": write ${FILTER_STATUSES.slice(0, -1).join(", ")} or complete`);
}

function checkTime({ name, value }: FilterCompare): CompareFault | null {
  if (readFilterTime(value, 0) !== null) return null;
  return refuseValue(`no time "${value}": write an age (${name}<2d) or a date (${name}>2026-01-28)`);
}

function checkDuration(compare: FilterCompare): CompareFault | null {
  const { name, op, value } = compare;
  if (!isOrdered(compare)) return { error: `write <, <=, > or >= after ${name}, not ${op}`, part: "op" };
  return parseDuration(value) !== null ? null : refuseValue(`no duration "${value}": write 90s, 30m, 2h or 1d`);
}

function checkNumber({ value }: FilterCompare): CompareFault | null {
  if (readFilterNumber(value) !== null) return null;
  return refuseValue(`no number "${value}": write 0.01, 1e-3, 10k or 5%`);
}

const CHECKS: Readonly<Record<FilterFieldKind, (compare: FilterCompare) => CompareFault | null>> = {
  status: checkStatus,
  tag: checkWord,
  text: checkWord,
  time: checkTime,
  duration: checkDuration,
  share: checkNumber,
  count: checkNumber,
};

function checkColumn(compare: FilterCompare, columns: FilterColumns | undefined): CompareFault | null {
  const { name, stat, value } = compare;
  const isOfMetric = stat !== null && stat !== "setting";
  const offered = columns && [
    ...(stat === "setting" ? [] : columns.metrics),
    ...(isOfMetric ? [] : columns.settings),
  ];
  if (offered && !hasName(offered, name)) {
    return {
      error: describeUnknown(name, stat === null ? [...FILTER_FIELDS.keys(), ...offered] : offered),
      part: "name",
    };
  }
  return isOrdered(compare) || isOfMetric && value !== "*" ? checkNumber(compare) : null;
}

function describeUnknown(name: string, offered: readonly string[]): string {
  const names = offered.map(normalName), found = findNearWord(normalName(name), names);
  const near = found === null ? null : offered[names.indexOf(found)];
  return `no run has "${name}"${near ? `; did you mean ${near}?` : ""}`;
}
