/**
 * The view of a table of runs: which runs are ticked, the filter, the order, the columns, the baseline, the grouping, the scatter and how
 * many rows. It is written into the page's address, so that a link shows the same. Pure, both sides.
 *
 * @module
 */
import { readScatter, type ScatterChoice, writeScatter } from "./scatter_choice.ts";

/** A column to sort by, and whether the largest value comes first. */
export interface SortKey {
  column: string;
  isDescending: boolean;
}

/** How a table of runs is shown. */
export interface TableView {
  /** Ids of the ticked runs, in full or their last characters. */
  runs: readonly string[];
  filter: string;
  /** The most important key first. Newest first without any. */
  sort: readonly SortKey[];
  /** Ids of the shown columns; null = the page chooses. */
  columns: readonly string[] | null;
  /** Id of the run that the others are compared with; null = none. */
  baseline: string | null;
  /** The setting by which runs are grouped; null = none. */
  group: string | null;
  /** The metric of the groups' bands; null = the page chooses. */
  band: string | null;
  /** What the scatter shows; null = there is none. */
  scatter: ScatterChoice | null;
  /** How many rows are shown at most; null = the first `TABLE_PAGE_ROWS`. */
  rows: number | null;
}

/** Keys of the order that count. */
const SORT_KEYS_MAX = 3;

const splitList = (texts: readonly string[]) => texts.flatMap((text) => text.split(",")).filter((each) => each !== "");

/** The columns of a list. A comma in brackets belongs to a metric's name, which has none of its own: `last(f1,macro)`. */
const splitColumns = (text: string) => text.split(/,(?![^()]*\))/).filter((each) => each !== "");

const ROWS = /^[1-9]\d{0,4}$/;

function readSort(text: string | null): SortKey[] {
  return splitColumns(text ?? "").slice(0, SORT_KEYS_MAX).map((key) =>
    key.startsWith("-") ? { column: key.slice(1), isDescending: true } : { column: key, isDescending: false }
  );
}

/**
 * Reads the view from the query of an address. What can't be read is ignored.
 *
 * @example
 * ```ts
 * import { readTableView } from "./table_view.ts";
 * readTableView("?sort=-best(val_loss),name").sort[0]; // { column: "best(val_loss)", isDescending: true }
 * ```
 */
export function readTableView(search: string): TableView {
  const query = new URLSearchParams(search), rows = query.get("rows") ?? "";
  const columns = query.get("columns"), scatter = query.get("scatter");
  return {
    runs: [...new Set(splitList(query.getAll("runs")))],
    filter: query.get("q") ?? "",
    sort: readSort(query.get("sort")),
    columns: columns === null ? null : splitColumns(columns),
    baseline: query.get("baseline") || null,
    group: query.get("group") || null,
    band: query.get("band") || null,
    scatter: scatter === null ? null : readScatter(splitColumns(scatter)),
    rows: ROWS.test(rows) ? Number(rows) : null,
  };
}

/** Writes the view into a query. What is as without parameters is left out; other parameters stay. */
export function writeTableView(search: string, view: TableView): string {
  const query = new URLSearchParams(search);
  const texts: Record<string, string | null> = {
    runs: view.runs.join() || null,
    q: view.filter || null,
    sort: view.sort.map(({ column, isDescending }) => (isDescending ? "-" : "") + column).join() || null,
    columns: view.columns === null ? null : view.columns.join(),
    baseline: view.baseline,
    group: view.group,
    band: view.band,
    scatter: view.scatter && writeScatter(view.scatter),
    rows: view.rows === null ? null : `${view.rows}`,
  };
  for (const [name, text] of Object.entries(texts)) {
    query.delete(name);
    if (text !== null) query.set(name, text);
  }
  // Commas and brackets may stand in a query as they are, and the address can be read.
  const written = query.toString().replaceAll("%2C", ",").replaceAll("%28", "(").replaceAll("%29", ")");
  return written === "" ? "" : `?${written}`;
}

/** How a press on a column's head sorts. */
export interface SortPress {
  column: string;
  /** True for a column of which the largest value comes first at the first press. */
  isDescending: boolean;
  /** The other keys stay before it; false by default. */
  isAdded?: boolean;
}

/** The order after a press on a column's head: the first of its two orders, the other one, then without it. */
export function pressSort(sort: readonly SortKey[], { column, isDescending, isAdded = false }: SortPress): SortKey[] {
  const known = sort.find((key) => key.column === column), others = sort.filter((key) => key.column !== column);
  const isSecond = known !== undefined && known.isDescending !== isDescending;
  const next = isSecond ? [] : [{ column, isDescending: known === undefined ? isDescending : !isDescending }];
  return isAdded ? [...others, ...next].slice(-SORT_KEYS_MAX) : next;
}

/** Fewest characters of a short id. */
const SHORT_CHARS = 6;

/** The ends of ids, as long as they must be to differ from the ends of all others. */
export function shortenIds(ids: readonly string[], all: readonly string[]): string[] {
  for (let chars = SHORT_CHARS; chars < 36; chars++) {
    if (new Set(all.map((id) => id.slice(-chars))).size === new Set(all).size) return ids.map((id) => id.slice(-chars));
  }
  return [...ids];
}

/** The whole ids of short or whole ones, in their order, and those that none of all ids ends with. */
export function expandIds(texts: readonly string[], all: readonly string[]): { ids: string[]; unknown: string[] } {
  const known = new Set(all), ids: string[] = [], unknown: string[] = [];
  for (const text of texts) {
    const id = known.has(text) ? text : all.filter((each) => text.length >= SHORT_CHARS && each.endsWith(text));
    if (typeof id === "string") ids.push(id);
    else if (id.length === 1) ids.push(id[0]!);
    else unknown.push(text);
  }
  return { ids: [...new Set(ids)], unknown };
}
