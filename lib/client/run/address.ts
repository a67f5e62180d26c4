/**
 * Writes to the page's address what the page shows, so that a link to it shows the same.
 *
 * @module
 */

/** Pause before a retry. Browsers refuse more than about a hundred changes in half a minute. */
const REFUSED_PAUSE_MS = 5_000;

/**
 * Adds an entry to the history, with the query and hash that `write` returns. Back then leads to the address as it was. The entry before
 * loses its state: Fresh's runtime puts one there, and loads the whole page when Back comes to it.
 */
export function pushAddress(write: (now: Location) => string): void {
  const { pathname } = location;
  try {
    history.replaceState(null, "", location.href);
    history.pushState(null, "", pathname + write(location));
  } catch {
    writeAddress(write); // too many changes: the page is right, and Back undoes several of them
  }
}

/** Replaces the address's query and hash by what `write` returns. Adds no entry to the history. Retries when the browser refuses. */
export function writeAddress(write: (now: Location) => string): void {
  const { pathname } = location;
  try {
    history.replaceState(history.state, "", pathname + write(location));
  } catch {
    // An arrow key is held down. The page is right already; the address follows later.
    setTimeout(writeAddress, REFUSED_PAUSE_MS, write);
  }
}
