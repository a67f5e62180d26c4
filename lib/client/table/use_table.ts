/**
 * The state of a table of runs in the browser: its rows, its view in the address, and which runs are drawn.
 *
 * @module
 */
import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { chooseDrawn } from "../../series/table/drawn_rows.ts";
import { chooseColumns, findColumns, metricsOf, type TableColumn } from "../../series/table/table_columns.ts";
import { expandIds, readTableView, shortenIds, type TableView, writeTableView } from "../../series/table/table_view.ts";
import { type ShownRows, showRows } from "../../series/table/show_rows.ts";
import type { WireRow, WireRows } from "../../wire.ts";
import { pushAddress, writeAddress } from "../run/address.ts";
import { refreshPage } from "../server/page_refresh.ts";
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

/** Without ticks the chart follows the rows of the table when they have stayed the same for so long. */
const DRAW_PAUSE_MS = 250;
/** A filter that is changed again within this time is still being written. */
const WRITING_PAUSE_MS = 2_000;

/** The state, and what changes it. */
export interface TableState {
  rows: readonly WireRow[];
  metadata: WireRows["metadata"];
  view: TableView;
  /** Settings that all runs share, which rows leave out. */
  shared: Readonly<Record<string, string>>;
  columns: readonly TableColumn[];
  /** The rows that the filter shows, in their order. */
  shown: ShownRows;
  ticked: readonly string[];
  drawn: readonly WireRow[];
  now: number;
  /** True while the server doesn't answer. */
  isFailing: boolean;
  /** The run whose row or dot is under the pointer; null for none. */
  lit: Signal<string | null>;
  /** Changes the view. By default Back undoes what a reader would undo by itself; with `isStep` false it never does. */
  change(part: Partial<TableView>, isStep?: boolean): void;
  /** Requests what has changed now. */
  refresh(): void;
}

/** Gives the chart the drawn runs when they are others than before. */
function draw(runs: readonly WireRow[]): void {
  const known = drawnRuns.peek();
  const isSame = known?.length === runs.length &&
    runs.every(({ id, name }, at) => known[at]!.id === id && known[at]!.name === name);
  if (isSame) return;
  drawnRuns.value = runs.map(({ id, experiment_id, name, status, style }) => ({
    id,
    experimentId: experiment_id,
    name,
    status,
    style,
  }));
  if (known !== null) refreshPage().catch(() => {}); // what stands beside the chart tries again later
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

/** A view and the function that changes parts of it, here and in the address. */
interface KeptTableView {
  view: Signal<TableView>;
  /** `known` gives the ids of all runs that the table has had. */
  change(part: Partial<TableView>, options: { known: () => readonly string[]; mayStep: boolean }): void;
}

/**
 * The view of the page's address, with the columns that this browser keeps unless the address names some. Back undoes each change, but for
 * further rows: they come by scrolling. A filter is undone as a whole when it was written without a pause.
 */
function useTableView({ experimentId, view: first }: TableStart): KeptTableView {
  const view = useSignal(first), kept = useRef<string[] | null>(null), writtenAt = useRef(-Infinity);
  useEffect(() => {
    kept.current = readKeptColumns(experimentId);
    const read = (from: TableView) => void (view.value = { ...from, columns: from.columns ?? kept.current });
    read(view.peek());
    const goBack = () => {
      read(readTableView(location.search));
      keepColumns(experimentId, view.peek().columns);
    };
    addEventListener("popstate", goBack);
    return () => removeEventListener("popstate", goBack);
  }, []);
  /** True for a change that Back undoes by itself. */
  function isStep(part: Partial<TableView>): boolean {
    const isWriting = part.filter !== undefined, before = writtenAt.current;
    writtenAt.current = isWriting ? Date.now() : -Infinity;
    if (isWriting) return writtenAt.current - before > WRITING_PAUSE_MS;
    return part.rows == null || Object.keys(part).length > 1;
  }
  return {
    view,
    change(part, { known, mayStep }) {
      view.value = { ...view.peek(), ...part };
      if (part.columns !== undefined) keepColumns(experimentId, part.columns);
      if (part.columns === null) kept.current = null;
      // only within an experiment does the server know all ids, and so what short ones mean
      const written = experimentId === null ? view.peek() : writeRuns(view.peek(), known());
      (isStep(part) && mayStep ? pushAddress : writeAddress)(({ search, hash }) =>
        writeTableView(search, written) + hash
      );
    },
  };
}

/** Keeps the table of a page. */
export function useTable(start: TableStart): TableState {
  const { rows: given, metadata } = start.initial;
  const held = useSignal<Held>({ rows: given, metadata, shared: metadata.shared, now: start.now });
  const { view, change } = useTableView(start);
  const isFailing = useSignal(false), lit = useSignal<string | null>(null), { rows, metadata: names, now } = held.value;
  const columns = view.value.columns === null ? chooseColumns(rows, names) : findColumns(view.value.columns, names);
  const sorted = findColumns(view.value.sort.map(({ column }) => column), names);
  const needed = metricsOf([...columns, ...sorted]), seen = useMemo(() => new Map<string, WireRow>(), []);
  for (const row of rows) seen.set(row.id, row); // a ticked run that is deleted stays drawn as it was seen last
  const shown = showRows(rows, view.value, { names, now, shared: held.value.shared });
  const ticked = expandIds(view.value.runs, [...seen.keys()]).ids,
    drawn = chooseDrawn(shown.rows, ticked, seen.values());
  const feed = useMemo(() => createFeed(start, { held, isFailing, columns: needed }), []);
  useEffect(() => feed.start(), [feed]);
  useEffect(() => {
    const abort = new AbortController();
    feed.needColumns(needed, abort.signal).catch(() => {}); // the next poll asks for them
    return () => abort.abort();
  }, [needed.join("\n")]);
  useEffect(() => {
    if (ticked.length > 0) return draw(drawn);
    const timer = setTimeout(draw, DRAW_PAUSE_MS, drawn); // a filter is written letter by letter
    return () => clearTimeout(timer);
  }, [drawn.map(({ id, name }) => `${id} ${name}`).join("\n")]);
  return {
    rows,
    metadata: names,
    shared: held.value.shared,
    view: view.value,
    columns,
    shown,
    ticked,
    drawn,
    now,
    isFailing: isFailing.value,
    lit,
    refresh: () => void feed.refresh(new AbortController().signal).catch(() => {}), // the next poll tries again
    change: (part, isStep = true) => change(part, { known: () => [...seen.keys()], mayStep: isStep }),
  };
}

/** The view with short ids. */
function writeRuns(view: TableView, all: readonly string[]): TableView {
  const { ids, unknown } = expandIds(view.runs, all);
  return { ...view, runs: [...shortenIds(ids, all), ...unknown] };
}
