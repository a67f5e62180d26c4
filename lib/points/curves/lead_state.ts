/**
 * What is remembered of leads: what their numbers have done from line to line. Doesn't say what that proves.
 *
 * @module
 */
import { isSet } from "../grammar/statement.ts";

/** What a number has done from line to line. */
export interface Moves {
  last: number;
  /** By how much it went up last; NaN before it did. */
  rise: number;
  /** How often it went up; -1 once it did what no counter does. */
  rises: number;
  stays: number;
  backs: number;
}

/** What is known of a lead: a whole number that may be its lines' counter. */
export interface LeadTrack {
  name: string;
  /** Lines wait for one that is open. They have waited for long enough for one that is late: later ones stand by it once it counts. */
  verdict: "open" | "late" | "counter" | "none";
  /** Its number; for spare numbers the step that their lines name, NaN without one. */
  own: Moves;
  /** The numbers beside it: what may count within it, or instead of it. */
  beside: Moves[];
  /** Index of the one of those that does; -1 before. */
  at: number;
  /** The form of the newest line that was compared, and its epoch. */
  form: number;
  epoch: number;
  /** The newest lines above values that had it alone, with its numbers there; left out for any other lead. */
  heads?: [line: number, value: number][];
}

/** True for a lead that is known to count, or not to. */
export const isJudged = ({ verdict }: LeadTrack): boolean => verdict === "counter" || verdict === "none";

/** A number that did nothing yet. */
export const newMoves = (last: number): Moves => ({ last, rise: NaN, rises: 0, stays: 0, backs: 0 });

/** What a number does on a line: it goes up, by the amount of the last time or by another one. */
export type Move = "up" | "uneven" | "stay" | "back";

/** What a number does on a line. The first print may be one short of the others' pace: `1, 100, 200` and `0, 99, 199`. */
export function moveOf(value: number, { last, rise, rises }: Moves): Move {
  const next = value - last;
  if (!(next > 0)) return next === 0 ? "stay" : "back";
  const isFirstShort = rises === 1 && rise > 1 && next === rise + 1;
  return !isSet(rise) || next === rise || isFirstShort ? "up" : "uneven";
}

/** Remembers what a number does on a line, and says it. */
export function noteMove(value: number, moves: Moves): Move {
  const move = moveOf(value, moves);
  if (move === "stay") moves.stays++;
  else if (move === "back") moves.backs++;
  else {
    moves.rise = value - moves.last;
    moves.rises++;
  }
  moves.last = value;
  return move;
}

/** True for a number that went up. */
export const isUp = (move: Move): boolean => move === "up" || move === "uneven";
