/**
 * The axes of a drawing as SVG: ticks with their texts, lines across, and titles in the margins where they have one. The drawing's sides are 100 %.
 *
 * @module
 */
import type { JSX } from "preact";
import type { PlacedAxis } from "../series/placed_axis.ts";

/** Both axes. */
export interface AxesSvgProps {
  x: PlacedAxis;
  y: PlacedAxis;
}

/** A share as SVG writes it. */
export const percent = (share: number): string => `${Math.round(share * 10_000) / 100}%`;

/** The axes. A screen reader is told by the drawing's own label. */
export function AxesSvg({ x, y }: AxesSvgProps): JSX.Element {
  return (
    <g aria-hidden="true">
      {y.ticks.map((value, at) => {
        const top = percent(1 - y.place(value));
        return (
          <g key={value}>
            <line class="grid" x1="0" x2="100%" y1={top} y2={top} />
            <text x="-8" y={top} dy="4" text-anchor="end">{y.texts[at]}</text>
          </g>
        );
      })}
      <line class="axis" x1="0" x2="100%" y1="100%" y2="100%" />
      {x.ticks.map((value, at) => (
        <text key={value} x={percent(x.place(value))} y="100%" dy="16" text-anchor="middle">{x.texts[at]}</text>
      ))}
      {x.title !== "" && <text x="50%" y="100%" dy="32" text-anchor="middle">{x.title}</text>}
      {y.title !== "" && (
        <svg x="-56" y="50%" overflow="visible">
          <text transform="rotate(-90)" text-anchor="middle">{y.title}</text>
        </svg>
      )}
    </g>
  );
}
