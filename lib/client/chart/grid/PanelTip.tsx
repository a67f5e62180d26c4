/**
 * The tip beside the cursor of a small chart: where it is, and every curve's value.
 *
 * @module
 */
import type { JSX } from "preact";
import { type TipRow, TipRows } from "./TipRows.tsx";

/** The values, and where the tip stands. */
export interface PanelTipProps {
  /** The position on the x axis, in words. */
  position: string;
  rows: readonly TipRow[];
  /** CSS pixels from the left edge of the chart. */
  left: number;
  isLeft: boolean;
}

/** The tip. */
export function PanelTip({ position, rows, left, isLeft }: PanelTipProps): JSX.Element {
  return (
    <div
      class="board-tip"
      data-side={isLeft ? "left" : "right"}
      style={{ transform: `translateX(${Math.round(left)}px)` }}
    >
      <p>{position}</p>
      <TipRows rows={rows} />
    </div>
  );
}
