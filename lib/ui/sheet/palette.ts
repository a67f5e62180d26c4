/**
 * The colours of a chart outside the app, as plain values: programs that read SVG files know no CSS variables. base.css and
 * series.css have the same for the pages; a test compares them.
 *
 * @module
 */
import type { RunMarkKind } from "../../model.ts";
import { colourNumber } from "../../series/run_styles.ts";

/** The theme of what is taken away; `auto` follows the reader's system. */
export type SheetTheme = "light" | "dark" | "auto";

/** How a mark's sign looks: what went wrong, what stopped the run for a while, the user's own notes, and all others. */
export type MarkLook = "bad" | "warn" | "note" | "plain";

const LOOKS: Readonly<Record<RunMarkKind, MarkLook>> = {
  nan: "bad",
  traceback: "bad",
  out_of_memory: "bad",
  restart: "warn",
  early_stopping: "warn",
  silence: "warn",
  note: "note",
  checkpoint: "plain",
};

/** The look of a kind of marks. run_mark.css has the same for the pages. */
export const lookOfMark = (kind: RunMarkKind): MarkLook => LOOKS[kind];

/** The rules of the signs' colours; two marks or more have their number on the sign. */
export const writeMarkColours = ({ marks, surface }: Palette): string =>
  Object.entries(marks).map(([look, colour]) => `.mark-${look}{fill:${colour}}`).join("") +
  `.mark{stroke:${surface}}.mark text{fill:${surface};stroke:none}`;

/** The colours of one theme. */
export interface Palette {
  surface: string;
  text: string;
  muted: string;
  line: string;
  axis: string;
  /** Of the signs of marks. */
  marks: Readonly<Record<MarkLook, string>>;
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
  marks: { bad: "#b4232c", warn: "#875300", note: "#1f5fd6", plain: "#8c919c" },
  runs: ["#0a6cb8", "#c2410c", "#0b7a57", "#a4357f", "#7a5c00", "#1285a8", "#5b4bc4", "#4b5563"],
};

/** Light lines on a dark ground. */
export const DARK: Palette = {
  surface: "#131519",
  text: "#e9ebef",
  muted: "#9ba2ae",
  line: "#262a31",
  axis: "#6d7480",
  marks: { bad: "#ff8a8f", warn: "#e9b558", note: "#79aaff", plain: "#6d7480" },
  runs: ["#56b4e9", "#f08a4b", "#35c496", "#e08bc4", "#e5c94b", "#6fd3e8", "#a99cff", "#b6bcc8"],
};

/** The colour of a run's style. */
export const colourOf = ({ runs }: Palette, style: number): string => runs[colourNumber(style) - 1]!;

/** Rules of a style sheet for a theme: those of the light palette, and those of the dark one on a screen of a dark system. */
export function writeTheme(theme: SheetTheme, rules: (palette: Palette) => string): string {
  if (theme !== "auto") return rules(theme === "dark" ? DARK : LIGHT);
  return `${rules(LIGHT)}@media screen and (prefers-color-scheme:dark){${rules(DARK)}}`;
}
