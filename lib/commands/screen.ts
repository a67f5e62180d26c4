/**
 * A text on the terminal that is redrawn in place. It never takes more rows than the terminal has, so that nothing of it scrolls away.
 *
 * @module
 */
import { formatCount } from "../text/count.ts";
import { widthOf } from "./table.ts";

/** A text that is redrawn. Disposing of it leaves the last one, and shows the cursor again. */
export interface Screen extends Disposable {
  draw(text: string): void;
}

const HIDE_CURSOR = "\x1b[?25l", SHOW_CURSOR = "\x1b[?25h", ERASE_BELOW = "\x1b[J";
/** Size of a terminal that does not know its own. */
const UNKNOWN = { columns: 80, rows: 24 };

/** Begins without a text. */
export function openScreen(): Screen {
  const encoder = new TextEncoder();
  let rows = 0;
  const write = (text: string) => {
    for (let bytes = encoder.encode(text); bytes.length > 0;) bytes = bytes.subarray(Deno.stdout.writeSync(bytes));
  };
  write(HIDE_CURSOR);
  return {
    draw(text) {
      const size = Deno.consoleSize(), columns = size.columns || UNKNOWN.columns, height = size.rows || UNKNOWN.rows;
      const fitted = fitRows(text, { columns, rows: height - 1 });
      write(`${rows > 0 ? `\x1b[${rows}A` : ""}\r${ERASE_BELOW}${fitted.text}`);
      rows = fitted.rows;
    },
    [Symbol.dispose]: () => write(SHOW_CURSOR),
  };
}

/**
 * The lines of a text that fit into so many rows, and the rows that they take; a last line says how many more there are.
 *
 * @example
 * ```ts
 * import { fitRows } from "./screen.ts";
 * fitRows("a\nb\nc\n", { columns: 80, rows: 2 }); // { text: "a\nand 2 more lines\n", rows: 2 }
 * ```
 */
export function fitRows(
  text: string,
  { columns, rows }: { columns: number; rows: number },
): { text: string; rows: number } {
  const lines = text.replace(/\n$/, "").split("\n");
  const rowsOf = (line: string) => Math.max(1, Math.ceil(widthOf(line) / columns));
  const all = lines.reduce((sum, line) => sum + rowsOf(line), 0);
  if (all <= rows) return { text: `${lines.join("\n")}\n`, rows: all };
  const shown: string[] = [];
  let used = 1; // the line that counts the others
  for (const line of lines) {
    if (used + rowsOf(line) > rows) break;
    used += rowsOf(line);
    shown.push(line);
  }
  return {
    text: `${[...shown, `and ${formatCount(lines.length - shown.length, "more line")}`].join("\n")}\n`,
    rows: used,
  };
}
