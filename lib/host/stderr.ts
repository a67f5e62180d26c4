/**
 * Messages to the user on stderr.
 *
 * @module
 */

/** Prints on stderr. Does not fail when nobody can read it any more, for example after the terminal was closed. */
export function printError(...values: unknown[]): void {
  try {
    console.error(...values);
  } catch {
    // the terminal was closed
  }
}
