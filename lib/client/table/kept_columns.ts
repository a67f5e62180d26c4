/**
 * The columns that somebody has chosen for the table of an experiment, kept in this browser. An address that names columns comes first.
 *
 * @module
 */

const keyOf = (experimentId: string) => `stdcurve-columns-${experimentId}`;

/** The kept columns; null for none, and where the browser keeps nothing. */
export function readKeptColumns(experimentId: string | null): string[] | null {
  if (experimentId === null) return null;
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(experimentId)) ?? "null");
    return Array.isArray(kept) && kept.every((each) => typeof each === "string") ? kept : null;
  } catch {
    return null; // it keeps nothing, or something else wrote there
  }
}

/** Keeps columns; null forgets them. */
export function keepColumns(experimentId: string | null, columns: readonly string[] | null): void {
  if (experimentId === null) return;
  try {
    if (columns === null) localStorage.removeItem(keyOf(experimentId));
    else localStorage.setItem(keyOf(experimentId), JSON.stringify(columns));
  } catch {
    // the browser keeps nothing: the address has the columns
  }
}
