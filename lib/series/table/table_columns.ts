/**
 * The columns of a table of runs, and the value of each cell. Pure, both sides.
 *
 * @module
 */
import type { WireRow } from "../../wire.ts";
import type { WireValue } from "../../wire/points.ts";
import { normalName } from "../filter/filter_names.ts";

/** What stands in a column. */
export type ColumnKind = "curve" | "status" | "time" | "duration" | "progress" | "tags" | "setting" | "metric";

/** A column. Its id is how the address and a filter name it: `started`, `setting(lr)`, `best(val_loss)`. */
export interface TableColumn {
  id: string;
  title: string;
  kind: ColumnKind;
  /** Name of the setting or metric; empty for the others. */
  name: string;
  /** Which value of a metric; null for the others. */
  stat: "last" | "best" | null;
}

const PLAIN: readonly TableColumn[] = ([
  ["curve", "Curve", "curve"],
  ["status", "Status", "status"],
  ["started", "Started", "time"],
  ["duration", "Duration", "duration"],
  ["progress", "Progress", "progress"],
  ["tags", "Tags", "tags"],
] as const).map(([id, title, kind]) => ({ id, title, kind, name: "", stat: null }));

/** Words of names, whole ones: `mape` is no `map`, and `confidence` no `fid`. */
const LOWER_IS_BETTER =
  /loss|perplexity|error|(?:^|[^a-z])(?:ppl|errs?|wer|cer|r?mse|s?mape|mae|nll|bp[bc]|fid)(?![a-z])/;
const HIGHER_IS_BETTER =
  /accuracy|precision|recall|reward|score|bleu|rouge|(?:^|[^a-z])(?:acc|f1|p?r?auc|m?ap|returns?|dice|m?iou|r2)(?![a-z])/;

/**
 * Whether lower or higher values of a metric are better, judged by its name. Null when the name does not show it.
 *
 * @example
 * ```ts
 * import { betterOf } from "./table_columns.ts";
 * betterOf("val/accuracy"); // "higher"
 * ```
 */
export function betterOf(name: string): "lower" | "higher" | null {
  const isLower = LOWER_IS_BETTER.test(name);
  if (isLower === HIGHER_IS_BETTER.test(name)) return null;
  return isLower ? "lower" : "higher";
}

/** True for a metric's column of which higher values are better: these come first when somebody sorts by it. */
export const isHighestFirst = ({ kind, name }: TableColumn): boolean =>
  kind === "metric" && betterOf(name) === "higher";

const settingColumn = (name: string): TableColumn => ({
  id: `setting(${name})`,
  title: name,
  kind: "setting",
  name,
  stat: null,
});

const metricColumn = (name: string, stat: "last" | "best"): TableColumn => ({
  id: `${stat}(${name})`,
  title: name,
  kind: "metric",
  name,
  stat,
});

/** Names that columns can have. */
export interface ColumnNames {
  metrics: readonly string[];
  settings: readonly string[];
}

/** All columns that the runs can show, in their usual order. */
export function listColumns({ metrics, settings }: ColumnNames): TableColumn[] {
  return [
    ...PLAIN,
    ...settings.map(settingColumn),
    ...metrics.flatMap((name) => [
      metricColumn(name, "last"),
      ...betterOf(name) === null ? [] : [metricColumn(name, "best")],
    ]),
  ];
}

/** Settings and metrics that a table shows when nobody has chosen columns. */
const SETTINGS_SHOWN = 6, METRICS_SHOWN = 3;

/** Names of metrics, first those by which runs are judged: a learning rate says nothing of how good a run is. */
export const judgedFirst = (metrics: readonly string[]): string[] => {
  const { judged = [], others = [] } = Object.groupBy(
    metrics,
    (name) => betterOf(name) === null ? "others" : "judged",
  );
  return [...judged, ...others];
};

/** The columns that a table shows when nobody has chosen any: tags and progress only where a run has them. */
export function chooseColumns(rows: readonly WireRow[], names: ColumnNames): TableColumn[] {
  const hasTags = rows.some(({ tags }) => tags.length > 0), isLive = rows.some(({ ended_at }) => ended_at === null);
  const metrics = judgedFirst(names.metrics).slice(0, METRICS_SHOWN).map((name, at) => {
    const last = metricColumn(name, "last");
    if (betterOf(name) === null) return [last];
    return at === 0 ? [last, metricColumn(name, "best")] : [metricColumn(name, "best")];
  });
  return [
    ...PLAIN.filter(({ kind }) => (kind !== "tags" || hasTags) && (kind !== "progress" || isLive)),
    ...names.settings.slice(0, SETTINGS_SHOWN).map(settingColumn),
    ...metrics.flat(),
  ];
}

/** The form in which ids are compared: `setting(lr)` means `setting(learning_rate)`, as in a filter. */
const normalId = (id: string): string => id.replace(/\((.*)\)$/, (_, name) => `(${normalName(name)})`);

/** The columns of these ids that the runs have, in the order of the ids. A name may be written as in a filter. */
export function findColumns(ids: readonly string[], names: ColumnNames): TableColumn[] {
  const columns = listColumns(names), known = new Map(columns.map((column) => [column.id, column]));
  const like = new Map(columns.toReversed().map((column) => [normalId(column.id), column]));
  return ids.flatMap((id) => known.get(id) ?? like.get(normalId(id)) ?? []);
}

/** Names of the metrics that these columns need. */
export const metricsOf = (columns: readonly TableColumn[]): string[] => [
  ...new Set(columns.filter(({ kind }) => kind === "metric").map(({ name }) => name)),
];

const numberOf = (value: WireValue): number => typeof value === "number" ? value : Number(value);

/** A metric's value in a row with its step; null where the run doesn't have it. */
export function metricOf(
  { metrics }: Pick<WireRow, "metrics">,
  { name, stat }: Pick<TableColumn, "name" | "stat">,
): { value: number; step: number | null } | null {
  if (!Object.hasOwn(metrics, name)) return null;
  const { last, last_step, min, min_step, max, max_step } = metrics[name]!;
  if (stat !== "best") return { value: numberOf(last), step: last_step };
  const isLower = betterOf(name) !== "higher";
  return isLower ? { value: numberOf(min), step: min_step } : { value: numberOf(max), step: max_step };
}

/** How far a run has come, 0 to 1; null where its log doesn't say it. */
export function shareOf({ progress: { step, total, epoch, epoch_total } }: Pick<WireRow, "progress">): number | null {
  if (step !== null && total !== null && total > 0 && step <= total) return step / total;
  return epoch !== null && epoch_total !== null && epoch_total > 0 ? Math.min(1, epoch / epoch_total) : null;
}

/** Milliseconds from the start to the end, or to `now`; null before the start, and for an imported log, whose times say nothing of it. */
export function durationOf(
  { started_at, ended_at, imported }: Pick<WireRow, "started_at" | "ended_at" | "imported">,
  now: number,
): number | null {
  if (started_at === null || imported) return null;
  return Math.max(0, (ended_at === null ? now : Date.parse(ended_at)) - Date.parse(started_at));
}

const asNumber = (text: string): number | string =>
  text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text;

/** What a cell is sorted by: a number, a text, or null where the run has nothing there. */
export function cellOf(row: WireRow, column: TableColumn, now: number): number | string | null {
  switch (column.kind) {
    case "curve":
      return null;
    case "status":
      return row.status;
    case "time":
      return Date.parse(row.started_at ?? row.created_at);
    case "duration":
      return durationOf(row, now);
    case "progress":
      return shareOf(row);
    case "tags":
      return row.tags.join(" ") || null;
    case "setting":
      return Object.hasOwn(row.settings, column.name) ? asNumber(row.settings[column.name]!) : null;
    case "metric":
      return metricOf(row, column)?.value ?? null;
  }
}
