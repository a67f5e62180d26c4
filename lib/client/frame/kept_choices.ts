/**
 * How somebody likes the pages, kept in this browser: theme, height of the terminal, whether the chart stands beside it. A browser that
 * keeps nothing shows the pages as they come.
 *
 * @module
 */

/** What can be chosen. */
export type Choice = "theme" | "terminal-height" | "beside";

const keyOf = (choice: Choice) => `stdcurve-${choice}`;

/** The kept choice; null for none. */
export function readChoice(choice: Choice): string | null {
  try {
    return localStorage.getItem(keyOf(choice));
  } catch {
    return null; // the browser keeps nothing
  }
}

/** Keeps a choice; null forgets it. */
export function keepChoice(choice: Choice, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(keyOf(choice));
    else localStorage.setItem(keyOf(choice), value);
  } catch {
    // the browser keeps nothing: the choice holds for this page
  }
}
