/**
 * A tiny curve of a metric without axes. It ignores the steps: all values are equally far apart.
 *
 * @module
 */
import type { JSX } from "preact";
import { runClass } from "./RunKey.tsx";

const WIDTH = 132;
const HEIGHT = 32;
const PAD = 2;

/**
 * The SVG path through the finite values, scaled to the drawing. Empty when there are fewer than two.
 *
 * @example
 * ```ts
 * import { sparklinePath } from "./Sparkline.tsx";
 * sparklinePath([1, 0]); // "M0 2L132 30"
 * ```
 */
export function sparklinePath(values: readonly number[]): string {
  const finite = values.filter(Number.isFinite);
  if (finite.length < 2) return "";
  const low = Math.min(...finite);
  const high = Math.max(...finite);
  const halfSpan = high / 2 - low / 2;
  return finite.map((value, index) => {
    const x = (index / (finite.length - 1)) * WIDTH;
    const share = halfSpan === 0 ? 0.5 : (value / 2 - low / 2) / halfSpan;
    const y = PAD + (1 - share) * (HEIGHT - 2 * PAD);
    return `${index === 0 ? "M" : "L"}${round(x)} ${round(y)}`;
  }).join("");
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** What is drawn. `label` describes it for screen readers; a run's curve has the colour of its `style` (series/run_styles.ts). */
export interface SparklineProps {
  values: readonly number[];
  label: string;
  style?: number | undefined;
}

/** The drawing, or a dashed line when there is nothing to draw. */
export function Sparkline({ values, label, style }: SparklineProps): JSX.Element {
  const path = sparklinePath(values);
  return (
    <svg
      class={style === undefined ? "sparkline" : `sparkline ${runClass(style)}`}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {path === "" ? <path class="flat" d={`M0 ${HEIGHT / 2}H${WIDTH}`} /> : <path d={path} />}
    </svg>
  );
}
