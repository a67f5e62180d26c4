/**
 * Recognises text that moves the cursor of a terminal to other rows, as nested progress bars and live tables do. Colours, and what
 * redraws only its own row, don't count.
 *
 * @module
 */

/** CSI sequences that go to another row or erase more than one, index, reverse index, next line, and restoring the cursor. */
// deno-lint-ignore no-control-regex
const MOVES = /\u001b(?:\[[0-9;?]{0,16}[ABEFHJdfu]|[8DEM]|\[\?(?:47|1047|1049)[hl])/;

/**
 * True for text that moves the cursor to another row.
 *
 * @example
 * ```ts
 * import { movesCursor } from "./cursor_moves.ts";
 * movesCursor("inner 50%\u001b[A"); // true
 * movesCursor("\u001b[31mred\u001b[0m"); // false
 * ```
 */
export function movesCursor(text: string): boolean {
  return text.includes("\u001b") && MOVES.test(text);
}
