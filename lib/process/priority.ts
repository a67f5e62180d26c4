/**
 * Who goes first where all cores are busy.
 *
 * @module
 */
import { setPriority } from "node:os";

/** A quarter of a core at least beside a program that takes all it gets, and that one the rest. */
const NICENESS = 5;

/**
 * Lets the training go before this process, which only watches it. Children that are started later would be as patient, so this is for
 * a process that has started its one command. Does nothing where it is not permitted.
 */
export function giveWay(): void {
  try {
    setPriority(0, NICENESS);
  } catch {
    // not permitted, or no such thing here: the command is only a little slower for it
  }
}
