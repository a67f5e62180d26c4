/**
 * How somebody wants the terminal: its height, the chart beside it, long lines wrapped. The style sheets have what nobody has chosen.
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

/** What can be on or off: the chart beside the terminal on a wide screen, long lines wrapped. */
export type TerminalSwitch = "beside" | "wrap";
const SWITCHES: readonly TerminalSwitch[] = ["beside", "wrap"];

/** True when it is on. */
export const isOn = (name: TerminalSwitch): boolean => document.documentElement.dataset[name] !== undefined;

function setSwitch(name: TerminalSwitch, on: boolean): void {
  if (on) document.documentElement.dataset[name] = "";
  else delete document.documentElement.dataset[name];
}

/** Switches it on or off, and keeps that. */
export function chooseSwitch(name: TerminalSwitch, on: boolean): void {
  setSwitch(name, on);
  keep(name, on ? "yes" : null);
}

/** Applies what was kept. */
export function applyTerminalSize(): void {
  const kept = Number(readKept("terminal-height"));
  if (kept >= TERMINAL_ROWS_MIN && kept <= TERMINAL_ROWS_MAX) setHeight(Math.round(kept));
  for (const name of SWITCHES) setSwitch(name, readKept(name) === "yes");
}
