/**
 * The theme of the pages: that of the system, light or dark. The style sheets have one block of rules for dark pages; a theme changes the
 * condition of that block.
 *
 * @module
 */
import { keep, readKept } from "./kept.ts";

/** The themes. */
export type Theme = "system" | "light" | "dark";

/** Condition under which the dark block holds, by theme. */
const CONDITIONS: Readonly<Record<Theme, string>> = {
  system: "(prefers-color-scheme: dark)",
  light: "not all",
  dark: "screen",
};

/** The event after which everything that is drawn by colour must be drawn again. */
const THEME_EVENT = "themechange";

/** Calls `onChange` whenever the page has got other colours. Returns a function that stops. */
export function watchColours(onChange: () => void): () => void {
  const dark = matchMedia(CONDITIONS.system);
  dark.addEventListener("change", onChange);
  addEventListener(THEME_EVENT, onChange);
  return () => {
    dark.removeEventListener("change", onChange);
    removeEventListener(THEME_EVENT, onChange);
  };
}

/** The dark blocks. They are found once: afterwards their condition may be another one. */
let darkBlocks: readonly CSSMediaRule[] | null = null;

function findDarkBlocks(): readonly CSSMediaRule[] {
  const rules = [...document.styleSheets].flatMap(({ cssRules }) => [...cssRules]);
  return rules.filter((rule): rule is CSSMediaRule =>
    rule instanceof CSSMediaRule && rule.media.mediaText === CONDITIONS.system
  );
}

/** The theme that was chosen in this browser. */
export function readTheme(): Theme {
  const kept = readKept("theme");
  return kept === "light" || kept === "dark" ? kept : "system";
}

/** Shows the page in a theme. The style sheets must be loaded. */
export function applyTheme(theme: Theme): void {
  darkBlocks ??= findDarkBlocks();
  for (const { media } of darkBlocks) media.mediaText = CONDITIONS[theme];
  document.documentElement.style.colorScheme = theme === "system" ? "" : theme;
  dispatchEvent(new Event(THEME_EVENT));
}

/**
 * Shows the page in light colours while it is printed. The style sheets know paper by themselves, but a canvas keeps the colours in which it was
 * drawn.
 */
export function lightenPrints(): void {
  addEventListener("beforeprint", () => applyTheme("light"));
  addEventListener("afterprint", () => applyTheme(readTheme()));
}

/** Keeps a theme and shows it. */
export function chooseTheme(theme: Theme): void {
  keep("theme", theme === "system" ? null : theme);
  applyTheme(theme);
}
