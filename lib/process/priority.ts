/**
 * The priority of this process when all cores are busy.
 *
 * @module
 */
import { setPriority } from "node:os";

/** With this niceness the process still gets a quarter of a core beside a program that uses all the time it can get. */
const NICENESS = 5;

/**
 * Gives this process a lower priority than the training that it captures. Children inherit the priority, so call this after the command
 * was started. Does nothing where it is not permitted.
 */
export function lowerPriority(): void {
  try {
    setPriority(0, NICENESS);
  } catch {
    // not permitted or not supported: the command is then a little slower
  }
}
