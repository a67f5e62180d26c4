/**
 * Which groups of panels are folded, remembered in this browser for each experiment. Without storage nothing is remembered.
 *
 * @module
 */
import { keep, readKeptJson } from "../../frame/kept.ts";

const nameOf = (experimentId: string) => `folds-${experimentId}`;

/** The groups that were folded or unfolded by hand: true for folded. */
export function readFolds(experimentId: string): Map<string, boolean> {
  const kept = readKeptJson(nameOf(experimentId));
  return new Map(Array.isArray(kept) ? kept.filter(isFold) : []);
}

function isFold(entry: unknown): entry is [string, boolean] {
  return Array.isArray(entry) && typeof entry[0] === "string" && typeof entry[1] === "boolean";
}

/** Remembers them. */
export function keepFolds(experimentId: string, folds: ReadonlyMap<string, boolean>): void {
  keep(nameOf(experimentId), JSON.stringify([...folds]));
}
