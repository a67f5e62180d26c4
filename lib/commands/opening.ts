/**
 * Opens the database of a command in the background: the command need not wait for one that is locked or does not answer. Starts nothing and
 * stores nothing.
 *
 * @module
 */
import { Unavailable } from "../errors.ts";
import { retryUntilAnswered } from "../intake/retry.ts";
import { openStore, type Store } from "../store/store.ts";

/** A store that is being opened. It is closed when this is disposed of. */
export interface Opening extends Disposable {
  store: Promise<Store>;
  /** True once the store is open. */
  isOpen(): boolean;
  /**
   * Resolves when the store is open, or after a short time.
   *
   * @throws {InvalidInput} when it is known by then that the database can't be used
   */
  checkBriefly(): Promise<void>;
}

/** Opening takes 20 ms. A database that can't be used is mostly known within this time. */
const BRIEF_MS = 250;

/** Opens the store, and tries again for as long as that may help. Each failure goes to `onError`. */
export function openInBackground(location: string, onError: (error: unknown) => void): Opening {
  const closing = new AbortController();
  let opened: Store | null = null;
  const store = retryUntilAnswered(() => openStore(location, { onWait: (why) => onError(new Unavailable(why)) }), {
    onError,
    signal: closing.signal,
  });
  store.then((each) => {
    opened = each;
    if (closing.signal.aborted) each.close();
  }, () => {}); // whoever uses the store gets the error
  return {
    store,
    isOpen: () => opened !== null,
    async checkBriefly() {
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, BRIEF_MS);
      try {
        await Promise.race([store, late]);
      } finally {
        clearTimeout(timer);
      }
    },
    [Symbol.dispose]() {
      closing.abort();
      opened?.close();
    },
  };
}
