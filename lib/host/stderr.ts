/**
 * Messages to the user on stderr.
 *
 * @module
 */
import { showHidden } from "../text/visible.ts";

/** Prints on stderr, with hidden characters of texts written out. Does not fail when nobody can read it any more, for example after the terminal was closed. */
export function printError(...values: unknown[]): void {
  try {
    console.error(...values.map((value) => typeof value === "string" ? showHidden(value, { hasLines: true }) : value));
  } catch {
    // the terminal was closed
  }
}
