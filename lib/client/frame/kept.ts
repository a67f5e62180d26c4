/**
 * What somebody has chosen, kept in this browser: theme, size of the terminal, columns of a table, folded groups. A browser that keeps
 * nothing shows the pages as they come.
 *
 * @module
 */

const keyOf = (name: string) => `stdcurve-${name}`;

/** The text that is kept under a name; null for none. */
export function readKept(name: string): string | null {
  try {
    return localStorage.getItem(keyOf(name));
  } catch {
    return null; // the browser keeps nothing
  }
}

/** The JSON that is kept under a name; null for none, and where something else wrote there. */
export function readKeptJson(name: string): unknown {
  try {
    return JSON.parse(readKept(name) ?? "null");
  } catch {
    return null;
  }
}

/** Keeps a text under a name; null forgets it. Where the browser keeps nothing, it holds until the page is left. */
export function keep(name: string, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(keyOf(name));
    else localStorage.setItem(keyOf(name), text);
  } catch {
    // storage is off or full
  }
}
