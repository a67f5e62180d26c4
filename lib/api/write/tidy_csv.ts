/**
 * Writes every point of many runs as one tidy table: a line a point, with the run and its settings beside it. For `/api/export.csv` and
 * `stdcurve export`. Holds one part of one series in memory, however many runs there are.
 *
 * @module
 */
import type { Columns, Run } from "../../model.ts";
import type { Store } from "../../store/store.ts";
import { quoteField } from "../../text/csv_field.ts";
import { resolveNames } from "../metric_names.ts";
import { writePoints } from "./write_metrics.ts";

const RUN_COLUMNS = ["experiment", "run", "run_id"];
const POINT_COLUMNS = ["metric", "step", "global_step", "epoch", "timestamp", "value"];

/** What of the runs is written. */
export interface TidyQuery {
  /** Only these metrics, by their names or synonyms; all by default. */
  metrics?: readonly string[];
  signal?: AbortSignal;
}

/** A number as a program prints it. A spreadsheet runs none. */
const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;
const quoteSetting = (text: string): string => NUMBER.test(text) ? text : quoteField(text);

/** Names of the columns of settings: the setting's own, or with `setting_` before it where another column has that name. */
export function nameSettingColumns(settings: readonly string[]): string[] {
  const taken = new Set([...RUN_COLUMNS, ...POINT_COLUMNS, ...settings]);
  return settings.map((setting) => {
    if (!RUN_COLUMNS.includes(setting) && !POINT_COLUMNS.includes(setting)) return setting;
    let name = `setting_${setting}`;
    while (taken.has(name)) name = `setting_${name}`;
    taken.add(name);
    return name;
  });
}

/**
 * The table in parts, run by run in the order of the ids. The first part is the line of names, so it has asked for every run.
 *
 * @throws {NotFound} from the first part when a run is not there
 * @throws {Conflict} when a run is deleted, or its log read again, while its points are read
 */
export async function* listTidyCsv(
  store: Store,
  ids: readonly string[],
  query: TidyQuery = {},
): AsyncGenerator<string> {
  const names = new Set<string>();
  for (const id of ids) {
    query.signal?.throwIfAborted();
    for (const name of Object.keys((await store.runs.get(id)).settings)) names.add(name);
  }
  const settings = [...names].sort();
  yield [...RUN_COLUMNS, ...nameSettingColumns(settings).map(quoteField), ...POINT_COLUMNS].join(",") + "\n";
  const experiments = new Map<string, string>();
  for (const id of ids) {
    const run = await store.runs.get(id), { experimentId } = run;
    const known = experiments.get(experimentId) ?? (await store.experiments.get(experimentId)).name;
    experiments.set(experimentId, known);
    yield* listRunLines(store, run, { ...query, before: writeRunCells(run, known, settings) });
  }
}

/** The cells that all lines of a run begin with. */
function writeRunCells(run: Run, experiment: string, settings: readonly string[]): string {
  const values = settings.map((name) => Object.hasOwn(run.settings, name) ? quoteSetting(run.settings[name]!) : "");
  return [quoteField(experiment), quoteField(run.name), run.id, ...values].join(",");
}

async function* listRunLines(
  store: Store,
  run: Run,
  { before, metrics, signal }: TidyQuery & { before: string },
): AsyncGenerator<string> {
  const known = new Set(run.metrics.map(({ name }) => name));
  const { parts } = await store.points.open(run.id, {
    ...(metrics ? { metrics: resolveNames(metrics, known) } : {}),
    ...(signal ? { signal } : {}),
  });
  for await (const { name, columns } of parts) yield writeLines(`${before},${quoteField(name)}`, columns);
}

const writeLines = (before: string, columns: Columns): string =>
  writePoints(columns).map(({ step, global_step: globalStep, epoch, timestamp, value }) =>
    `${before},${step},${globalStep ?? ""},${epoch ?? ""},${timestamp},${value}\n`
  ).join("");
