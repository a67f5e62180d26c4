/**
 * The signs of runs' marks on the axis of a chart, before any script runs and until the chart is touched. Each leads to its line. They
 * lie over the drawing, which canvas and SVG give the same place.
 *
 * @module
 */
import type { JSX } from "preact";
import type { Columns } from "../model.ts";
import { createXAxis } from "../series/any_axis.ts";
import { mergeColumns } from "../series/merge_columns.ts";
import type { ChartView } from "../series/chart_view.ts";
import { groupSigns, type MarkSign, type PlacedMark, placeMarks } from "../series/mark_places.ts";
import { placeAxis, type PlacedAxis } from "../series/placed_axis.ts";
import { columnOnAxis } from "../series/x_axis.ts";
import { describeSign } from "../text/mark_words.ts";
import { showHidden } from "../text/visible.ts";
import type { WireMark } from "../wire/marks.ts";
import { percent } from "./AxesSvg.tsx";

/** A run with its marks, and its points on the chart. */
export interface RunWithMarks {
  runId: string;
  experimentId: string;
  name: string;
  marks: readonly WireMark[];
  /** The drawn points, and those of the whole metric where only a range of it is drawn. */
  plot: { columns: Columns | null; whole: Columns | null };
  /** When the run began, milliseconds since 1970. */
  startMs: number;
}

/** The runs, and what the axis shows. */
export interface MarksSvgProps {
  runs: readonly RunWithMarks[];
  view: Pick<ChartView, "x" | "minX" | "maxX">;
  /** True beside the terminal of the only run: its lines are on the same page. */
  isBesideLog?: boolean;
}

/** Width at which signs are near to one another, CSS pixels: that of a usual chart. */
const WIDTH_PX = 800;
/** Side of a sign, CSS pixels. */
const SIZE_PX = 12;

/** The signs; null for none. */
export function MarksSvg({ runs, view, isBesideLog = false }: MarksSvgProps): JSX.Element | null {
  const positionsOf = (columns: Columns, { startMs }: RunWithMarks) => columnOnAxis(columns, { x: view.x, startMs });
  const drawn = runs.flatMap((run) => run.plot.columns ? [positionsOf(run.plot.columns, run)] : []);
  const placed = runs.map((run) => ({
    ...run,
    marks: placeOnPoints(run.marks, run.plot, (at) => positionsOf(at, run)),
  }));
  if (placed.every(({ marks }) => marks.length === 0)) return null;
  return (
    <svg class="chart-marks" role="group" aria-label={runs.length === 1 ? "Marks of the run" : "Marks of the runs"}>
      <MarkSigns runs={placed} axis={placeAxis(createXAxis(drawn, view))} width={WIDTH_PX} isBesideLog={isBesideLog} />
    </svg>
  );
}

/** Places marks at the points of a run. `positionsOf` gives the positions of points on the axis. */
export function placeOnPoints(
  marks: readonly WireMark[],
  { columns, whole }: RunWithMarks["plot"],
  positionsOf: (columns: Columns) => ArrayLike<number>,
): PlacedMark[] {
  if (!columns || marks.length === 0) return [];
  const known = whole ? mergeColumns(columns, whole) : columns;
  return placeMarks(marks, { columns: known, positions: positionsOf(known) });
}

/** Signs in a drawing. */
export interface MarkSignsProps {
  runs: readonly { runId: string; experimentId: string; name: string; marks: readonly PlacedMark[] }[];
  axis: PlacedAxis;
  /** Of a usual chart of this kind, CSS pixels. */
  width: number;
  isBesideLog?: boolean;
  /** Only for the pointer: keys and screen readers have another sign of the same mark. */
  isQuiet?: boolean;
}

/** The signs, in percent of the element around them; null for none. */
export function MarkSigns(props: MarkSignsProps): JSX.Element | null {
  const { runs, axis, width, isBesideLog = false, isQuiet = false } = props;
  const isOne = new Set(runs.map(({ runId }) => runId)).size < 2;
  const signs = runs.flatMap(({ runId, experimentId, name, marks }) => {
    const found = groupSigns(marks, { runId, pixelOf: (x) => axis.place(x) * width, span: { left: 0, right: width } });
    const page = isBesideLog ? "" : `/experiments/${experimentId}?run=${runId}`;
    return found.map((sign) => ({ sign, page, name: isOne ? null : name }));
  });
  if (signs.length === 0) return null;
  return (
    <g {...(isQuiet ? { "aria-hidden": "true" as const } : {})}>
      {signs.map(({ sign, page, name }) => (
        <Sign
          key={`${sign.runId} ${sign.left}`}
          sign={sign}
          page={page}
          left={percent(sign.left / width)}
          words={showHidden(describeSign(sign.marks, name))}
          isQuiet={isQuiet}
        />
      ))}
    </g>
  );
}

function Sign(
  { sign: { kind, marks }, page, left, words, isQuiet }: {
    sign: MarkSign;
    page: string;
    left: string;
    words: string;
    isQuiet: boolean;
  },
): JSX.Element {
  const { line } = marks.find((mark) => mark.kind === kind)!, quiet = isQuiet ? { tabindex: -1 } : {};
  const shape = (
    <svg x={left} y="100%" overflow="visible">
      <title>{words}</title>
      <rect x={-SIZE_PX / 2} y={-SIZE_PX - 1} width={SIZE_PX} height={SIZE_PX} rx="3" />
    </svg>
  );
  return (
    <>
      {line > 0
        ? <a class="chart-mark" data-kind={kind} href={`${page}#L${line}`} aria-label={words} {...quiet}>{shape}</a>
        : <g class="chart-mark" data-kind={kind} role="img" aria-label={words}>{shape}</g>}
      {marks.length > 1 && (
        <text class="chart-mark-count" x={left} y="100%" dy={-4} text-anchor="middle" aria-hidden="true">
          {marks.length}
        </text>
      )}
    </>
  );
}
