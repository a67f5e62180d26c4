/**
 * The colours of a chart outside the app, as plain values: programs that read SVG files know no CSS variables. base.css and
 * series.css have the same for the pages; a test compares them.
 *
 * @module
 */
import { colourNumber } from "../../series/run_styles.ts";

/** The theme of what is taken away; `auto` follows the reader's system. */
export type SheetTheme = "light" | "dark" | "auto";

/** The colours of one theme. */
export interface Palette {
  surface: string;
  text: string;
  muted: string;
  line: string;
  axis: string;
  /** Of the runs, by the number of the colour. */
  runs: readonly string[];
}

/** Dark lines on white. */
export const LIGHT: Palette = {
  surface: "#ffffff",
  text: "#17181c",
  muted: "#595e69",
  line: "#e3e4e8",
  axis: "#8c919c",
  runs: ["#0a6cb8", "#c2410c", "#0b7a57", "#a4357f", "#7a5c00", "#1285a8", "#5b4bc4", "#4b5563"],
};

/** Light lines on a dark ground. */
export const DARK: Palette = {
  surface: "#131519",
  text: "#e9ebef",
  muted: "#9ba2ae",
  line: "#262a31",
  axis: "#6d7480",
  runs: ["#56b4e9", "#f08a4b", "#35c496", "#e08bc4", "#e5c94b", "#6fd3e8", "#a99cff", "#b6bcc8"],
};

/** The colour of a run's style. */
export const colourOf = ({ runs }: Palette, style: number): string => runs[colourNumber(style) - 1]!;

/** Rules of a style sheet for a theme: those of the light palette, and those of the dark one on a screen of a dark system. */
export function writeTheme(theme: SheetTheme, rules: (palette: Palette) => string): string {
  if (theme !== "auto") return rules(theme === "dark" ? DARK : LIGHT);
  return `${rules(LIGHT)}@media screen and (prefers-color-scheme:dark){${rules(DARK)}}`;
}
