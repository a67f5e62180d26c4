/**
 * Moving and narrowing the shown part of an x axis. Pure.
 *
 * @module
 */
import type { AxisSpan } from "./curves.ts";

/** One press of a key, or one notch of a wheel, shows so much of what was shown. */
export const ZOOM_STEP = 0.7;
/** One press of a key moves by this share of what is shown. */
export const PAN_SHARE = 0.2;
/** A narrower range, as a share of its distance from 0, has no numbers left between its ends. */
const NARROWEST_SHARE = 1e-9;

/**
 * The range after a zoom: `factor` of its length, with `fixed` where it was.
 *
 * @example
 * ```ts
 * import { zoomSpan } from "./zoom.ts";
 * zoomSpan({ low: 0, high: 10 }, { fixed: 0, factor: 0.5 }); // { low: 0, high: 5 }
 * ```
 */
export function zoomSpan({ low, high }: AxisSpan, { fixed, factor }: { fixed: number; factor: number }): AxisSpan {
  const zoomed = { low: fixed - (fixed - low) * factor, high: fixed + (high - fixed) * factor };
  const narrowest = NARROWEST_SHARE * Math.max(Math.abs(low), Math.abs(high));
  return zoomed.high - zoomed.low > narrowest ? zoomed : { low, high };
}

/** The range moved by a share of its length. */
export function panSpan({ low, high }: AxisSpan, share: number): AxisSpan {
  const by = (high - low) * share;
  return { low: low + by, high: high + by };
}

/**
 * The range after two fingers moved: what was under each is under it again. Positions are shares of the axis, 0 to 1.
 *
 * @example
 * ```ts
 * import { pinchSpan } from "./zoom.ts";
 * pinchSpan({ low: 0, high: 10 }, { before: [0.4, 0.6], after: [0.3, 0.7] }); // { low: 2.5, high: 7.5 }
 * ```
 */
export function pinchSpan(
  { low, high }: AxisSpan,
  { before, after }: { before: readonly [number, number]; after: readonly [number, number] },
): AxisSpan {
  const length = high - low, gap = after[1] - after[0];
  if (Math.abs(gap) < 1e-3) return { low, high };
  const scale = length * (before[1] - before[0]) / gap;
  if (!(scale > 0)) return { low, high };
  const start = low + before[0] * length - after[0] * scale;
  return { low: start, high: start + scale };
}

/** Rounds a range to a thousandth of its length, so that addresses stay short. */
export function roundSpan({ low, high }: AxisSpan): AxisSpan {
  const digits = Math.min(12, Math.max(0, 3 - Math.floor(Math.log10(high - low))));
  return { low: Number(low.toFixed(digits)), high: Number(high.toFixed(digits)) };
}

/** What a key does to the shown part; null for other keys. "all" shows everything again. */
export function readZoomKey(
  { key, shiftKey }: Pick<KeyboardEvent, "key" | "shiftKey">,
  span: AxisSpan,
  fixed: number | null,
): AxisSpan | "all" | null {
  const middle = fixed ?? (span.low + span.high) / 2;
  if (key === "+" || key === "=") return zoomSpan(span, { fixed: middle, factor: ZOOM_STEP });
  if (key === "-" || key === "_") return zoomSpan(span, { fixed: middle, factor: 1 / ZOOM_STEP });
  if (key === "0") return "all";
  if (!shiftKey) return null;
  if (key === "ArrowLeft") return panSpan(span, -PAN_SHARE);
  return key === "ArrowRight" ? panSpan(span, PAN_SHARE) : null;
}
