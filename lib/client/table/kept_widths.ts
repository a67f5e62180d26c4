/**
 * The widths that somebody has given to columns of an experiment's table, kept in this browser.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { keep, readKeptJson } from "../frame/kept.ts";

/** Widths by the column's id, CSS pixels. */
export type ColumnWidths = Readonly<Record<string, number>>;

const nameOf = (experimentId: string) => `widths-${experimentId}`;

/** The kept widths. */
export function readKeptWidths(experimentId: string | null): ColumnWidths {
  const kept = experimentId === null ? null : readKeptJson(nameOf(experimentId));
  if (kept === null || typeof kept !== "object") return {};
  return Object.fromEntries(Object.entries(kept).filter(([, px]) => Number.isFinite(px) && px > 0));
}

/** Widths with a column's changed; null gives it its own width. */
export function changeWidth(widths: ColumnWidths, column: string, px: number | null): ColumnWidths {
  const { [column]: _, ...others } = widths;
  return px === null ? others : { ...others, [column]: px };
}

/** The widths of a table's columns, and how to change one. Those that are kept come after the first drawing, which is the server's. */
export function useColumnWidths(
  experimentId: string | null,
): { widths: ColumnWidths; widen: (column: string, px: number | null) => void } {
  const widths = useSignal<ColumnWidths>({});
  useEffect(() => void (widths.value = readKeptWidths(experimentId)), []);
  function widen(column: string, px: number | null): void {
    widths.value = changeWidth(widths.peek(), column, px);
    if (experimentId !== null) keep(nameOf(experimentId), JSON.stringify(widths.peek()));
  }
  return { widths: widths.value, widen };
}
