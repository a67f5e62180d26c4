/**
 * The captures that one process has under way. Reports their errors, forgets those that have ended, and stops the rest.
 *
 * @module
 */
import type { Capture } from "./capture.ts";

/** Captures under way. */
export interface KeptCaptures {
  /** Adds one, until it ends. */
  keep(capture: Capture): void;
  /** How many there are. */
  readonly size: number;
  /** Stops all of them. Their commands run on. */
  stop(): Promise<void>;
}

/** Begins without any. `onError` gets what a capture throws. */
export function keepCaptures(onError: (error: unknown) => void): KeptCaptures {
  const captures = new Set<Capture>();
  return {
    keep(capture) {
      captures.add(capture);
      capture.done.catch(onError).finally(() => captures.delete(capture));
    },
    get size() {
      return captures.size;
    },
    async stop() {
      await Promise.all([...captures].map((capture) => capture.stop()));
    },
  };
}
