/**
 * The page's address, kept such that a link reproduces what is seen.
 *
 * @module
 */

/** Browsers refuse a hundred changes within half a minute or so; then it is tried again after this time. */
const REFUSED_PAUSE_MS = 5_000;

/** Puts another query and hash in the address; `write` makes them of those there are then. Adds nothing to the history. */
export function writeAddress(write: (now: Location) => string): void {
  const { pathname } = location;
  try {
    history.replaceState(history.state, "", pathname + write(location));
  } catch {
    // Someone holds an arrow key down. What is seen is as it should be, the address follows.
    setTimeout(writeAddress, REFUSED_PAUSE_MS, write);
  }
}
