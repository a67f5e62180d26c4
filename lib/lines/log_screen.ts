/**
 * The rows that a terminal shows after a program printed its log: those that cursor movements drew over are gone. Bounded: so many rows
 * can be reached by the cursor, and so many rows with texts of their own are kept. Changes nothing about the log and its line numbers.
 *
 * The sequences are those of ECMA-48 and of xterm's control sequences. A newline also returns to the first column, as a terminal's
 * driver does it. Lines aren't wrapped: how wide the program's terminal was isn't known.
 *
 * @module
 */
import { SCREEN_LINE_MAX_BYTES, SCREEN_ROWS, SCREEN_TEXTS_MAX } from "../limits.ts";
import { movesCursor } from "../text/cursor_moves.ts";
import { addRow, countRows, type RowSpan } from "./row_spans.ts";
import { drawLine, type ScreenState } from "./screen_draw.ts";
import { copyRow, emptyRow, isBlankRow, type ScreenRow, writeCells } from "./screen_row.ts";

/** All rows of a log. */
export interface LogScreenRows {
  spans: RowSpan[];
  /** So many rows from the first on never change again. */
  fixed: number;
  /** Number of the last line that was drawn, which may be open. */
  lastLine: number;
}

/** A screen that draws bytes as they arrive. */
export interface LogScreen {
  push(bytes: Uint8Array): void;
  /** The rows now. */
  rows(): LogScreenRows;
  /** True when there were too many rows with texts of their own: the further lines are rows as they are, and needn't be pushed. */
  readonly isFull: boolean;
}

const NEWLINE = 10;
const decoder = new TextDecoder();

/** The last bytes of a line that is still open. */
interface OpenLine {
  bytes: Uint8Array;
}

/**
 * An empty screen. The rows don't depend on how the bytes are cut into pieces.
 *
 * @example
 * ```ts
 * import { createLogScreen } from "./log_screen.ts";
 * const screen = createLogScreen();
 * screen.push(new TextEncoder().encode("epoch 1\nbar 50%\u001b[A\nbar 100%\n"));
 * screen.rows().spans.map(({ text }) => text); // [null, "bar 100%"]
 * ```
 */
export function createLogScreen(): LogScreen {
  const state: ScreenState = { line: 1, row: 0, column: 0, pen: "", saved: null, rows: [emptyRow(1)], main: null };
  const past: RowSpan[] = [], open: OpenLine = { bytes: new Uint8Array(0) };
  let texts = 0;

  const keepRow = (row: ScreenRow) => {
    const text = row.whole === null ? writeCells(row) : null;
    if (text !== null) texts++;
    addRow(past, row.line, text);
  };
  return {
    push(bytes) {
      let from = 0;
      for (let to = bytes.indexOf(NEWLINE); to >= 0; to = bytes.indexOf(NEWLINE, from)) {
        if (texts >= SCREEN_TEXTS_MAX) break;
        showLine(state, decoder.decode(joinOpen(open, bytes.subarray(from, to))));
        endLine(state, keepRow);
        open.bytes = open.bytes.subarray(0, 0);
        from = to + 1;
      }
      open.bytes = texts >= SCREEN_TEXTS_MAX ? new Uint8Array(0) : joinOpen(open, bytes.subarray(from)).slice();
    },
    rows() {
      const shown = copyState(state);
      if (open.bytes.length > 0) showLine(shown, decoder.decode(open.bytes));
      const spans = past.map((span) => ({ ...span })), fixed = countRows(spans);
      for (const row of endOfRows(shown)) addRow(spans, row.line, row.whole === null ? writeCells(row) : null);
      return { spans, fixed, lastLine: open.bytes.length > 0 ? state.line : state.line - 1 };
    },
    get isFull() {
      return texts >= SCREEN_TEXTS_MAX;
    },
  };
}

/** An open line with the next of its bytes: the last ones, when it is too long. */
function joinOpen({ bytes }: OpenLine, next: Uint8Array): Uint8Array {
  if (bytes.length === 0) return next.subarray(-SCREEN_LINE_MAX_BYTES);
  const joined = new Uint8Array(bytes.length + next.length);
  joined.set(bytes);
  joined.set(next, bytes.length);
  return joined.subarray(-SCREEN_LINE_MAX_BYTES);
}

function copyState(state: ScreenState): ScreenState {
  const { rows, main } = state;
  return { ...state, rows: rows.map(copyRow), main: main && { ...main, rows: main.rows.map(copyRow) } };
}

/** Shows a line without its newline. A usual one, on a new row at the end, is its row as it is. */
function showLine(state: ScreenState, text: string): void {
  const row = state.rows[state.row]!;
  const isNew = state.row === state.rows.length - 1 && row.whole === null && row.chars.length === 0;
  if (!isNew || state.main !== null || movesCursor(text)) return drawLine(state, text);
  row.line = state.line;
  row.whole = text;
  state.pen = "";
}

/** Goes to the first column of the next row. `keepRow` receives the row that leaves the screen. */
function endLine(state: ScreenState, keepRow: (row: ScreenRow) => void): void {
  state.line++;
  state.column = 0;
  if (++state.row < state.rows.length) return;
  state.rows.push(emptyRow(state.line));
  if (state.rows.length <= SCREEN_ROWS) return;
  const gone = state.rows.shift()!;
  state.row--;
  if (state.main === null) keepRow(gone);
}

/** The rows to show: those of the main screen, without blank ones at their end that no line of the log is. */
function endOfRows({ rows, main }: ScreenState): ScreenRow[] {
  const shown = main === null ? rows : main.rows;
  let end = shown.length;
  while (end > 0 && isBlankRow(shown[end - 1]!)) end--;
  return shown.slice(0, end);
}
