/**
 * What a lead is: a whole number that may be its line's counter though no word says so. `lead.ts` finds it on a line, `curves/lead_proofs.ts` sees by
 * its numbers whether it counts. Holds no rule.
 *
 * @module
 */

/** Where a lead stands, which says what it must show and what it can be. */
export type LeadKind =
  /** Beside values that programs know or that have names: `i:1 tl:4.21`, `loss: 1.5 (100)`. */
  | "count"
  /** A percentage that says how much of training, or of an epoch, is done. */
  | "share"
  /** Before values that only a counter makes a metric's: `99 672.8`. */
  | "guess"
  /** A simulated time alone on its line, which places the lines below: `Time = 0.005`. */
  | "time"
  /** A bare number before a count with its total: a rank or an epoch. */
  | "rank"
  /** A count with its total before a step: an epoch or a batch. */
  | "around"
  /** Within the name of the line's only value, with a space or a mark before it: `Recall at 10: 0.5`. */
  | "name"
  /** Which of several things all values of the line are of: `Subject 3 loss: 0.5`. */
  | "part"
  /** At the end of such a name: `loss_3 = 0.5`. It is no number of the line. */
  | "glued"
  /** Alone with its words, or with its total too, above values: `=== Loop 3 ===`, `100/500 done`. */
  | "above"
  /** Alone behind its name, above values: `trajectory = 10`. */
  | "head"
  /** Beside an epoch: `epoch=3 i=20 loss=0.5`, `i=20 epoch=3 loss=0.5`. */
  | "within"
  /** Any of the spare numbers of a line, whichever counts: `drag 0.5 <20>`. */
  | "spare";

/** A whole number that may be the line's counter. */
export interface Lead {
  /** Index of the number; -1 for one that is part of a word, which is `fixed`. */
  slot: number;
  fixed?: number;
  /** Its name, or one of those below; empty without one, `()` for one in parentheses. */
  name: string;
  /** Index of its pair; -1 when it is none. */
  pair: number;
  kind: LeadKind;
  /** The next number, which may count within it, or the total of a count before a step; null without one. */
  inner: { slot: number; name: string; pair: number } | null;
  /** Index of its total, `10` in `3/10`; left out without one. */
  total?: number | undefined;
}

/** A lead with its number, and that of its inner one; NaN without that. */
export interface FilledLead extends Omit<Lead, "slot" | "total" | "fixed"> {
  value: number;
  innerValue: number;
  /** Its total as printed; left out without one. */
  totalValue?: number;
  /** It stands in a heading that names a split: the values below it are of that. Left out elsewhere. */
  isHeading?: true;
}

/** A whole number that no word calls the line's counter, and that no rule took for a value. */
export interface Spare {
  slot: number;
  /** Factor of the number: 1,000 for `20k`. */
  scale: number;
  /** Index of its pair; -1 when it is none. */
  pair: number;
  /** The name of its aside; empty without one. */
  name: string;
  /** How it may count beside the step that the line names: instead of it, also as a batch, or within it. Null for one that counts only without. */
  beside: "instead" | "batch" | "within" | null;
}

/** The spare numbers of a line. */
export interface SpareNumbers {
  /** The name of the lead that one of them is: it tells lines of different forms apart. */
  name: string;
  each: readonly Spare[];
  /** The numbers themselves, filled in for each line. */
  values: number[];
}

/** The name of a percentage that says how much of training is done. */
export const SHARE_DONE = "%";
/** Name of the lead that is a simulated time. */
export const TIME_LEAD = "(time)";
/** Name of the lead that is a bare number behind the only value of its line. */
export const LAST_LEAD = "(last)";
/** Name of the lead that is a count with its total, alone on its line. */
export const ABOVE_LEAD = "(above)";
/** Name of the lead that is a bare number before a count with its total: a rank or an epoch. */
export const RANK_LEAD = "(rank)";
/** Name of the lead that is a count with its total before a step: an epoch, or a batch. */
export const AROUND_LEAD = "(around)";
/** How the names of leads begin that are any of a line's spare numbers. */
export const SPARE_LEAD = "(spare)";
/** How the names of leads begin that stand alone behind their names. */
export const HEAD_LEAD = "(head)";
