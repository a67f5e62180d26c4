/**
 * What lines of one shape say: which number is the step, which is a metric's value. The formats and the grammar make a statement once for
 * each shape; each line fills in its numbers.
 *
 * @module
 */
import type { NameInfo } from "../words/name.ts";
import type { LineMark } from "../words/run_mark_kinds.ts";
import type { BarSlots } from "./bar_slots.ts";
import type { FilledLead, Lead, SpareNumbers } from "./lead_kinds.ts";
import type { InPart } from "./parts.ts";
import type { PrinterSlot } from "./printer_slot.ts";
import type { QuotedText } from "./quoted.ts";

/** One named number of a line. */
export interface Pair {
  info: NameInfo;
  value: number;
  /** `%`, `ms`, `GB`; empty when nothing is glued to the number. */
  unit: string;
  /** True when a mark such as `=` or `:` stood between name and number, or a table named it. */
  separated: boolean;
  /** What the number was measured on: `val`, `valid`, `test`, `eval`, `dev`; empty when the line names none. */
  phase: string;
  /** Line it was printed on. */
  line: number;
  /** True when the number was printed without a point. */
  integer: boolean;
  /** True for a name with a number of the line in it: it must come again before it is charted. */
  mustRecur: boolean;
}

/** True for a number that a line printed or a counter reached; NaN stands for none. */
export const isSet = (count: number): boolean => count === count;

/** The counters on a line. NaN (see `isSet`) for those that it doesn't print. */
export interface Counters {
  step: number;
  stepTotal: number;
  epoch: number;
  epochTotal: number;
  batch: number;
  batchTotal: number;
  /** Another counter beside a step, to a total: it may count within it. */
  beside: number;
}

/** What one line says, before anyone decides what becomes a point. */
export interface LineFacts extends Counters {
  pairs: Pair[];
  /** Numbers whose names mean nothing for training as a rule: they count once they change. */
  asides: Pair[];
  /** A whole number that may be the line's counter: null without one. */
  lead: FilledLead | null;
  /** The numbers that may count where the lead doesn't; null without any. */
  spare: SpareNumbers | null;
  /**
   * True when the epoch was printed as a whole number, and before the values or with a total. `1.0`, and an epoch behind the values, may
   * be a position within an epoch.
   */
  wholeEpoch: boolean;
  /** True for a count behind the word for training, which is the epoch unless epochs are named on lines of their own: `Train: [2/50]`. */
  isEpochByPlace: boolean;
  /** What the line's numbers were measured on; empty for training. */
  phase: string;
  /** True when the line says itself that its numbers are those of training. */
  ofTraining: boolean;
  /** The phase that was named above a line which waits, and the line that named it; null for a line that doesn't wait. */
  heading: { phase: string; line: number } | null;
  /** A word at the start of the line that may set it apart: a model, a service. Empty without one. */
  badge: string;
  /** A word at the end of the line, or in a field of it, that sets it apart where another one has the same step. Empty without one. */
  tag: string;
  /** The words before a line's names and a colon, which may set it apart: a class, a data set. Empty without them. */
  label: string;
  /** Who may have printed the line, by a number at its start, and the counter that this number is otherwise; null without one. */
  printer: (Omit<PrinterSlot, "slot"> & { name: string; value: number }) | null;
  rank: number | null;
  /** Factor of the step: 1,000 for `31K`. */
  stepScale: number;
  /** How well the step's name says that it counts training: 0 is best. Infinity without a named step. */
  stepPriority: number;
  /** True for the header of a trial: the steps below it begin anew, and don't run on. */
  beginsAnew: boolean;
  /** True for a line without values that tells of the best ones so far, as of their epoch. */
  tellsOfBest: boolean;
  /** True when words stand before the first counter, or nothing but settings beside it: it may say how far training will go. */
  mayPlan: boolean;
  /** True for an epoch, or another counter alone, that is over: `Epoch 1 done`, `Finished episode 1`. */
  isOver: boolean;
  /** A number from 1 to 255 that lines share which name the same values, or one value by the same words; 0 for rows of a table. */
  form: number;
  line: number;
}

/** Where the prefix of a shape's lines ends: behind the text that follows a number. */
export interface PrefixEnd {
  /** Index of the last number in the prefix; -1 where it has none. */
  slot: number;
  /** The prefix behind that number, as the shape's typical line has it. */
  tail: string;
  /** True for a prefix of spaces alone. */
  isBlank: boolean;
}

/** How a line fits into a list of settings. */
export interface ListPart {
  /** It says by itself that it is a setting: its value is a word, or its name is no metric's. */
  isSetting: boolean;
  /** It opens or closes a part of the list: `model:`, `},`. */
  isFrame: boolean;
}

/** What lines of one shape say. */
export interface Statement {
  /** Filled again for each line. */
  facts: LineFacts;
  /** Index of each counter's number; -1 for those that the shape doesn't have. */
  slots: Counters;
  /** Index of the rank's number; -1 without one. */
  rankSlot: number;
  /** Number of the lowest rank: replicas of a service count from 1. */
  rankBase: number;
  /** The rank where it is part of a word (`rank1`) and so of the shape. */
  rank: number | null;
  /** For each pair the index of its number, and the factor to multiply it by. */
  pairSlots: number[];
  asideSlots: number[];
  /** By the index of a pair, and of an aside, the part that it belongs to, and its name without that; empty on most lines. */
  parts: InPart[];
  asideParts: InPart[];
  lead: Lead | null;
  /** The text with a number in it that is the line's tag; null without one. */
  textTag: QuotedText | null;
  /** The same for the label: a number in a bracket behind the names of the line's values. */
  textLabel: QuotedText | null;
  /** The number that may say who printed the line; null without one. */
  printer: PrinterSlot | null;
  scales: number[];
  bar: BarSlots | null;
  /** Indexes of the numbers that may be a row under a table's header, `end` behind the last; null when they can't be one. */
  row: { first: number; end: number } | null;
  /** The phase that a heading names for the lines below it, "" for training; null for a line that is no heading. */
  heading: string | null;
  /** The words of a line without values that may set the lines below it apart; empty where other words stand, null for other lines. */
  title: string | null;
  /** True when a format knows that the numbers are metrics: they are charted without a step. */
  isSure: boolean;
  /** Factor of the step: `31K` is 31,000. */
  stepScale: number;
  /** By the index of a number, the name of the rule that took it. What a format reads itself has none. */
  rules: string[];
  /** Name of the format that read the line; empty for the grammar. */
  format: string;
  /** Why nothing on the line counts, in words: it is a list of settings, say. Empty for other lines. */
  ignored: string;
  /** How the line fits into a list of settings; null for one that can't stand in it. */
  listed: ListPart | null;
  /** True when its lines may print settings: one alone, or fields. */
  hasSettings: boolean;
  /** The key of its pairs' names, once a list of settings asked for it; NaN before, and where numbers of the line are part of the names. */
  namesKey: number;
  /** Index of the time that is left; -1 without one. */
  leftSlot: number;
  /** Format whose span lines of this shape begin; empty when they begin none. */
  begins: string;
  /** True when a metric's value can't be read. */
  hasUnreadable: boolean;
  /** What its lines tell of the run itself; null for most. */
  lineMark: LineMark | null;
  /** Where the prefix before the program's own words ends; null without one. */
  prefix: PrefixEnd | null;
  /** Offset of the text that another writer glued to a bar, in the line that this was made from; -1 without such text. */
  glued: number;
  /** Index of the bar's last number, before the bracket that ends the bar. */
  lastSlot: number;
  /** What the glued text says. */
  next: Statement | null;
}

/** True when lines of the shape print a step, an epoch or a batch. */
export function hasCounter({ slots }: Statement): boolean {
  return slots.step >= 0 || slots.epoch >= 0 || slots.batch >= 0;
}

/** True when the line prints a step, an epoch or a batch. */
export function hasProgress(facts: Counters): boolean {
  return isSet(facts.step) || isSet(facts.epoch) || isSet(facts.batch);
}
