/**
 * What a filter of runs is, once it was read: all, any, not, words and comparisons. Doesn't know how it is written, nor what a run has.
 *
 * @module
 */
import type { RunStatus } from "../../model.ts";
import type { WireValue } from "../../wire/points.ts";

/** How a column is compared. `:` is the same as `=`, but for names, reasons and ids it means "contains". */
export type FilterOp = ":" | "=" | "!=" | "<" | "<=" | ">" | ">=";

/** Which value of a metric is meant. `setting` asks for the setting of that name, never the metric. */
export type FilterStat = "last" | "best" | "min" | "max" | "setting";

/** A column and what it is compared with. Without a `stat` a name means one of `FILTER_FIELDS`, else a setting, else a metric's last value. */
export interface FilterCompare {
  kind: "compare";
  name: string;
  stat: FilterStat | null;
  op: FilterOp;
  /** As written, without its quotes. */
  value: string;
}

/** Which runs are shown. An `all` without parts matches every run; other `all` and `any` have two parts or more, none of their own kind. */
export type Filter =
  | { kind: "all" | "any"; parts: Filter[] }
  | { kind: "not"; part: Filter }
  | { kind: "words"; text: string }
  | FilterCompare;

/** What a field of a run is compared as. */
export type FilterFieldKind = "status" | "tag" | "text" | "time" | "duration" | "share" | "count";

/** The names that mean something of every run. Any other name is that of a setting or a metric. */
export const FILTER_FIELDS: ReadonlyMap<string, FilterFieldKind> = new Map<string, FilterFieldKind>([
  ["status", "status"],
  ["tag", "tag"],
  ["name", "text"],
  ["reason", "text"],
  ["id", "text"],
  ["created", "time"],
  ["started", "time"],
  ["ended", "time"],
  ["output", "time"],
  ["duration", "duration"],
  ["progress", "share"],
  ["step", "count"],
  ["epoch", "count"],
]);

/** What stands before a bracket: `best(val_loss)`. */
export const FILTER_STATS: readonly FilterStat[] = ["last", "best", "min", "max", "setting"];

/** Statuses that a filter may name. `live` is queued or running, `complete` any of the last three. */
export const FILTER_STATUSES: readonly (RunStatus | "live" | "complete")[] = [
  "queued",
  "running",
  "completed",
  "failed",
  "cancelled",
  "live",
  "complete",
];

/** The columns that runs have, to complete a filter and to find a name that none of them has. */
export interface FilterColumns {
  metrics: readonly string[];
  settings: readonly string[];
  tags?: readonly string[];
  /** Values of settings, by name. */
  values?: ReadonlyMap<string, readonly string[]>;
}

/** A metric as a filter sees it. */
export interface FilterMetric {
  last?: WireValue | null | undefined;
  best?: WireValue | null | undefined;
  min?: WireValue | null | undefined;
  max?: WireValue | null | undefined;
}

/** A run as a filter sees it: a row of the table. Times are ISO 8601. */
export interface FilterRow {
  id: string;
  name: string;
  status: RunStatus;
  reason: string;
  created_at: string;
  started_at: string | null;
  ended_at: string | null;
  last_output_at: string | null;
  imported?: true;
  progress: {
    step?: number | null;
    total?: number | null;
    epoch?: number | null;
    epoch_total?: number | null;
  } | null;
  tags: readonly string[];
  metrics: Readonly<Record<string, FilterMetric>>;
  settings: Readonly<Record<string, string>>;
}
