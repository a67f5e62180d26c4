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
import { isComplete } from "../../model.ts";
import { styleAfter } from "../../series/run_styles.ts";
import { placeAxis, type PlacedAxis } from "../../series/placed_axis.ts";
import { type BandAxis, type BandStep, hasDiverged, makeBand, type RunCurve } from "../../series/table/group_bands.ts";
import { chooseOfGroups, groupRows } from "../../series/table/group_rows.ts";
import { createCountAxis } from "../../series/x_axis.ts";
import { createLinearAxis } from "../../series/y_axis.ts";
import { formatCount } from "../../text/count.ts";
import { formatNumber } from "../../text/format.ts";
import { showHidden } from "../../text/visible.ts";
import { percent } from "../../ui/AxesSvg.tsx";
import { runClass, RunKey } from "../../ui/RunKey.tsx";
import type { WireRow } from "../../wire.ts";
import { startPolling } from "../server/poll.ts";
import { TablePlot } from "./TablePlot.tsx";
import type { TableState } from "./use_table.ts";

/** Runs that the bands are made of. */
const BAND_RUNS_MAX = 1_000;
/** Positions of a band, and how often live runs are asked for. */
const STEPS = 120, AGAIN_MS = 30_000;
/** Points of a run that a band is made of, and of all runs together. */
const POINTS_MIN = 60, POINTS_MAX = 400, POINTS_OF_ALL = 60_000;
/** Sides of the drawing's own coordinates. */
const SIDE = 1000;

/** A group, with the number of its style. */
export interface Band {
  title: string;
  /** Runs of the group, those of them that the band is made of, and those of these that have diverged. */
  all: number;
  runs: number;
  diverged: number;
  steps: BandStep[];
}

async function request(ids: readonly string[], metric: string, signal: AbortSignal): Promise<Map<string, RunCurve>> {
  const { requestMetric } = await import("../chart/many_metrics.ts");
  const maxPoints = Math.max(POINTS_MIN, Math.min(POINTS_MAX, Math.floor(POINTS_OF_ALL / ids.length)));
  const found = await requestMetric(ids, { metric, maxPoints }, { origin: "", signal });
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
    return {
      title: titleOf(setting, value),
      all: members.length,
      runs: own.length,
      diverged: own.filter(hasDiverged).length,
      steps: makeBand(own, axis),
    };
  });
}

/** The chart of the groups of these rows by this setting. */
export default function GroupBands(
  { table, rows, setting }: { table: TableState; rows: readonly WireRow[]; setting: string },
): JSX.Element {
  const { metrics } = table.metadata, { band } = table.view;
  const chosen = band !== null && metrics.includes(band) ? band : metrics[0] ?? "";
  const drawn = chooseOfGroups(rows, setting, BAND_RUNS_MAX), { curves, isFailing } = useCurves(drawn, chosen);
  const bands = curves ? makeBands(rows, setting, curves) : [];
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
        <p class="muted">
          {`${BAND_RUNS_MAX} of ${formatCount(rows.length, "run")} are drawn, by turns of each group.`}
        </p>
      )}
    </div>
  );
}

function BandPlot({ bands, metric }: { bands: readonly Band[]; metric: string }): JSX.Element {
  const steps = bands.flatMap((band) => band.steps);
  const x = placeAxis(createCountAxis([steps.map((step) => step.x)], { x: "step" }));
  const y = placeAxis(createLinearAxis([steps.flatMap(({ min, max }) => [min, max])], { title: showHidden(metric) }));
  return (
    <>
      <TablePlot
        role="img"
        label={`${showHidden(metric)} by step, ${formatCount(bands.length, "group")}`}
        x={x}
        y={y}
      >
        <svg viewBox={`0 0 ${SIDE} ${SIDE}`} preserveAspectRatio="none" overflow="visible">
          {bands.map((band, index) => <BandParts key={band.title} steps={band.steps} index={index} x={x} y={y} />)}
        </svg>
        {bands.map((band, index) =>
          endsOfParts(band.steps).map((end) => (
            <text
              key={`${band.title} ${end.x}`}
              class={`band-end ${runClass(styleAfter(index))}`}
              x={percent(x.place(end.x))}
              y={percent(1 - y.place(end.mean))}
            >
              ×
            </text>
          ))
        )}
      </TablePlot>
      <ul class="band-legend">
        {bands.map((band, index) => <BandEntry key={band.title} band={band} index={index} />)}
      </ul>
    </>
  );
}

/** A group's band and its mean, in parts: where a run diverges they end, and those of the other runs begin. */
function BandParts({ steps, index, x, y }: { steps: BandStep[]; index: number; x: PlacedAxis; y: PlacedAxis }) {
  const at = (step: BandStep, value: number) =>
    `${(SIDE * x.place(step.x)).toFixed(1)} ${(SIDE * (1 - y.place(value))).toFixed(1)}`;
  const look = runClass(styleAfter(index));
  return splitBand(steps).map((part) => {
    const outline = [...part.map((step) => at(step, step.max)), ...part.toReversed().map((step) => at(step, step.min))];
    const isRest = part[0]!.diverged > 0;
    return (
      <g key={part[0]!.x}>
        <path class={`band ${look}`} d={`M${outline.join("L")}Z`} />
        <path
          class={`series ${look} ${isRest ? "is-faint" : ""}`}
          d={`M${part.map((step) => at(step, step.mean)).join("L")}`}
        />
      </g>
    );
  });
}

/** The parts of a band within which no further run diverges. */
const splitBand = (
  steps: readonly BandStep[],
): BandStep[][] => [...Map.groupBy(steps, (step) => step.diverged).values()];

/** Where the parts end at which a run diverges. */
const endsOfParts = (steps: readonly BandStep[]): BandStep[] =>
  splitBand(steps).slice(0, -1).map((part) => part.at(-1)!);

/** What a group's band shows, in words: what it hides, too. */
export function describeBand({ all, runs, diverged, steps }: Omit<Band, "title">): string {
  const last = steps.at(-1), rest = runs - diverged;
  if (runs === 0) return "has no points of it";
  const words = [all === runs ? formatCount(runs, "run") : `${runs} of ${formatCount(all, "run")}`];
  if (diverged > 0) words.push(`${diverged === runs ? "all" : diverged} diverged (NaN or infinity at the end)`);
  if (last && rest > 0) {
    const whose = diverged > 0 ? `the other ${rest} end at` : "at the end";
    const count = last.count < rest ? ` of the longest ${last.count}` : "";
    words.push(`${whose} ${formatNumber(last.mean)} (${formatNumber(last.min)} to ${formatNumber(last.max)})${count}`);
  }
  return words.join(", ");
}

function BandEntry({ band, index }: { band: Band; index: number }): JSX.Element {
  return (
    <li>
      {band.steps.length > 0 && <RunKey style={styleAfter(index)} />} {band.title}{" "}
      <span class="muted">{describeBand(band)}</span>
    </li>
  );
}
