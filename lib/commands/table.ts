/**
 * Aligned text for a terminal.
 *
 * @module
 */

const isColoured = () => Deno.stdout.isTerminal() && !Deno.env.get("NO_COLOR");

/** Cells in columns that line up; `right` names the columns whose cells end together. The first row is the head. */
export function alignColumns(rows: string[][], { right = [] }: { right?: number[] } = {}): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => [...row[column]!].length)));
  return rows.map((row, index) => {
    const cells = row.map((cell, column) => {
      const space = " ".repeat(widths[column]! - [...cell].length);
      return right.includes(column) ? space + cell : cell + space;
    });
    const line = cells.join("  ").trimEnd();
    return (index === 0 && isColoured() ? `\x1b[2m${line}\x1b[0m` : line) + "\n";
  }).join("");
}

/** A text of at most so many characters. */
export const shorten = (text: string, length: number): string =>
  text.length > length ? text.slice(0, length - 1) + "…" : text;
