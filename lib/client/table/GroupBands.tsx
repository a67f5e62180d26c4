/**
 * The groups of a table on one chart: for each the mean of its runs, and the band from their lowest to their highest point. Loaded when the
 * table is grouped.
 *
 * @module
 */
import "../first_script.ts";
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { DRAWN_RUNS_MAX } from "../../limits.ts";
import { isComplete } from "../../model.ts";
import { styleAfter } from "../../series/run_styles.ts";
import { placeAxis } from "../../series/placed_axis.ts";
import { type BandAxis, type BandStep, makeBand, type RunCurve } from "../../series/table/group_bands.ts";
import { groupRows } from "../../series/table/group_rows.ts";
import { createCountAxis } from "../../series/x_axis.ts";
import { createLinearAxis } from "../../series/y_axis.ts";
import { formatCount } from "../../text/count.ts";
import { formatNumber } from "../../text/format.ts";
import { showHidden } from "../../text/visible.ts";
import { runClass, RunKey } from "../../ui/RunKey.tsx";
import type { WireRow } from "../../wire.ts";
import { startPolling } from "../server/poll.ts";
import { TablePlot } from "./TablePlot.tsx";
import type { TableState } from "./use_table.ts";

/** Positions of a band, points of a run that it is made of, and how often live runs are asked for. */
const STEPS = 120, POINTS = 400, AGAIN_MS = 30_000;
/** Sides of the drawing's own coordinates. */
const SIDE = 1000;

/** A group, with the number of its style. */
interface Band {
  title: string;
  runs: number;
  steps: BandStep[];
}

async function request(ids: readonly string[], metric: string, signal: AbortSignal): Promise<Map<string, RunCurve>> {
  const { requestMetric } = await import("../chart/many_metrics.ts");
  const found = await requestMetric(ids, { metric, maxPoints: POINTS }, { origin: "", signal });
  return new Map([...found].map(([id, { step, value }]) => [id, { x: step, y: value }]));
}

/** Points of runs, and whether the server answers. */
interface HeldCurves {
  /** By run; null until they have arrived. */
  curves: ReadonlyMap<string, RunCurve> | null;
  isFailing: boolean;
}

/** The points of the runs. Those of live runs are asked for again, and all of them after a failure. */
function useCurves(rows: readonly WireRow[], metric: string): HeldCurves {
  const held = useSignal<HeldCurves & { key: string }>({ key: "", curves: null, isFailing: false });
  const ids = rows.map(({ id }) => id), key = `${metric} ${ids.join()}`;
  const isLive = rows.some(({ status }) => !isComplete(status));
  useEffect(() =>
    startPolling({
      async ask(signal) {
        held.value = { key, curves: await request(ids, metric, signal), isFailing: false };
        return isLive;
      },
      atOnce: true,
      intervalMs: () => AGAIN_MS,
      newsPauseMs: AGAIN_MS,
      onError: () => held.value = { key, curves: held.peek().key === key ? held.peek().curves : null, isFailing: true },
    }), [key, isLive]);
  return held.value.key === key ? held.value : { curves: null, isFailing: false };
}

const titleOf = (setting: string, value: string | null): string =>
  value === null ? `without ${showHidden(setting)}` : `${showHidden(setting)} = ${showHidden(value)}`;

/** The axis of all curves, and each group's band on it. */
function makeBands(rows: readonly WireRow[], setting: string, curves: ReadonlyMap<string, RunCurve>): Band[] {
  const all = [...curves.values()].flatMap(({ x }) => Array.from(x));
  const from = all.reduce((least, x) => Math.min(least, x), Infinity);
  const axis: BandAxis = { from, to: all.reduce((most, x) => Math.max(most, x), -Infinity), steps: STEPS };
  return groupRows(rows, setting).map(({ value, rows: members }) => {
    const own = members.flatMap(({ id }) => curves.get(id) ?? []);
    return { title: titleOf(setting, value), runs: own.length, steps: makeBand(own, axis) };
  });
}

/** The chart of the groups of these rows by this setting. */
export default function GroupBands(
  { table, rows, setting }: { table: TableState; rows: readonly WireRow[]; setting: string },
): JSX.Element {
  const { metrics } = table.metadata, { band } = table.view;
  const chosen = band !== null && metrics.includes(band) ? band : metrics[0] ?? "";
  const drawn = rows.slice(0, DRAWN_RUNS_MAX), { curves, isFailing } = useCurves(drawn, chosen);
  const bands = curves ? makeBands(drawn, setting, curves) : [];
  return (
    <div class="scatter panel-body">
      <div class="scatter-axes">
        <label class="choice">
          Mean and band of{" "}
          <select value={chosen} onChange={(event) => table.change({ band: event.currentTarget.value })}>
            {metrics.map((metric) => <option key={metric} value={metric}>{showHidden(metric)}</option>)}
          </select>
        </label>
      </div>
      {isFailing && <p class="muted">The server doesn't answer; what is drawn may be old.</p>}
      {curves === null && !isFailing && <p class="muted">One moment…</p>}
      {curves?.size === 0 && <p class="muted">These runs have no points of it.</p>}
      {curves !== null && curves.size > 0 && <BandPlot bands={bands} metric={chosen} />}
      {rows.length > drawn.length && (
        <p class="muted">{`The first ${DRAWN_RUNS_MAX} of ${formatCount(rows.length, "run")} are drawn.`}</p>
      )}
    </div>
  );
}

function BandPlot({ bands, metric }: { bands: readonly Band[]; metric: string }): JSX.Element {
  const steps = bands.flatMap((band) => band.steps);
  const x = placeAxis(createCountAxis([steps.map((step) => step.x)], { x: "step" }));
  const y = placeAxis(createLinearAxis([steps.flatMap(({ min, max }) => [min, max])], { title: showHidden(metric) }));
  const at = (step: BandStep, value: number) =>
    `${(SIDE * x.place(step.x)).toFixed(1)} ${(SIDE * (1 - y.place(value))).toFixed(1)}`;
  const outline = ({ steps }: Band) =>
    [...steps.map((step) => at(step, step.max)), ...steps.toReversed().map((step) => at(step, step.min))].join("L");
  return (
    <>
      <TablePlot
        role="img"
        label={`${showHidden(metric)} by step, ${formatCount(bands.length, "group")}`}
        x={x}
        y={y}
      >
        <svg viewBox={`0 0 ${SIDE} ${SIDE}`} preserveAspectRatio="none" overflow="visible">
          {bands.map((band, index) =>
            band.steps.length > 0 && (
              <g key={band.title}>
                <path class={`band ${runClass(styleAfter(index))}`} d={`M${outline(band)}Z`} />
                <path
                  class={`series ${runClass(styleAfter(index))}`}
                  d={`M${band.steps.map((step) => at(step, step.mean)).join("L")}`}
                />
              </g>
            )
          )}
        </svg>
      </TablePlot>
      <ul class="band-legend">
        {bands.map((band, index) => <BandEntry key={band.title} band={band} index={index} />)}
      </ul>
    </>
  );
}

function BandEntry({ band: { title, runs, steps }, index }: { band: Band; index: number }): JSX.Element {
  const last = steps.at(-1);
  return (
    <li>
      {last && <RunKey style={styleAfter(index)} />} {title}{" "}
      <span class="muted">{last ? formatCount(runs, "run") : "has no points of it"}</span>
      {last && (
        <span class="muted">
          {`, at the end ${formatNumber(last.mean)} (${formatNumber(last.min)} to ${formatNumber(last.max)})`}
        </span>
      )}
    </li>
  );
}
