/**
 * What the reader is known not to read always, each with the reason: habits that come together in one log. Logs that have them all are made, but
 * may have faults.
 *
 * @module
 */

interface Known {
  habits: string[];
  why: string;
}

const KNOWN: Known[] = [];

/** True when a log of these habits may have faults. */
export function isKnown(habits: readonly string[]): boolean {
  return KNOWN.some((known) => known.habits.every((habit) => habits.includes(habit)));
}
