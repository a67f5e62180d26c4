/**
 * A small chart of a file of runs: one metric of all runs, with axes, which scales with the page's width.
 *
 * @module
 */
import type { JSX } from "preact";
import { showHidden } from "../../text/visible.ts";
import { type LineWithMarks, SheetMarks } from "./SheetMarks.tsx";
import { drawCompact, PLANE_HEIGHT, PLANE_WIDTH } from "./compact_path.ts";
import { countHidden, createScale, type SheetPoints, type SheetScale } from "./sheet_scale.ts";

/** A metric with its lines. */
export interface SheetChart {
  metric: string;
  /** Points that the file has, of those that the runs have. */
  shown: number;
  total: number;
  lines: (SheetPoints & LineWithMarks & { style: number; run: number; last: number | null })[];
}

const WIDTH = 440, HEIGHT = 240, LEFT = 52, TOP = 8, RIGHT = 10, BOTTOM = 36;
const SCALE_X = (WIDTH - LEFT - RIGHT) / PLANE_WIDTH, SCALE_Y = (HEIGHT - TOP - BOTTOM) / PLANE_HEIGHT;

/** The scale of a chart's plane; null when nothing can be drawn. */
export const scaleOfChart = ({ lines }: Pick<SheetChart, "lines">): SheetScale | null => {
  const box = { left: 0, top: 0, width: PLANE_WIDTH, height: PLANE_HEIGHT };
  const scale = createScale(lines, { y: "linear", minX: null, maxX: null, box });
  return scale &&
    { ...scale, x: { ...scale.x, ticks: everyOther(scale.x.ticks, 5), texts: everyOther(scale.x.texts, 5) } };
};

/** At most so many ticks, with equal gaps. */
const everyOther = <Tick,>(ticks: readonly Tick[], most: number): Tick[] =>
  ticks.filter((_, at) => at % Math.ceil(ticks.length / most) === 0);

/** The chart. */
export function SmallChart({ chart }: { chart: SheetChart }): JSX.Element {
  const { metric, lines, shown, total } = chart, scale = scaleOfChart(chart), name = showHidden(metric);
  const hidden = scale ? countHidden(lines, scale) : 0;
  return (
    <figure>
      <figcaption>
        {name} {shown < total && <span>{`${count(shown)} of ${count(total)} points, extremes kept`}</span>}
        {hidden > 0 && <span>{` ${count(hidden)} can’t be drawn`}</span>}
      </figcaption>
      <svg class="plot" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${name} by step`} tabIndex={0}>
        {scale ? <Drawing lines={lines} scale={scale} /> : <text x={LEFT} y={HEIGHT / 2}>No points to draw</text>}
      </svg>
      <div class="tip" role="status" hidden />
    </figure>
  );
}

const count = (points: number): string => points.toLocaleString("en");

function Drawing({ lines, scale }: Pick<SheetChart, "lines"> & { scale: SheetScale }): JSX.Element {
  const bottom = HEIGHT - BOTTOM, right = WIDTH - RIGHT;
  return (
    <>
      {scale.y.ticks.map((tick, at) => {
        const top = TOP + scale.topOf(tick) * SCALE_Y;
        return (
          <g key={`y${tick}`}>
            <path class="grid" d={`M${LEFT} ${top}H${right}`} />
            <text x={LEFT - 6} y={top + 4} text-anchor="end">{scale.y.texts[at]}</text>
          </g>
        );
      })}
      <path class="axis" d={`M${LEFT} ${bottom}H${right}`} />
      {scale.x.ticks.map((tick, at) => (
        <text key={`x${tick}`} x={LEFT + scale.leftOf(tick) * SCALE_X} y={bottom + 16} text-anchor="middle">
          {scale.x.texts[at]}
        </text>
      ))}
      <text x={(LEFT + right) / 2} y={HEIGHT - 5} text-anchor="middle">step</text>
      <g transform={`translate(${LEFT} ${TOP}) scale(${SCALE_X} ${SCALE_Y})`}>
        <rect class="ground" width={PLANE_WIDTH} height={PLANE_HEIGHT} />
        {lines.map((line) => <path key={line.id} class={`run r${line.style}`} d={drawCompact(line, scale)} />)}
        <path class="cursor" d={`M0 0v${PLANE_HEIGHT}`} visibility="hidden" />
      </g>
      <SheetMarks
        lines={lines}
        leftOf={(x) => LEFT + scale.leftOf(x) * SCALE_X}
        span={{ left: LEFT, right }}
        bottom={bottom}
      />
    </>
  );
}
