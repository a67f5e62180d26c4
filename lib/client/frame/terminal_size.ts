/**
 * The size and place of the terminal, as somebody has pulled it. The style sheets have the size without any choice.
 *
 * @module
 */
import { ROW_HEIGHT_PX } from "../terminal/line_window.ts";
import { keep, readKept } from "./kept.ts";

/** Rows of the terminal: at least, at most. */
export const TERMINAL_ROWS_MIN = 3, TERMINAL_ROWS_MAX = 60;
/** A number of rows within the limits. */
export const clampRows = (rows: number): number => Math.min(TERMINAL_ROWS_MAX, Math.max(TERMINAL_ROWS_MIN, rows));

/** The rows nearest to a height. */
export const rowsOf = (px: number): number => clampRows(Math.round(px / ROW_HEIGHT_PX));

function setHeight(rows: number | null): void {
  const { style } = document.documentElement;
  if (rows === null) style.removeProperty("--terminal-height");
  else style.setProperty("--terminal-height", `${rows * ROW_HEIGHT_PX}px`);
}

/** Gives the terminal so many rows and keeps that; null is the size without any choice. */
export function chooseRows(rows: number | null): void {
  setHeight(rows);
  keep("terminal-height", rows === null ? null : String(rows));
}

/** True when the chart stands beside the terminal on a wide screen. */
export const isBeside = (): boolean => document.documentElement.dataset.beside !== undefined;

function setBeside(beside: boolean): void {
  if (beside) document.documentElement.dataset.beside = "";
  else delete document.documentElement.dataset.beside;
}

/** Puts the chart beside the terminal, or below it, and keeps that. */
export function chooseBeside(beside: boolean): void {
  setBeside(beside);
  keep("beside", beside ? "yes" : null);
}

/** Applies what was kept. */
export function applyTerminalSize(): void {
  const kept = Number(readKept("terminal-height"));
  if (kept >= TERMINAL_ROWS_MIN && kept <= TERMINAL_ROWS_MAX) setHeight(Math.round(kept));
  setBeside(readKept("beside") === "yes");
}
