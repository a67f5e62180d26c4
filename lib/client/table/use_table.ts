/**
 * The state of a table of runs in the browser: its rows, its view in the address, and which runs are drawn.
 *
 * @module
 */
import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { chooseDrawn } from "../../series/table/drawn_rows.ts";
import { chooseColumns, findColumns, metricsOf, type TableColumn } from "../../series/table/table_columns.ts";
import { expandIds, shortenIds, type TableView, writeTableView } from "../../series/table/table_view.ts";
import type { WireRow, WireRows } from "../../wire.ts";
import { writeAddress } from "../run/address.ts";
import { drawnRuns } from "./drawn_runs.ts";
import { keepColumns, readKeptColumns } from "./kept_columns.ts";
import { RowsFeed } from "./rows_feed.ts";

/** What the table starts with. */
export interface TableStart {
  /** Null for the runs of several experiments. */
  experimentId: string | null;
  initial: WireRows;
  view: TableView;
  /** Time of the server, milliseconds since the epoch. */
  now: number;
}

/** The state, and what changes it. */
export interface TableState {
  rows: readonly WireRow[];
  metadata: WireRows["metadata"];
  view: TableView;
  /** Settings that all runs share, which rows leave out. */
  shared: Readonly<Record<string, string>>;
  columns: readonly TableColumn[];
  ticked: readonly string[];
  drawn: readonly WireRow[];
  now: number;
  /** True while the server doesn't answer. */
  isFailing: boolean;
  /** The run whose row or dot is under the pointer; null for none. */
  lit: Signal<string | null>;
  change(part: Partial<TableView>): void;
  /** Requests what has changed now. */
  refresh(): void;
}

/** Gives the chart the drawn runs when they are others than before. */
function draw(runs: readonly WireRow[]): void {
  const known = drawnRuns.peek();
  const isSame = known?.length === runs.length &&
    runs.every(({ id, name }, at) => known[at]!.id === id && known[at]!.name === name);
  if (!isSame) drawnRuns.value = runs.map(({ id, name, status, style }) => ({ id, name, status, style }));
}

function createFeed(
  { experimentId, initial, view }: TableStart,
  state: { held: Signal<Held>; isFailing: Signal<boolean>; columns: readonly string[] },
): RowsFeed {
  return new RowsFeed({
    path: experimentId === null ? "/api/rows" : `/api/experiments/${experimentId}/rows`,
    query: experimentId === null ? { runs: view.runs.join() } : {},
    initial,
    onChange: (rows, metadata) => {
      const shared = metadata.is_whole ? metadata.shared : state.held.peek().shared;
      state.held.value = { rows, metadata, shared, now: Date.now() };
      state.isFailing.value = false;
    },
    onError: () => state.isFailing.value = true,
  }, state.columns);
}

interface Held extends Pick<TableState, "shared"> {
  rows: readonly WireRow[];
  metadata: WireRows["metadata"];
  now: number;
}

/** The view with the columns that this browser keeps, unless the address has named some. */
const withKeptColumns = (view: TableView, experimentId: string | null): TableView =>
  view.columns === null ? { ...view, columns: readKeptColumns(experimentId) } : view;

/** Keeps the table of a page. */
export function useTable(start: TableStart): TableState {
  const { rows: given, metadata } = start.initial;
  const held = useSignal<Held>({ rows: given, metadata, shared: metadata.shared, now: start.now }),
    view = useSignal(start.view);
  const isFailing = useSignal(false), lit = useSignal<string | null>(null), { rows, metadata: names, now } = held.value;
  const columns = view.value.columns === null ? chooseColumns(rows, names) : findColumns(view.value.columns, names);
  const sorted = findColumns(view.value.sort.map(({ column }) => column), names);
  const needed = metricsOf([...columns, ...sorted]), seen = useMemo(() => new Map<string, WireRow>(), []);
  for (const row of rows) seen.set(row.id, row); // a ticked run that is deleted stays drawn as it was seen last
  const ticked = expandIds(view.value.runs, [...seen.keys()]).ids, drawn = chooseDrawn(rows, ticked, seen.values());
  const feed = useMemo(() => createFeed(start, { held, isFailing, columns: needed }), []);
  useEffect(() => feed.start(), [feed]);
  useEffect(() => void (view.value = withKeptColumns(view.peek(), start.experimentId)), []);
  useEffect(() => {
    const abort = new AbortController();
    feed.needColumns(needed, abort.signal).catch(() => {}); // the next poll asks for them
    return () => abort.abort();
  }, [needed.join("\n")]);
  useEffect(() => draw(drawn), [drawn.map(({ id, name }) => `${id} ${name}`).join("\n")]);
  return {
    rows,
    metadata: names,
    shared: held.value.shared,
    view: view.value,
    columns,
    ticked,
    drawn,
    now,
    isFailing: isFailing.value,
    lit,
    refresh: () => void feed.refresh(new AbortController().signal).catch(() => {}), // the next poll tries again
    change(part) {
      view.value = { ...view.peek(), ...part };
      if (part.columns !== undefined) keepColumns(start.experimentId, part.columns);
      // only within an experiment does the server know all ids, and so what short ones mean
      const written = start.experimentId === null ? view.peek() : writeRuns(view.peek(), [...seen.keys()]);
      writeAddress(({ search, hash }) => writeTableView(search, written) + hash);
    },
  };
}

/** The view with short ids. */
function writeRuns(view: TableView, all: readonly string[]): TableView {
  const { ids, unknown } = expandIds(view.runs, all);
  return { ...view, runs: [...shortenIds(ids, all), ...unknown] };
}
