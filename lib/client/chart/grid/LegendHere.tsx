/**
 * Every run's value at the cursor, in the legend of a large chart. A move of the cursor writes what changes into the legend's cells, and renders
 * nothing.
 *
 * @module
 */
import { effect, type Signal } from "@preact/signals";
import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { type LegendReading, legendReadingOf } from "./legend_readings.ts";
import { writeReading } from "./TipRows.tsx";

/** The legend follows the cursor after so long: nobody reads twenty numbers faster, and the tip beside the pointer doesn't wait for them. */
const FOLLOW_MS = 50;

/** Fills the cells `.legend-here`, which its component leaves empty. `data-nearest` marks the row of the run that the cursor is on. */
export function LegendHere({ metric, legend }: { metric: string; legend: RefObject<HTMLElement> }): null {
  useLayoutEffect(() => followReading(legend.current!, legendReadingOf(metric)));
  return null;
}

/** Returns a function that stops this. */
function followReading(legend: HTMLElement, reading: Signal<LegendReading | null>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = () => {
    timer = undefined;
    showReading(legend, reading.peek());
  };
  const stop = effect(() => {
    void reading.value;
    timer ??= setTimeout(show, FOLLOW_MS);
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}

function showReading(legend: HTMLElement, reading: LegendReading | null): void {
  const values = new Map(reading?.listRows().map((row) => [row.key, row]));
  for (const cell of legend.querySelectorAll<HTMLElement>(".legend-here")) {
    const row = cell.closest("tr")!, runId = row.dataset.run!, value = values.get(runId);
    const text = value === undefined ? "" : writeReading(value),
      isNearest = value !== undefined && reading?.nearest === runId;
    if (cell.textContent !== text) cell.textContent = text;
    if (row.hasAttribute("data-nearest") !== isNearest) row.toggleAttribute("data-nearest", isNearest);
  }
}
