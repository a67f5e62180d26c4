/**
 * The warning that the database does not answer: printed once per command, however often a write is retried.
 *
 * @module
 */
import { Damaged, Refused, Unavailable } from "../errors.ts";
import { NotOpenYet } from "../store/kv/deferred.ts";
import { printError } from "../host/stderr.ts";

/** Prints the warning at the first failure. */
export interface StoreWarning {
  warn(error: unknown): void;
  /** True after a failure. */
  readonly isGiven: boolean;
}

/** What lasts isn't retried, and says itself where the output is. */
function describeWarning(error: unknown): string {
  if (error instanceof Refused || error instanceof Damaged) return `stdcurve: ${error.message}`;
  const why = error instanceof Unavailable ? error.message : `the store does not answer (${error})`;
  return `stdcurve: ${why}; retrying, nothing is lost`;
}

/** Creates a warning that was not printed yet. */
export function createStoreWarning(): StoreWarning {
  let isGiven = false;
  return {
    warn(error) {
      if (error instanceof NotOpenYet) return;
      if (!isGiven) printError(describeWarning(error));
      isGiven = true;
    },
    get isGiven() {
      return isGiven;
    },
  };
}
