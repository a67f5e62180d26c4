/**
 * Which groups of panels are folded, remembered in this browser for each experiment. Without storage nothing is remembered.
 *
 * @module
 */

const keyOf = (experimentId: string) => `stdcurve-folds-${experimentId}`;

/** The groups that were folded or unfolded by hand: true for folded. */
export function readFolds(experimentId: string): Map<string, boolean> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(experimentId)) ?? "[]");
    return Array.isArray(kept) ? new Map(kept.filter(isFold)) : new Map();
  } catch {
    return new Map(); // storage is off, or holds something else
  }
}

function isFold(entry: unknown): entry is [string, boolean] {
  return Array.isArray(entry) && typeof entry[0] === "string" && typeof entry[1] === "boolean";
}

/** Remembers them. */
export function keepFolds(experimentId: string, folds: ReadonlyMap<string, boolean>): void {
  try {
    localStorage.setItem(keyOf(experimentId), JSON.stringify([...folds]));
  } catch {
    // storage is off or full: they are remembered until the page is left
  }
}
