/**
 * The table of runs: a row a run, with a column for each setting that differs and each metric. Links and a form do what scripts do faster,
 * so that it works without them.
 *
 * @module
 */
import type { JSX } from "preact";
import { groupRows, type GroupSummary, summarizeGroup } from "../series/table/group_rows.ts";
import { type TableColumn } from "../series/table/table_columns.ts";
import type { SortKey } from "../series/table/table_view.ts";
import { formatCount } from "../text/count.ts";
import { formatNumber } from "../text/format.ts";
import { showHidden } from "../text/visible.ts";
import type { WireRow } from "../wire.ts";
import { RunCell, type SmallCurve } from "./RunCell.tsx";
import { RunKey } from "./RunKey.tsx";

/** What the table shows. */
export interface RunGridProps {
  /** The rows in their order, and those that groups are made of, when more match than are shown. */
  rows: readonly WireRow[];
  all?: readonly WireRow[];
  columns: readonly TableColumn[];
  sort: readonly SortKey[];
  ticked: ReadonlySet<string>;
  /** Index on the chart by run. Runs that are not drawn are missing. */
  styles: ReadonlyMap<string, number>;
  /** The best value of each column that has one, by the column's id. */
  best: ReadonlyMap<string, number>;
  /** The run that the others are compared with. */
  baseline: WireRow | null;
  /** The setting by which rows are grouped. */
  group: string | null;
  now: number;
  /** Address of this page with the table sorted by a column; `name` is one, too. */
  sortHref: (column: string) => string;
  /** Called when a run is ticked or no longer. Without it, the checkboxes are those of a form. */
  onTick?: (id: string, isTicked: boolean) => void;
  /** The metric of the small curves, and the curves by run. */
  curveMetric?: string;
  curves?: ReadonlyMap<string, SmallCurve>;
  /** The run that is lit with its dot. */
  lit?: string | null;
  /** Least widths of columns by id, CSS pixels. Columns that are missing have their own. */
  widths?: Readonly<Record<string, number>>;
  /** What stands at the edge of a column's head; nothing without scripts. */
  edgeOf?: (column: string, title: string) => JSX.Element;
}

const STAT_WORDS = { last: "last", best: "best" } as const;

/** The table. */
export function RunGrid(props: RunGridProps): JSX.Element {
  const { rows, columns, group, all = rows, widths = {} } = props;
  const groups = new Map(group === null ? [] : groupRows(all, group).map((each) => [each.value, each.rows]));
  return (
    <div class="table-scroll" role="region" aria-label="Runs" tabindex={0}>
      <table class="table run-grid" style={widths.name ? { "--name-width": `${widths.name}px` } : undefined}>
        <caption class="hidden-text">Runs of this table, {formatCount(rows.length, "row")}</caption>
        <colgroup>
          <col class="col-tick" />
          <col class="col-name" />
          {columns.map(({ id, kind }) => <col key={id} class={`col-${kind}`} />)}
        </colgroup>
        <GridHead {...props} />
        {group === null
          ? <tbody>{rows.map((row) => <GridRow key={row.id} row={row} {...props} />)}</tbody>
          : groupRows(rows, group).map((each) => (
            <tbody key={`=${each.value}`}>
              <GroupRow
                value={each.value}
                rows={groups.get(each.value)!}
                setting={group}
                columns={columns}
                now={props.now}
              />
              {each.rows.map((row) => <GridRow key={row.id} row={row} {...props} />)}
            </tbody>
          ))}
      </table>
    </div>
  );
}

function GridHead({ columns, sort, sortHref, widths = {}, edgeOf, curveMetric = "" }: RunGridProps): JSX.Element {
  return (
    <thead>
      <tr>
        <th scope="col">
          <span class="hidden-text">Drawn on the chart</span>
        </th>
        <SortHead
          id="name"
          title="Run"
          sort={sort}
          href={sortHref("name")}
          width={widths.name}
          edge={edgeOf?.("name", "Run")}
        />
        {columns.map(({ id, title, stat, kind }) =>
          kind === "curve"
            ? (
              <th key={id} class="of-curve" scope="col">
                {title} <span class="muted">{showHidden(curveMetric)}</span>
              </th>
            )
            : (
              <SortHead
                key={id}
                id={id}
                title={showHidden(title)}
                detail={stat === null ? kind === "setting" ? "setting" : "" : STAT_WORDS[stat]}
                isNumber={kind === "metric"}
                sort={sort}
                href={sortHref(id)}
                width={widths[id]}
                edge={edgeOf?.(id, showHidden(stat === null ? title : `${title}, ${stat}`))}
              />
            )
        )}
      </tr>
    </thead>
  );
}

function SortHead(
  { id, title, detail = "", isNumber = false, sort, href, width, edge }: {
    id: string;
    title: string;
    detail?: string;
    isNumber?: boolean;
    sort: readonly SortKey[];
    href: string;
    width: number | undefined;
    edge: JSX.Element | undefined;
  },
): JSX.Element {
  const at = sort.findIndex(({ column }) => column === id), key = sort[at];
  const order = key ? key.isDescending ? "descending" : "ascending" : undefined;
  return (
    <th
      scope="col"
      class={isNumber ? "number" : undefined}
      aria-sort={order}
      style={width ? { minWidth: `${width}px` } : undefined}
    >
      <a href={href} data-sort={encodeURIComponent(id)} aria-current={false}>
        {title}
        {detail !== "" && <span class="muted">{detail}</span>}
        {key && <span aria-hidden="true">{key.isDescending ? "▼" : "▲"}{sort.length > 1 ? at + 1 : ""}</span>}
      </a>
      {edge}
    </th>
  );
}

function GridRow(
  { row, columns, ticked, styles, best, baseline, now, onTick, curves, lit }: RunGridProps & { row: WireRow },
): JSX.Element {
  const isTicked = ticked.has(row.id), style = styles.get(row.id), name = showHidden(row.name);
  return (
    <tr
      id={`run-${row.id}`}
      data-run={row.id}
      class={baseline?.id === row.id ? "is-baseline" : undefined}
      data-lit={lit === row.id ? "" : undefined}
    >
      <td>
        <label class="run-pick">
          <span class="hidden-text">Draw {name}</span>
          <input
            type="checkbox"
            name="runs"
            value={row.id}
            {...(onTick
              ? { checked: isTicked, onChange: (event) => onTick(row.id, event.currentTarget.checked) }
              : { defaultChecked: isTicked })}
          />
        </label>
      </td>
      <th scope="row">
        <span class="run-key">
          {style === undefined ? <span class="no-key" /> : <RunKey style={style} />}
          <a href={`/experiments/${row.experiment_id}?run=${row.id}`} title={name} aria-current={false}>{name}</a>
        </span>
      </th>
      {columns.map((column) => (
        <RunCell
          key={column.id}
          row={row}
          column={column}
          best={best.get(column.id)}
          baseline={baseline}
          curve={curves?.get(row.id)}
          style={style}
          now={now}
        />
      ))}
    </tr>
  );
}

function GroupRow(
  { value, rows, setting, columns, now }: {
    value: string | null;
    rows: readonly WireRow[];
    setting: string;
    columns: readonly TableColumn[];
    now: number;
  },
): JSX.Element {
  const title = value === null ? `without ${showHidden(setting)}` : `${showHidden(setting)} = ${showHidden(value)}`;
  return (
    <tr class="group">
      <td />
      <th scope="rowgroup">
        {title} <span class="muted">{formatCount(rows.length, "run")}</span>
      </th>
      {columns.map((column) => {
        const summary = column.kind === "metric" ? summarizeGroup(rows, column, now) : null;
        return (
          <td key={column.id} class={column.kind === "metric" ? "number" : undefined}>
            {summary && <GroupCell summary={summary} />}
          </td>
        );
      })}
    </tr>
  );
}

/** The mean of a group's finite values, their range, and how many runs it hides. */
function GroupCell({ summary: { finite, diverged } }: { summary: GroupSummary }): JSX.Element {
  return (
    <>
      {finite && (
        <>
          {formatNumber(finite.mean)}
          <span class="muted detail" title={`mean of ${formatCount(finite.count, "run")}, lowest to highest`}>
            {`${formatNumber(finite.min)} to ${formatNumber(finite.max)}`}
          </span>
        </>
      )}
      {diverged > 0 && <span class="detail diverged">{`${diverged} diverged`}</span>}
    </>
  );
}
