/**
 * What a rule is: it takes one kind of number on a line. Its lines are what it promises, and its tests.
 *
 * @module
 */
import type { Field, Walk } from "../walk.ts";

/** One rule of the grammar. Its place in the table is its priority. */
export interface Rule {
  /** What the number is, in plain words: `--explain` prints it. */
  name: string;
  /** The fields that it looks at: those with a name, those without, or both. */
  of: "named" | "unnamed" | "any";
  /** Lines that the rule takes a number of, and the metric points of the whole log: `name=value@step`, separated by spaces. */
  lines: readonly (readonly [log: string, points: string])[];
  /** Takes a field: returns true and notes what the number is, or returns false and changes nothing. */
  bind(field: Field, walk: Walk): boolean;
}
