/**
 * The warning that the database does not answer: printed once per command, however often a write is retried.
 *
 * @module
 */
import { join } from "node:path";
import { Damaged, Refused, Unavailable } from "../errors.ts";
import { NotOpenYet } from "../store/kv/deferred.ts";
import { printError } from "../host/stderr.ts";
import { isDiskFull } from "../runs/full_disk.ts";

/** Prints the warning at the first failure. */
export interface StoreWarning {
  warn(error: unknown): void;
  /** True after a failure. */
  readonly isGiven: boolean;
}

/** What lasts isn't retried, and says itself where the output is. Where the output has no room either, its capture says what that means. */
function describeWarning(error: unknown, spoolDirectory: string | undefined): string {
  if (error instanceof Refused || error instanceof Damaged) return `stdcurve: ${error.message}`;
  const why = error instanceof Unavailable ? error.message : `the store does not answer (${error})`;
  const isSafe = spoolDirectory === undefined || !isDiskFull(join(spoolDirectory, "spool"));
  return `stdcurve: ${why}; retrying${isSafe ? ", nothing is lost" : ""}`;
}

/** Creates a warning that was not printed yet. `spoolDirectory` is where the output of a command waits meanwhile, if there is one. */
export function createStoreWarning({ spoolDirectory }: { spoolDirectory?: string } = {}): StoreWarning {
  let isGiven = false;
  return {
    warn(error) {
      if (error instanceof NotOpenYet) return;
      if (!isGiven) printError(describeWarning(error, spoolDirectory));
      isGiven = true;
    },
    get isGiven() {
      return isGiven;
    },
  };
}
