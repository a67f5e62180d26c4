/**
 * The scatter of two columns: a dot a run, lit with its row. Loaded when it is opened.
 *
 * @module
 */
import "../first_script.ts";
import type { JSX } from "preact";
import { numberColumns, plotScatter, type ScatterAxis, type ScatterDot } from "../../series/table/scatter.ts";
import type { ScatterChoice, ScatterSide } from "../../series/table/scatter_choice.ts";
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
function chooseAxes(columns: readonly TableColumn[]): Exclude<ScatterChoice, "auto"> | null {
  const setting = columns.find(({ kind }) => kind === "setting") ?? columns[0];
  const metric = columns.findLast(({ stat }) => stat === "best") ?? columns.findLast(({ kind }) => kind === "metric");
  const up = metric ?? columns.at(-1);
  return setting && up ? { x: { column: setting.id, isLog: false }, y: { column: up.id, isLog: false } } : null;
}

/** The scatter of these rows. */
export default function ScatterView({ table, rows }: { table: TableState; rows: readonly WireRow[] }): JSX.Element {
  const { metadata, now, lit, drawn, view } = table, columns = numberColumns(rows, listColumns(metadata), now);
  const chosen = view.scatter === null || view.scatter === "auto" ? chooseAxes(columns) : view.scatter;
  const axisOf = ({ column: wanted, isLog }: ScatterSide): ScatterAxis | null => {
    const column = columns.find(({ id }) => id === wanted);
    return column ? { column, title: titleOf(column), isLog, zone: zoneOf("time", now) } : null;
  };
  const x = chosen && axisOf(chosen.x), y = chosen && axisOf(chosen.y);
  if (!x || !y) return <p class="muted panel-body">These runs have no two columns of numbers.</p>;
  const choose = (side: "x" | "y", part: Partial<ScatterSide>) =>
    table.change({ scatter: { ...chosen, [side]: { ...chosen[side], ...part } } });
  const plot = plotScatter(rows, { x, y, now }), styles = chooseStyles(drawn);
  return (
    <div class="scatter panel-body">
      <div class="scatter-axes">
        {(["y", "x"] as const).map((side) => (
          <span key={side}>
            <label class="choice">
              {side === "x" ? "Across " : "Up "}
              <select
                value={chosen[side].column}
                onChange={(event) => choose(side, { column: event.currentTarget.value })}
              >
                {columns.map((column) => <option key={column.id} value={column.id}>{titleOf(column)}</option>)}
              </select>
            </label>
            <label class="choice">
              <input
                type="checkbox"
                checked={chosen[side].isLog}
                disabled={(side === "x" ? x : y).column.kind === "time"}
                onChange={(event) => choose(side, { isLog: event.currentTarget.checked })}
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
