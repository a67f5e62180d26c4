/**
 * Aligned and coloured text for a terminal.
 *
 * @module
 */

/** Colours and their codes in an escape sequence (SGR). */
const CODES = { dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;

/** A colour's name. */
export type Colour = keyof typeof CODES;

/** True when stdout is a terminal and the user does not refuse colours (https://no-color.org). */
export const isColoured = (): boolean => Deno.stdout.isTerminal() && !Deno.env.get("NO_COLOR");

/** Colours a text, if `isColoured()`. */
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

/** The terminal's width in cells; Infinity when stdout is no terminal. */
export function terminalColumns(): number {
  return Deno.stdout.isTerminal() ? Deno.consoleSize().columns || Infinity : Infinity;
}

/** Aligns cells in columns. `right` lists the columns that are aligned to the right. The first row is the head. */
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
