/**
 * Decides from a mark in the KV whether somebody looks at runs. Only changes of the mark count, because the clock of the machine that set it
 * may be wrong. Reads nothing itself.
 *
 * @module
 */
import { LOOK_KEPT_MS } from "../limits.ts";

/** What is known of those who look. */
export interface Looks {
  /** Call it with each mark that is read; null where there is none. */
  note(mark: number | null): void;
  /** True when the mark has changed within `LOOK_KEPT_MS`, and for that long from the start on. */
  isRecent(): boolean;
}

/** Begins to watch the mark. `clock` counts milliseconds. */
export function watchLooks(clock: () => number = () => performance.now()): Looks {
  let newest: number | null = null, changed = clock();
  return {
    note(mark) {
      if (mark !== newest) changed = clock();
      newest = mark;
    },
    isRecent: () => clock() - changed < LOOK_KEPT_MS,
  };
}
