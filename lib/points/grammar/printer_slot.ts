/**
 * The number at the start of a line that may say who printed it. `printer.ts` finds it. Holds no rule.
 *
 * @module
 */

/** The number that may say who printed a line. */
export interface PrinterSlot {
  slot: number;
  /** The word before it: `seed`. Empty without one. */
  word: string;
  /** The counter of the line that it is otherwise; null for none. */
  takes: "step" | "batch" | null;
  /** True for an address, and for a number in a bracket before a step: no program counts so. */
  isSure: boolean;
}
