/**
 * The warning that the database does not answer: printed once per command, however often a write is retried.
 *
 * @module
 */
import { printError } from "../host/stderr.ts";

/** Prints the warning at the first failure. */
export interface StoreWarning {
  warn(error: unknown): void;
  /** True after a failure. */
  readonly isGiven: boolean;
}

/** Creates a warning that was not printed yet. */
export function createStoreWarning(): StoreWarning {
  let isGiven = false;
  return {
    warn(error) {
      if (!isGiven) printError(`stdcurve: the store does not answer (${error}); retrying, nothing is lost`);
      isGiven = true;
    },
    get isGiven() {
      return isGiven;
    },
  };
}
