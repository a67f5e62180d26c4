/**
 * Listens to the buttons that the server writes into the page. What they ask for is read and done by scripts that are loaded at the first
 * press.
 *
 * @module
 */
import type { PressText } from "./presses.ts";

/** Calls `onPress` for each press, one after the other. Shows the buttons, which do nothing without it. Returns a function that stops. */
export function listenToPresses(onPress: (press: PressText) => Promise<void>): () => void {
  let isBusy = false;
  const listener = async (event: MouseEvent) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("button[data-press]") : null;
    if (!button || isBusy) return;
    isBusy = true;
    button.setAttribute("aria-disabled", "true");
    await onPress(button.dataset).finally(() => {
      isBusy = false;
      button.removeAttribute("aria-disabled");
    });
  };
  document.addEventListener("click", listener);
  document.documentElement.dataset.presses = "";
  return () => document.removeEventListener("click", listener);
}
