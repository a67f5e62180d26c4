/**
 * The scatter of two columns: a dot a run, lit with its row. Loaded when it is opened.
 *
 * @module
 */
import "../first_script.ts";
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { numberColumns, plotScatter, type ScatterAxis, type ScatterDot } from "../../series/table/scatter.ts";
import { chooseStyles } from "../../series/run_styles.ts";
import { listColumns, type TableColumn } from "../../series/table/table_columns.ts";
import { formatCount } from "../../text/count.ts";
import { showHidden } from "../../text/visible.ts";
import { percent } from "../../ui/AxesSvg.tsx";
import { runClass } from "../../ui/RunKey.tsx";
import type { WireRow } from "../../wire.ts";
import { zoneOf } from "../chart/reader_zone.ts";
import { TablePlot } from "./TablePlot.tsx";
import type { TableState } from "./use_table.ts";

const titleOf = ({ title, stat }: TableColumn): string => showHidden(stat === null ? title : `${title}, ${stat}`);

/** A setting against the best value of a metric, unless the runs have neither. */
function chooseAxes(columns: readonly TableColumn[]): [TableColumn, TableColumn] | null {
  const setting = columns.find(({ kind }) => kind === "setting") ?? columns[0];
  const metric = columns.findLast(({ stat }) => stat === "best") ?? columns.findLast(({ kind }) => kind === "metric");
  return setting && (metric ?? columns.at(-1)) ? [setting, metric ?? columns.at(-1)!] : null;
}

/** The scatter of these rows. */
export default function ScatterView({ table, rows }: { table: TableState; rows: readonly WireRow[] }): JSX.Element {
  const { metadata, now, lit, drawn } = table, columns = numberColumns(rows, listColumns(metadata), now);
  const first = chooseAxes(columns), chosen = useSignal({ x: first?.[0].id ?? "", y: first?.[1].id ?? "" });
  const logs = useSignal({ x: false, y: false });
  const axisOf = (side: "x" | "y"): ScatterAxis | null => {
    const column = columns.find(({ id }) => id === chosen.value[side]);
    return column ? { column, title: titleOf(column), isLog: logs.value[side], zone: zoneOf("time", now) } : null;
  };
  const x = axisOf("x"), y = axisOf("y");
  if (!x || !y) return <p class="muted panel-body">These runs have no two columns of numbers.</p>;
  const plot = plotScatter(rows, { x, y, now }), styles = chooseStyles(drawn);
  return (
    <div class="scatter panel-body">
      <div class="scatter-axes">
        {(["y", "x"] as const).map((side) => (
          <span key={side}>
            <label class="choice">
              {side === "x" ? "Across " : "Up "}
              <select
                value={chosen.value[side]}
                onChange={(event) => chosen.value = { ...chosen.value, [side]: event.currentTarget.value }}
              >
                {columns.map((column) => <option key={column.id} value={column.id}>{titleOf(column)}</option>)}
              </select>
            </label>
            <label class="choice">
              <input
                type="checkbox"
                checked={logs.value[side]}
                disabled={(side === "x" ? x : y).column.kind === "time"}
                onChange={(event) => logs.value = { ...logs.value, [side]: event.currentTarget.checked }}
              />{" "}
              log
            </label>
          </span>
        ))}
      </div>
      <TablePlot
        role="group"
        label={`${y.title} against ${x.title}, ${formatCount(plot.dots.length, "run")}`}
        x={plot.x}
        y={plot.y}
      >
        {plot.dots.map((dot) => (
          <a key={dot.id} href={`#run-${dot.id}`} aria-label={describeDot(dot, x, y)}>
            <circle
              cx={percent(dot.x)}
              cy={percent(1 - dot.y)}
              r={lit.value === dot.id ? 8 : 5}
              class={styles.has(dot.id) ? `dot ${runClass(styles.get(dot.id)!)}` : "dot"}
              data-lit={lit.value === dot.id ? "" : undefined}
              onMouseEnter={() => lit.value = dot.id}
              onMouseLeave={() => lit.value = null}
            >
              <title>{describeDot(dot, x, y)}</title>
            </circle>
          </a>
        ))}
      </TablePlot>
      {plot.leftOut > 0 && (
        <p class="muted">
          {`${formatCount(plot.leftOut, "run")} without a number there ${plot.leftOut === 1 ? "is" : "are"} not drawn.`}
        </p>
      )}
    </div>
  );
}

const describeDot = ({ name, texts }: ScatterDot, x: ScatterAxis, y: ScatterAxis): string =>
  `${showHidden(name)}: ${y.title} ${texts.y}, ${x.title} ${texts.x}`;
