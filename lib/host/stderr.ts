/**
 * Lines on stderr for whoever looks.
 *
 * @module
 */

/** Prints on stderr. That nobody is there to read it, as when the terminal was closed, stops nothing. */
export function tell(...values: unknown[]): void {
  try {
    console.error(...values);
  } catch {
    // a closed terminal
  }
}
