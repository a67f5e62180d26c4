/**
 * What is remembered of leads. Holds no rule.
 *
 * @module
 */

/** What is known of a lead: a whole number that may be its lines' counter. */
export interface LeadTrack {
  name: string;
  /** The form of the lines that it is beside an epoch on, as in their facts; 0 for any other lead. */
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
}
