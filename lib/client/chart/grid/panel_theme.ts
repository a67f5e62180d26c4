/**
 * Colours and font of small charts, read once from the page's CSS variables for all of them, and again when the theme changes.
 *
 * @module
 */
import { type Signal, signal } from "@preact/signals";
import { colourNumber } from "../../../series/run_styles.ts";
import { watchColours } from "../../frame/theme.ts";
import type { PanelTheme } from "./panel_chart.ts";

/** Counts the changes of the theme. */
export const themeChanges: Signal<number> = signal(0);

let theme: PanelTheme | null = null;
const runColours = new Map<number, string>();

const readVariable = (element: Element, name: string) =>
  getComputedStyle(element).getPropertyValue(name).trim() || "#888888";

/** The theme's colours and font. */
export function readPanelTheme(element: Element): PanelTheme {
  theme ??= {
    line: readVariable(element, "--line"),
    lineStrong: readVariable(element, "--line-strong"),
    muted: readVariable(element, "--muted"),
    font: getComputedStyle(element).fontFamily,
  };
  return theme;
}

/** The colour of a run's style. */
export function readRunColour(element: Element, style: number): string {
  const number = colourNumber(style), known = runColours.get(number) ?? readVariable(element, `--run-${number}`);
  runColours.set(number, known);
  return known;
}

/** Watches the theme: what the system prefers, and what is chosen on the page. Returns a function that stops this. */
export function watchTheme(): () => void {
  return watchColours(() => {
    theme = null;
    runColours.clear();
    themeChanges.value++;
  });
}
