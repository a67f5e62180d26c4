/**
 * Aligned text for a terminal, and its colours.
 *
 * @module
 */

/** Colours by what they are for. */
const CODES = { dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;

/** Name of a colour. */
export type Colour = keyof typeof CODES;

/** True where colours are seen and wanted (https://no-color.org). */
export const isColoured = (): boolean => Deno.stdout.isTerminal() && !Deno.env.get("NO_COLOR");

/** A text in a colour, where colours are wanted. */
export const paint = (text: string, colour: Colour): string =>
  isColoured() && text !== "" ? `\x1b[${CODES[colour]}m${text}\x1b[0m` : text;

// deno-lint-ignore no-control-regex -- our own colours take no cell, nor do marks, which stand on the letter before
const WIDTHLESS = /\x1b\[[\d;]*m|\p{M}/gu;
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;

/** Cells of a terminal that a text takes. */
export function widthOf(text: string): number {
  let width = 0;
  for (const char of text.replace(WIDTHLESS, "")) {
    width += WIDE.test(char) || char > "\uffff" ? 2 : 1;
  }
  return width;
}

/** Cells of a line of the terminal; no end to them where stdout is none. */
export function terminalColumns(): number {
  return Deno.stdout.isTerminal() ? Deno.consoleSize().columns || Infinity : Infinity;
}

/** Cells in columns that line up; `right` names the columns whose cells end together. The first row is the head. */
export function alignColumns(rows: string[][], { right = [] }: { right?: number[] } = {}): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => widthOf(row[column]!))));
  return rows.map((row, index) => {
    const cells = row.map((cell, column) => {
      const space = " ".repeat(widths[column]! - widthOf(cell));
      return right.includes(column) ? space + cell : cell + space;
    });
    const line = cells.join("  ").trimEnd();
    return (index === 0 ? paint(line, "dim") : line) + "\n";
  }).join("");
}

/** A text in one line and of at most so many characters; what would move the cursor or change colours is taken out. */
export function shorten(text: string, length: number): string {
  const chars = [...text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ").trim()];
  return chars.length > length ? chars.slice(0, length - 1).join("") + "…" : chars.join("");
}

/** "1 run", "2,000 runs". */
export const count = (amount: number, noun: string): string =>
  `${amount.toLocaleString("en-US")} ${noun}${amount === 1 ? "" : "s"}`;
