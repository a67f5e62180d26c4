/**
 * The columns that somebody has chosen for the table of an experiment, kept in this browser. An address that names columns comes first.
 *
 * @module
 */
import { keep, readKeptJson } from "../frame/kept.ts";

const nameOf = (experimentId: string) => `columns-${experimentId}`;

/** The kept columns; null for none. */
export function readKeptColumns(experimentId: string | null): string[] | null {
  const kept = experimentId === null ? null : readKeptJson(nameOf(experimentId));
  return Array.isArray(kept) && kept.every((each) => typeof each === "string") ? kept : null;
}

/** Keeps columns; null forgets them. */
export function keepColumns(experimentId: string | null, columns: readonly string[] | null): void {
  if (experimentId !== null) keep(nameOf(experimentId), columns && JSON.stringify(columns));
}
