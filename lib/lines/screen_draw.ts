/**
 * Draws one line of output on the rows of a screen: text, carriage returns, and the escape sequences that move the cursor, erase and
 * colour. Sequences that it doesn't know do nothing.
 *
 * @module
 */
import { SCREEN_ROWS } from "../limits.ts";
import {
  copyRow,
  drawText,
  emptyRow,
  eraseCells,
  insertCells,
  nextPen,
  removeCells,
  ROW_CELLS,
  type ScreenRow,
} from "./screen_row.ts";

/** Where the next character is drawn. */
export interface Cursor {
  row: number;
  column: number;
}

/** A screen while lines are drawn on it. */
export interface ScreenState extends Cursor {
  /** The line of the log that is drawn now. */
  line: number;
  /** The colours of the next character: SGR sequences since the last reset. */
  pen: string;
  /** The saved position. */
  saved: Cursor | null;
  rows: ScreenRow[];
  /** The rows and the cursor of the main screen, while a program uses the alternate one. */
  main: (Cursor & { rows: ScreenRow[] }) | null;
}

/** Text; a CSI sequence with its parameters and its final byte, a string such as a title, or two characters; a control character. */
const TOKENS =
  // deno-lint-ignore no-control-regex
  /[^\0-\x1f\x7f]+|\x1b(?:\[[0-?]{0,64}[ -/]{0,8}[@-~]|[\]P^_X][^\x07\x1b]{0,4096}(?:\x07|\x1b\\)?|[^[])?|[\0-\x1f\x7f]/g;
const PARAMETERS = /[0-?]*/y, PARAMETERS_AT = 2;

/** Draws a line at the cursor. It has no newline. */
export function drawLine(state: ScreenState, text: string): void {
  for (const [token] of text.matchAll(TOKENS)) {
    if (token.startsWith("\x1b[")) drawSequence(state, token);
    else if (token[0] === "\x1b" && token.length === 2) ESCAPES[token[1]!]?.(state);
    else if (token >= " " && token !== "\u007f") draw(state, token);
    else CONTROLS[token]?.(state);
  }
}

function drawSequence(state: ScreenState, sequence: string): void {
  PARAMETERS.lastIndex = PARAMETERS_AT;
  CSI[sequence.at(-1)!]?.(state, PARAMETERS.exec(sequence)![0]);
}

function draw(state: ScreenState, text: string): void {
  state.column = drawText(openRow(state), text, state);
}

/** The row of the cursor as cells, drawn by this line from now on. */
function openRow(state: ScreenState, at = state.row): ScreenRow {
  const row = state.rows[at]!, { whole } = row;
  row.line = state.line;
  if (whole !== null) {
    row.whole = null;
    const alone: ScreenState = { ...state, row: 0, column: 0, pen: "", saved: null, rows: [row], main: null };
    drawLine(alone, whole);
  }
  return row;
}

/** Goes to a row and column of the screen. Rows that it hasn't yet are added. */
function goTo(state: ScreenState, row: number, column: number): void {
  state.row = Math.max(0, Math.min(row, SCREEN_ROWS - 1));
  state.column = Math.max(0, Math.min(column, ROW_CELLS - 1));
  while (state.rows.length <= state.row) state.rows.push(emptyRow(state.line));
}

/** The numbers of a sequence; `fallback` where there is none. */
function numbersOf(parameters: string, fallback: number): [number, number] {
  const [first, second] = parameters.split(";").map((each) => /^\d+$/.test(each) ? Number(each) : fallback);
  return [first ?? fallback, second ?? fallback];
}

/** A count: at least 1. */
const countOf = (parameters: string) => Math.max(1, numbersOf(parameters, 1)[0]);

/** Erases from the cursor to the end (0), from the start to the cursor (1), or all (2). */
function eraseInRow(state: ScreenState, kind: number): void {
  const row = openRow(state);
  if (kind === 0) eraseCells(row, state.column);
  if (kind === 1) eraseCells(row, 0, state.column + 1);
  if (kind === 2) eraseCells(row, 0);
}

/** The same for the screen. */
function eraseScreen(state: ScreenState, kind: number): void {
  if (kind > 2) return; // 3 erases only what has left the screen, and the log keeps that
  if (kind < 2) eraseInRow(state, kind);
  const from = kind === 0 ? state.row + 1 : 0, to = kind === 1 ? state.row : state.rows.length;
  for (let at = from; at < to; at++) Object.assign(state.rows[at]!, emptyRow(state.rows[at]!.line));
}

/** Moves all rows down by one when the cursor is on the first, as reverse index does. */
function reverseIndex(state: ScreenState): void {
  if (state.row > 0) return goTo(state, state.row - 1, state.column);
  state.rows.unshift(emptyRow(state.line));
  if (state.rows.length > SCREEN_ROWS) state.rows.pop();
}

/** Begins or ends the alternate screen. What is drawn there is gone when it ends. */
function switchScreen(state: ScreenState, isAlternate: boolean): void {
  if (isAlternate === (state.main !== null)) return;
  if (isAlternate) {
    const { row, column, rows } = state;
    state.main = { row, column, rows: rows.map(copyRow) };
    state.rows = [emptyRow(state.line)];
    state.row = state.column = 0;
  } else {
    Object.assign(state, state.main, { main: null });
  }
}

const ALTERNATE = /^\?(?:47|1047|1049)$/;

const save = (state: ScreenState) => {
  state.saved = { row: state.row, column: state.column };
};
const restore = (state: ScreenState) => goTo(state, state.saved?.row ?? 0, state.saved?.column ?? 0);

/** What a CSI sequence does, by its final byte. */
const CSI: Record<string, (state: ScreenState, parameters: string) => void> = {
  A: (state, by) => goTo(state, state.row - countOf(by), state.column),
  B: (state, by) => goTo(state, state.row + countOf(by), state.column),
  C: (state, by) => goTo(state, state.row, state.column + countOf(by)),
  D: (state, by) => goTo(state, state.row, state.column - countOf(by)),
  E: (state, by) => goTo(state, state.row + countOf(by), 0),
  F: (state, by) => goTo(state, state.row - countOf(by), 0),
  G: (state, at) => goTo(state, state.row, countOf(at) - 1),
  d: (state, at) => goTo(state, countOf(at) - 1, state.column),
  H: (state, at) => goTo(state, Math.max(1, numbersOf(at, 1)[0]) - 1, Math.max(1, numbersOf(at, 1)[1]) - 1),
  f: (state, at) => CSI.H!(state, at),
  J: (state, kind) => eraseScreen(state, numbersOf(kind, 0)[0]),
  K: (state, kind) => eraseInRow(state, numbersOf(kind, 0)[0]),
  P: (state, by) => removeCells(openRow(state), state.column, countOf(by)),
  X: (state, by) => eraseCells(openRow(state), state.column, state.column + countOf(by)),
  "@": (state, by) => insertCells(openRow(state), state.column, countOf(by)),
  m: (state, colours) => state.pen = nextPen(state.pen, colours),
  s: save,
  u: restore,
  h: (state, mode) => ALTERNATE.test(mode) && switchScreen(state, true),
  l: (state, mode) => ALTERNATE.test(mode) && switchScreen(state, false),
};

/** What an escape of two characters does. */
const ESCAPES: Record<string, (state: ScreenState) => void> = {
  "7": save,
  "8": restore,
  D: (state) => goTo(state, state.row + 1, state.column),
  E: (state) => goTo(state, state.row + 1, 0),
  M: reverseIndex,
};

/** What a control character does. */
const CONTROLS: Record<string, (state: ScreenState) => void> = {
  "\r": (state) => state.column = 0,
  "\b": (state) => state.column = Math.max(0, state.column - 1),
  "\t": (state) => state.column = Math.min(ROW_CELLS - 1, (Math.floor(state.column / 8) + 1) * 8),
};
