/**
 * Applies what somebody has chosen before the page is painted for the first time: theme, size and place of the terminal. `dev.ts` bundles it
 * into `static/early.js`, which the head of every page loads. Everything else is loaded after the page is shown.
 *
 * @module
 */
import { applyTerminalSize } from "./terminal_size.ts";
import { applyTheme, chooseTheme, lightenPrints, readTheme, type Theme } from "./theme.ts";

/** Makes the control of the theme work. */
function offerThemes(): void {
  const select = document.querySelector<HTMLSelectElement>("#theme");
  if (!select) return; // a page without the bar
  select.value = readTheme();
  select.addEventListener("change", () => chooseTheme(select.value as Theme));
}

document.documentElement.dataset.scripts = ""; // now the style sheets show what needs scripts
const theme = readTheme();
if (theme !== "system") applyTheme(theme);
applyTerminalSize();
lightenPrints();
document.addEventListener("DOMContentLoaded", offerThemes);
