/**
 * The values of all curves at the cursor as rows, highest first, with the nearest one marked.
 *
 * @module
 */
import type { JSX } from "preact";
import { formatNumber } from "../../../text/format.ts";
import { showHidden } from "../../../text/visible.ts";

/** A curve's value. */
export interface TipRow {
  key: string;
  name: string;
  /** 1 to 12: colour and dash in series.css. */
  style: number;
  isSecond: boolean;
  value: number;
  /** True where a nearer point than the drawn one may be stored. */
  isNear?: boolean;
  isNearest: boolean;
}

/** Rows of a tip. With more curves, those around the nearest one are shown. */
export const TIP_ROWS_MAX = 24;

/** A value at the cursor; `≈` marks that of the nearest drawn point. */
export const writeReading = ({ value, isNear = false }: Pick<TipRow, "value" | "isNear">): string =>
  (isNear ? "≈ " : "") + formatNumber(value);

/** The rows. */
export function TipRows({ rows }: { rows: readonly TipRow[] }): JSX.Element {
  const shown = cutRows(rows, rows.findIndex(({ isNearest }) => isNearest));
  return (
    <>
      <table class="tip-rows" aria-hidden="true">
        <tbody>
          {shown.map(({ name, style, isSecond, isNearest, ...reading }, at) => (
            // By position: rows whose curves cross get other texts, which costs half of what moving them does.
            <tr key={at} data-nearest={isNearest ? "" : undefined}>
              {keyCellOf(style, isSecond)}
              <th scope="row">{showHidden(name)}</th>
              <td>{writeReading(reading)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < rows.length && <p>{`and ${rows.length - shown.length} more`}</p>}
    </>
  );
}

const keyCells = new Map<string, JSX.Element>();

/** The cell with a curve's colour and dash, made once: Preact passes over an element that is the one of before, which half of a row's are. */
function keyCellOf(style: number, isSecond: boolean): JSX.Element {
  const look = `series run-${style}${isSecond ? " is-second" : ""}`;
  const cell = keyCells.get(look) ?? (
    <td>
      <svg class="legend-key" viewBox="0 0 28 10">
        <path class={look} d="M1 5H27" />
      </svg>
    </td>
  );
  keyCells.set(look, cell);
  return cell;
}

/** Highest first; those that are no numbers last. */
export function sortTipRows(rows: readonly TipRow[]): TipRow[] {
  const rank = ({ value }: TipRow) => Number.isNaN(value) ? -Infinity : value;
  return rows.toSorted((one, other) => rank(other) === rank(one) ? 0 : rank(other) - rank(one));
}

/**
 * At most `TIP_ROWS_MAX` rows, with the one at `at` in the middle where there is room.
 *
 * @example
 * ```ts
 * import { cutRows } from "./TipRows.tsx";
 * cutRows(["a", "b"], 1); // ["a", "b"]
 * ```
 */
export function cutRows<Row>(rows: readonly Row[], at: number): readonly Row[] {
  const from = Math.max(0, Math.min(at - TIP_ROWS_MAX / 2, rows.length - TIP_ROWS_MAX));
  return rows.slice(from, from + TIP_ROWS_MAX);
}
