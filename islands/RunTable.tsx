/**
 * The table of runs: ticks, order, filter and columns without a reload, and rows that appear, change and go by themselves.
 *
 * @module
 */
import "../lib/client/first_script.ts";
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { ColumnEdge } from "../lib/client/table/ColumnEdge.tsx";
import { useColumnWidths } from "../lib/client/table/kept_widths.ts";
import { LaterPart } from "../lib/client/table/LaterPart.tsx";
import { useSmallCurves } from "../lib/client/table/small_curves.ts";
import { TableBar } from "../lib/client/table/TableBar.tsx";
import { TableFoot } from "../lib/client/table/TableFoot.tsx";
import { type TableStart, useTable } from "../lib/client/table/use_table.ts";
import { TABLE_PAGE_ROWS } from "../lib/limits.ts";
import { chooseStyles } from "../lib/series/run_styles.ts";
import { findBestValues } from "../lib/series/table/best_values.ts";
import { findColumns, isHighestFirst } from "../lib/series/table/table_columns.ts";
import { pressSort, writeTableView } from "../lib/series/table/table_view.ts";
import { RunGrid } from "../lib/ui/RunGrid.tsx";

/** What the table starts with. */
export interface RunTableProps extends TableStart {
  /** True for a reader who may change runs. */
  mayChange: boolean;
}

const loadBulkBar = async () => (await import("../lib/client/table/BulkBar.tsx")).default;
const loadBands = async () => (await import("../lib/client/table/GroupBands.tsx")).default;
const loadScatter = async () => (await import("../lib/client/table/ScatterView.tsx")).default;

/** The table. */
export default function RunTable(props: RunTableProps): JSX.Element {
  const table = useTable(props), { rows, view, metadata, columns, shown, ticked, now, lit, change } = table;
  const limit = view.rows ?? TABLE_PAGE_ROWS, isScattered = view.scatter !== null;
  const deleted = useSignal<readonly string[]>([]);
  const inSight = shown.rows.slice(0, limit), hasCurves = columns.some(({ kind }) => kind === "curve");
  const curveMetric = hasCurves ? metadata.metrics[0] : undefined, curves = useSmallCurves(inSight, curveMetric);
  const { widths, widen } = useColumnWidths(props.experimentId);
  const pressOf = (id: string) => ({
    column: id,
    isDescending: findColumns([id], metadata).some(isHighestFirst),
  });
  const sortHref = (id: string) => writeTableView("", { ...view, sort: pressSort(view.sort, pressOf(id)) }) || "?";

  function onPress(event: MouseEvent): void {
    const head = (event.target as Element).closest("[data-sort]");
    if (!head || event.ctrlKey || event.metaKey || event.button !== 0) return;
    event.preventDefault();
    const press = pressOf(decodeURIComponent(head.getAttribute("data-sort")!));
    change({ sort: pressSort(view.sort, { ...press, isAdded: event.shiftKey }), rows: null });
  }
  function onTick(id: string, isTicked: boolean): void {
    change({ runs: isTicked ? [...ticked, id] : ticked.filter((each) => each !== id) });
  }
  return (
    <form
      method="get"
      class="run-table"
      onClick={onPress}
      onSubmit={(event) => event.preventDefault()}
      onMouseOver={(event) => lit.value = (event.target as Element).closest("tr")?.getAttribute("data-run") ?? null}
    >
      <TableBar table={table} />
      {(ticked.length > 0 || deleted.value.length > 0) && (
        <div class="bulk-slot">
          <LaterPart load={loadBulkBar} props={{ table, deleted, mayChange: props.mayChange }} />
        </div>
      )}
      {view.group !== null && <LaterPart load={loadBands} props={{ table, rows: shown.rows, setting: view.group }} />}
      {isScattered && <LaterPart load={loadScatter} props={{ table, rows: shown.rows }} />}
      <RunGrid
        rows={inSight}
        all={shown.rows}
        columns={columns}
        sort={view.sort}
        ticked={new Set(ticked)}
        styles={chooseStyles(table.drawn)}
        best={findBestValues(rows, columns)}
        baseline={rows.find(({ id }) => view.baseline !== null && id.endsWith(view.baseline)) ?? null}
        group={view.group}
        now={now}
        sortHref={sortHref}
        onTick={onTick}
        curves={curves}
        {...(curveMetric === undefined ? {} : { curveMetric })}
        lit={isScattered ? lit.value : null}
        widths={widths}
        edgeOf={(column, title) => (
          <ColumnEdge
            title={title}
            width={widths[column]}
            onWiden={(px) => widen(column, px)}
          />
        )}
      />
      <TableFoot
        table={table}
        matching={shown.rows.length}
        shown={Math.min(limit, shown.rows.length)}
        moreHref={writeTableView("", { ...view, rows: limit + TABLE_PAGE_ROWS })}
        onMore={() => change({ rows: limit + TABLE_PAGE_ROWS })}
      />
    </form>
  );
}
