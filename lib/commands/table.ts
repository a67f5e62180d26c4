/**
 * Aligned and coloured text for a terminal.
 *
 * @module
 */
import stringWidth from "string-width";

/** Colours and their codes in an escape sequence (SGR). */
const CODES = { dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;

/** A colour's name. */
export type Colour = keyof typeof CODES;

/** True when stdout is a terminal and the user does not refuse colours (https://no-color.org). */
export const isColoured = (): boolean => Deno.stdout.isTerminal() && !Deno.env.get("NO_COLOR");

/** Colours a text, if `isColoured()`. */
export const paint = (text: string, colour: Colour): string =>
  isColoured() && text !== "" ? `\x1b[${CODES[colour]}m${text}\x1b[0m` : text;

/** Width of a text in terminal cells: colours and combining marks take none, East Asian characters and emoji take two. */
export const widthOf = (text: string): number => stringWidth(text);

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
