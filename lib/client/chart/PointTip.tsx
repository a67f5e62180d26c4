/**
 * What the cursor of a chart stands on: exact value, step, time and line of one point.
 *
 * @module
 */
import type { JSX } from "preact";
import type { PlottedRun } from "./plot_cursor.ts";

/** The point, and where it is on the canvas. */
export interface PointTipProps {
  metric: string;
  run: PlottedRun;
  /** Runs on the chart; the name is said when there are several. */
  runCount: number;
  place: number;
  at: { x: number; y: number };
  /** Of the canvas, CSS pixels. */
  width: number;
}

/** On a canvas narrower than this, in CSS pixels, the tip has no room beside its point and stands in the corner. */
const NARROW_PX = 480;

/** A small panel beside the point. */
export function PointTip(props: PointTipProps): JSX.Element {
  const { metric, run, place, at, width } = props;
  const { columns } = run;
  const epoch = columns.epoch[place]!;
  const isLeft = at.x > width / 2;
  const isNarrow = width < NARROW_PX;
  return (
    <dl
      class="point-tip"
      data-side={isNarrow ? undefined : isLeft ? "left" : "right"}
      data-corner={isNarrow ? isLeft ? "left" : "right" : undefined}
      style={!isNarrow ? { transform: `translate(${Math.round(at.x)}px, 0)` } : undefined}
    >
      {props.runCount > 1 && (
        <div class="point-tip-run">
          <dt class="hidden-text">run</dt>
          <dd>{run.name}</dd>
        </div>
      )}
      <div class="point-tip-value">
        <dt>{metric}</dt>
        <dd>{formatExact(columns.value[place]!)}</dd>
      </div>
      <div>
        <dt>step</dt>
        <dd>{formatExact(columns.step[place]!)}</dd>
      </div>
      {Number.isFinite(epoch) && (
        <div>
          <dt>epoch</dt>
          <dd>{formatExact(epoch)}</dd>
        </div>
      )}
      <div>
        <dt>time</dt>
        <dd>{formatMoment(columns.time[place]!)}</dd>
      </div>
      <div>
        <dt>line</dt>
        <dd>{String(columns.line[place])}</dd>
      </div>
    </dl>
  );
}

/** The same as a sentence, for a screen reader. */
export function describePoint(metric: string, run: PlottedRun, place: number): string {
  const { value, step, line } = run.columns;
  return `${run.name}: ${metric} ${formatExact(value[place]!)} at step ${formatExact(step[place]!)}, ` +
    `line ${line[place]}`;
}

/**
 * The number with all its digits, as short as that can be.
 *
 * @example
 * ```ts
 * import { formatExact } from "./PointTip.tsx";
 * formatExact(1.2345); // "1.2345"
 * ```
 */
export function formatExact(value: number): string {
  return String(value);
}

/** Time of day and date of the reader's place, to the second. */
function formatMoment(ms: number): string {
  const date = new Date(ms);
  const pad = (number: number) => String(number).padStart(2, "0");
  const day = `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
  return `${day} ${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`;
}
