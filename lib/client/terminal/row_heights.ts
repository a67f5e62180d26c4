/**
 * Remembers by how much rows of wrapped lines are higher than a row of one line. Rows that were never measured count as one line. Pure.
 *
 * @module
 */
import { type ExtraHeight, ROW_HEIGHT_PX } from "./line_window.ts";

/** What was measured so far. */
export interface RowHeights {
  /** By how much the rows before a row are higher. Another function after each change. */
  readonly before: ExtraHeight;
  /** Notes the heights of some rows, CSS pixels. Returns true when one of them is new. */
  note(rows: readonly number[], heights: readonly number[]): boolean;
}

/**
 * Heights of which none was measured.
 *
 * @example
 * ```ts
 * import { createRowHeights } from "./row_heights.ts";
 * const heights = createRowHeights();
 * heights.note([7, 8, 9], [20, 60, 20]); // true
 * heights.before(8); // 0
 * heights.before(9); // 40
 * ```
 */
export function createRowHeights(): RowHeights {
  const extras = new Map<number, number>();
  let before: ExtraHeight = () => 0;
  return {
    get before() {
      return before;
    },
    note(rows, heights) {
      let isChanged = false;
      for (const [at, row] of rows.entries()) {
        const extra = (heights[at] ?? ROW_HEIGHT_PX) - ROW_HEIGHT_PX;
        if (extra === (extras.get(row) ?? 0)) continue;
        extras.set(row, extra);
        isChanged = true;
      }
      if (isChanged) before = sumBefore(extras);
      return isChanged;
    },
  };
}

/** Adds up the heights before a row: found by bisection among the rows that are higher. */
function sumBefore(extras: ReadonlyMap<number, number>): ExtraHeight {
  const rows = [...extras.keys()].sort((a, b) => a - b), sums = [0];
  for (const row of rows) sums.push(sums.at(-1)! + extras.get(row)!);
  return (row) => {
    let low = 0, high = rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rows[middle]! < row) low = middle + 1;
      else high = middle;
    }
    return sums[low]!;
  };
}
