/**
 * What is remembered of those who print the lines of a log. Holds no rule.
 *
 * @module
 */
import type { LineFacts } from "../grammar/statement.ts";

/** Where a line stands by its own counters, the number of its printer, and the names of the values that this one printed first. */
export interface PrinterPlace {
  epoch: number;
  step: number;
  value: number;
  names: readonly string[];
}

/** What is known of those who print the lines of a log. */
export interface Printers {
  /** Each by its name, with the place of its newest line. */
  places: Map<string, PrinterPlace>;
  /** The one that printed the newest line. */
  last: string;
  /** True once the steps went back from one to another, or stayed where no counter would. */
  isBack: boolean;
  /** Whether they are curves of their own; null while it isn't known. */
  areApart: boolean | null;
  waiting: LineFacts[];
}

/** Before the first line. */
export const noPrinters = (): Printers => ({ places: new Map(), last: "", isBack: false, areApart: null, waiting: [] });
