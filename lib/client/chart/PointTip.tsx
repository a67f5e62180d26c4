/**
 * Describes the point under the cursor of a chart: its exact value, step, time and line.
 *
 * @module
 */
import type { ComponentChildren, JSX } from "preact";
import type { PlottedRun } from "./plotted_run.ts";
import { writeElapsed } from "../../series/time_ticks.ts";
import { showHidden } from "../../text/visible.ts";
import type { WireAxis } from "../../wire/points.ts";

/** The point, and its position on the canvas. */
export interface PointTipProps {
  metric: string;
  run: PlottedRun;
  /** Number of runs on the chart. With several, the tip has the run's name. */
  runCount: number;
  index: number;
  /** What the x axis shows. */
  x: WireAxis;
  /** Where the point is on the canvas. */
  at: { x: number; y: number };
  /** Width of the canvas, CSS pixels. */
  width: number;
  /** What stands below the point. */
  children?: ComponentChildren;
}

/** On a narrower canvas the tip has no room beside its point, so it is in a corner. CSS pixels. */
const NARROW_PX = 480;

/** A small panel beside the point. */
export function PointTip(props: PointTipProps): JSX.Element {
  const { metric, run, index, at, width } = props;
  const { columns } = run;
  const isLeft = at.x > width / 2;
  const isNarrow = width < NARROW_PX;
  return (
    <div
      class="point-tip"
      data-side={isNarrow ? undefined : isLeft ? "left" : "right"}
      data-corner={isNarrow ? isLeft ? "left" : "right" : undefined}
      style={!isNarrow ? { transform: `translate(${Math.round(at.x)}px, 0)` } : undefined}
    >
      <dl>
        {props.runCount > 1 && (
          <div class="point-tip-run">
            <dt class="hidden-text">run</dt>
            <dd>{showHidden(run.name)}</dd>
          </div>
        )}
        <div class="point-tip-value">
          <dt>{showHidden(metric)}</dt>
          <dd>{formatExact(columns.value[index]!)}</dd>
        </div>
        <div>
          <dt>step</dt>
          <dd>{formatExact(columns.step[index]!)}</dd>
        </div>
        {listPlaces(props).map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
        <div>
          <dt>time</dt>
          <dd>{writeMoment(columns.time[index]!)}</dd>
        </div>
        <div>
          <dt>line</dt>
          <dd>{String(columns.line[index])}</dd>
        </div>
      </dl>
      {props.children}
    </div>
  );
}

/** Where else the point is: its epoch, its global step where the step is another one, and the time since the start on an axis of that. */
function listPlaces({ run: { columns, points }, index, x }: PointTipProps): [name: string, text: string][] {
  const epoch = columns.epoch[index]!, globalStep = columns.globalStep[index]!;
  const elapsed = x === "elapsed" ? points.find((point) => point.index === index)?.x : undefined;
  return [
    ...(Number.isFinite(globalStep) && globalStep !== columns.step[index]
      ? [["global step", formatExact(globalStep)] as [string, string]]
      : []),
    ...(Number.isFinite(epoch) ? [["epoch", formatExact(epoch)] as [string, string]] : []),
    ...(elapsed !== undefined ? [["elapsed", writeElapsed([elapsed])[0]!] as [string, string]] : []),
  ];
}

/** Describes the point in a sentence, for screen readers. */
export function describePoint(metric: string, run: PlottedRun, index: number): string {
  const { value, step, line } = run.columns;
  return `${showHidden(run.name)}: ${showHidden(metric)} ${formatExact(value[index]!)} at step ${
    formatExact(step[index]!)
  }, ` +
    `line ${line[index]}`;
}

/**
 * Writes a number with all its digits, in the shortest way.
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

/** Date and time in the reader's time zone, to the second. */
export function writeMoment(ms: number): string {
  const date = new Date(ms);
  const pad = (number: number) => String(number).padStart(2, "0");
  const day = `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
  return `${day} ${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`;
}
