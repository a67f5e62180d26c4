/**
 * The linear y axis of a chart: its range, its ticks and their texts. `any_axis.ts` has the logarithmic one. Pure.
 *
 * @module
 */
import { rangeOf, widenToTicks, type WrittenAxis, Y_GAPS } from "./axis.ts";
import { writeTicks } from "./tick_texts.ts";

/** The axis of these values. Both ends are ticks. */
export function createLinearAxis(
  values: readonly ArrayLike<number>[],
  { title, gaps = Y_GAPS }: { title: string; gaps?: number },
): WrittenAxis {
  const axis = widenToTicks(rangeOf(values), gaps);
  return { ...axis, texts: writeTicks(axis.ticks), title };
}
