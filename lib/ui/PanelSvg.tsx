/**
 * A small chart of a grid as SVG, for a page without scripts: its lines in the view of the address, with the axes, signs and marks that the
 * canvas has, too. The browser's canvas takes its place when it is drawn.
 *
 * @module
 */
import type { JSX } from "preact";
import { PANEL_GAPS } from "../series/axis.ts";
import { isDense } from "../series/line_width.ts";
import type { PlacedMark } from "../series/mark_places.ts";
import { formatNumber } from "../text/format.ts";
import { showHidden } from "../text/visible.ts";
import type { WireAxis } from "../wire/points.ts";
import { createSvgAxes, isAnyDrawn, LinesSvg, placeSvgLine, type SvgPoints, type SvgView } from "./LinesSvg.tsx";
import { MarkSigns } from "./MarksSvg.tsx";

/** A line of the chart. */
export interface PanelLine {
  /** What it is, in words. */
  name: string;
  runId: string;
  experimentId: string;
  columns: SvgPoints;
  /** The same smoothed, which is drawn in its place; null where nothing is smoothed. */
  smoothed: SvgPoints | null;
  /** When the run began, milliseconds since 1970. */
  startMs: number;
  /** The axis of its points. Validation by epoch stands beside the training by step. */
  x: WireAxis;
  /** Class of its colour and dash. */
  look: string;
  /** The validation beside the training. */
  isSecond: boolean;
  /** What happened to the run. Given for one of its lines. */
  marks: readonly PlacedMark[];
}

/** What a small chart says when none of its points has a place. */
export const NO_FINITE_VALUE = "No finite value";
/** What it says when it has no points at all. */
export const NO_POINTS_HERE = "No points in this range";

/** Parts of a unit of the plane: a small chart is about as wide in pixels as in a third of these. */
const PARTS = 1;
/** Pixels of a usual small chart without its margins. */
const WIDTH_PX = 230;

/** The drawing, or why there is none. */
export function PanelSvg(
  { title, lines, view }: { title: string; lines: readonly PanelLine[]; view: SvgView },
): JSX.Element {
  const placed = lines.map((line, at) => placePanelLine(line, view, `${at}`));
  if (!isAnyDrawn(placed)) return <p class="board-empty muted">{sayWhyEmpty(lines, view)}</p>;
  const axes = createSvgAxes(placed, view, { title: "", gaps: PANEL_GAPS });
  return (
    <svg class={`board-svg${isDense(lines.length) ? " is-dense" : ""}`}>
      <g role="img" aria-label={describe(title, lines)}>
        <LinesSvg lines={placed} {...axes} view={view} parts={PARTS} />
      </g>
      <MarkSigns runs={lines} axis={axes.x} width={WIDTH_PX} isQuiet />
    </svg>
  );
}

/** A smoothed line is drawn in the place of its points, whose signs stay. */
function placePanelLine({ columns, smoothed, x, startMs, look, isSecond }: PanelLine, view: SvgView, key: string) {
  const options = { key, look: `${look}${isSecond ? " is-second" : ""}`, startMs, x };
  const points = placeSvgLine(columns, view, options);
  return smoothed ? { ...placeSvgLine(smoothed, view, options), undrawn: points.undrawn } : points;
}

function sayWhyEmpty(lines: readonly PanelLine[], { minX, maxX, y }: SvgView): string {
  const isRange = minX !== null || maxX !== null;
  if (isRange && !lines.some(({ columns }) => columns.step.length > 0)) return NO_POINTS_HERE;
  const isAnyFinite = lines.some(({ columns }) => columns.value.some(Number.isFinite));
  return y === "log" && isAnyFinite ? "No value above 0" : NO_FINITE_VALUE;
}

function describe(title: string, lines: readonly PanelLine[]): string {
  const ends = lines.map(({ name, columns }) => {
    const last = columns.value[columns.value.length - 1];
    return `${showHidden(name)} ${last === undefined ? "has none" : `ends at ${formatNumber(last)}`}`;
  });
  return `${showHidden(title)}: ${ends.join(", ")}`;
}
