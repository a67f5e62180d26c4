/**
 * What is remembered of leads. Holds no rule.
 *
 * @module
 */

/** What is known of a lead: a whole number that may be its lines' counter. */
export interface LeadTrack {
  name: string;
  /** The form of the lines that it is beside an epoch on, and of the newest line of a part, as in their facts; 0 for any other lead. */
  form: number;
  last: number;
  /** By how much it went up; NaN before it did. */
  rise: number;
  /** How often it went up by that. */
  rises: number;
  verdict: "open" | "counter" | "none";
  /** The newest number of its inner lead, how often that one went up beside it, and how often it began again as the lead went up. */
  innerLast: number;
  innerRises: number;
  restarts: number;
  inner: "open" | "counter" | "none";
  /** Lines waited for it for long enough and wait no more; later ones stand by it once it shows that it counts. */
  isLate?: boolean;
  /** The newest lines above values that had it alone, with its numbers there; left out for any other lead. */
  heads?: [line: number, value: number][];
  /** What is known of spare numbers; left out for any other lead. */
  spares?: SpareTrack;
}

/** What is known of the spare numbers of lines of one form. */
export interface SpareTrack {
  /** Each of them: its first number, its last one, by how much it went up and how often; -1 once it did anything else. */
  each: { first: number; last: number; rise: number; rises: number }[];
  /** Steps up that make one of them a counter. */
  needed: number;
  /** The step that the newest line named, by how much it went up, how often it did, stayed and went back; NaN without one. */
  step: number;
  stepRise: number;
  ups: number;
  stays: number;
  backs: number;
  /** It went up by one amount twice in a row. */
  isEven: boolean;
  /** Index of the one that counts; -1 before. */
  at: number;
}
