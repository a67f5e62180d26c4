/**
 * Places the legend of a chart that stands alone: rows of names that are as wide as the chart. Without a browser the width of a text is
 * not known, so it is estimated from its characters. Pure.
 *
 * @module
 */

/** Size of the small type, pixels. */
export const SMALL_TYPE = 12;
/** Height of a row of the legend, and length of a line's sample, pixels. */
export const ROW_HEIGHT = 18, SAMPLE_WIDTH = 28;
/** Between a sample and its name, and behind a name. */
const NAME_GAP = 6, ENTRY_GAP = 18;
/** Width of a narrow and of a wide character, as parts of the type's size. */
const NARROW = 0.58, WIDE = 1.05;
const NAME_MAX_CHARS = 60;

/** An entry with its place: the left edge of its sample, and the middle of its row counted from the first row's top. */
export interface PlacedEntry {
  index: number;
  left: number;
  top: number;
  text: string;
}

/** Estimated width of a text in pixels. */
export function estimateWidth(text: string, size: number = SMALL_TYPE): number {
  return Array.from(text).reduce((sum, each) => sum + (each > "\u2e7f" ? WIDE : NARROW) * size, 0);
}

/**
 * A text that is no longer than so many characters. Its middle is left out: names differ at their ends.
 *
 * @example
 * ```ts
 * import { shortenMiddle } from "./sheet_legend.ts";
 * shortenMiddle("abcdefgh", 5); // "ab…gh"
 * ```
 */
export function shortenMiddle(text: string, most: number): string {
  const characters = Array.from(text);
  if (characters.length <= most) return text;
  const kept = Math.max(2, most - 1), head = Math.ceil(kept / 2);
  return `${characters.slice(0, head).join("")}…${characters.slice(characters.length - (kept - head)).join("")}`;
}

/** Where the entries stand. Those for which there is no row are counted in the last place. */
export function placeLegend(
  texts: readonly string[],
  { width, mostRows }: { width: number; mostRows: number },
): { entries: PlacedEntry[]; rows: number; leftOut: number } {
  const entries: PlacedEntry[] = [],
    mostChars = Math.max(8, Math.floor((width - SAMPLE_WIDTH) / (NARROW * SMALL_TYPE)) - 2);
  let left = 0, row = 0;
  for (const [index, each] of texts.entries()) {
    const text = shortenMiddle(each, Math.min(NAME_MAX_CHARS, mostChars));
    const wide = SAMPLE_WIDTH + NAME_GAP + estimateWidth(text) + ENTRY_GAP;
    if (left > 0 && left + wide - ENTRY_GAP > width) {
      left = 0;
      row++;
    }
    if (row >= mostRows) return { entries, rows: mostRows, leftOut: texts.length - index };
    entries.push({ index, left, top: (row + 0.5) * ROW_HEIGHT, text });
    left += wide;
  }
  return { entries, rows: entries.length === 0 ? 0 : row + 1, leftOut: 0 };
}
