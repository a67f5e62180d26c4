/**
 * The signs of a run's marks on the axis of its chart, before any script runs and until the chart is touched. Each leads to its line. They
 * lie over the drawing, which canvas and SVG give the same place.
 *
 * @module
 */
import type { JSX } from "preact";
import type { Columns } from "../model.ts";
import { createXAxis } from "../series/any_axis.ts";
import { fractionOf } from "../series/axis.ts";
import { mergeColumns } from "../series/merge_columns.ts";
import type { ChartView } from "../series/chart_view.ts";
import { groupSigns, type MarkSign, placeMarks } from "../series/mark_places.ts";
import { columnOnAxis } from "../series/x_axis.ts";
import { describeSign } from "../text/mark_words.ts";
import type { WireMark } from "../wire/marks.ts";

/** The run, its marks, and the drawn metric. */
export interface MarksSvgProps {
  runId: string;
  marks: readonly WireMark[];
  /** The drawn points, and those of the whole metric where only a range of it is drawn. */
  plot: { columns: Columns | null; whole: Columns | null };
  /** When the run began, milliseconds since 1970. */
  startMs: number;
  view: Pick<ChartView, "x" | "minX" | "maxX">;
}

/** Width at which signs are near to one another, CSS pixels: that of a usual chart. */
const WIDTH_PX = 800;
/** Side of a sign, CSS pixels. */
const SIZE_PX = 12;

/** The signs; null for none. */
export function MarksSvg({ runId, marks, plot: { columns, whole }, startMs, view }: MarksSvgProps): JSX.Element | null {
  if (!columns) return null;
  const positions = columnOnAxis(columns, { x: view.x, startMs }), axis = createXAxis([positions], view);
  const known = whole ? mergeColumns(columns, whole) : columns;
  const placed = placeMarks(marks, { columns: known, positions: columnOnAxis(known, { x: view.x, startMs }) });
  const signs = groupSigns(placed, {
    runId,
    pixelOf: (x) => fractionOf(x, axis) * WIDTH_PX,
    span: { left: 0, right: WIDTH_PX },
  });
  if (signs.length === 0) return null;
  return (
    <svg class="chart-marks" role="group" aria-label="Marks of the run">
      {signs.map((sign) => <Sign key={sign.left} sign={sign} />)}
    </svg>
  );
}

function Sign({ sign: { left, kind, marks } }: { sign: MarkSign }): JSX.Element {
  const { line } = marks.find((mark) => mark.kind === kind)!, words = describeSign(marks);
  const shape = (
    <svg x={`${Math.round(left / WIDTH_PX * 10_000) / 100}%`} y="100%" overflow="visible">
      <title>{words}</title>
      <rect x={-SIZE_PX / 2} y={-SIZE_PX - 1} width={SIZE_PX} height={SIZE_PX} rx="3" />
      {marks.length > 1 && <text y={-4} text-anchor="middle">{marks.length}</text>}
    </svg>
  );
  return line > 0
    ? <a class="chart-mark" data-kind={kind} href={`#L${line}`} aria-label={words}>{shape}</a>
    : <g class="chart-mark" data-kind={kind} role="img" aria-label={words}>{shape}</g>;
}
