/**
 * Finds the number at the start of a line, before its own counter, that may say which of several programs printed it: `[0] step 3 loss 0.5`,
 * `seed=1 step=3`, `10.0.0.1: step 3`. What the numbers and the steps do shows whether it does (`curves/printers.ts`).
 *
 * @module
 */
import { BROKEN, INTEGER } from "../scan/number_form.ts";
import type { Shape } from "../scan/shape.ts";
import { slotFrom, type Source } from "../scan/source.ts";
import { canonicalName, isCounterName, understandName } from "../words/name.ts";
import { namesSplit } from "../words/splits.ts";
import { ROUNDS_PRIORITY } from "../words/vocabulary.ts";
import type { PrinterSlot } from "./printer_slot.ts";
import type { LineFacts, Statement } from "./statement.ts";

/** What stands before such a number: a bracket, a word and what ties them. */
const BEFORE = /^\s*[#[(<|]?\s?(?:(\p{L}[\p{L}_-]{0,20}?)(\s?[=:#]\s?|[ _-]))?$/u;
/** What stands behind it: the end of its bracket, a mark; behind a word also a space or a comma. */
const BEHIND = /^\s?(?:[\])>|:]|-\s)/, BEHIND_WORD = /^(?:[\])>]?[\s,;|:]|[\])>])/;
const CLOSED = /^\s?[\])]/, ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/** The number that may say who printed a line of values with a counter; null without one. */
export function printerOf(statement: Statement, source: Source): PrinterSlot | null {
  const { text, shape, from } = source, slot = slotFrom(source, from);
  if (!mayBePrinted(statement) || !isPrinterForm(slot, source) || !isBeforeCounter(slot, statement)) return null;
  const takes = takenBy(slot, statement), found = BEFORE.exec(text.slice(from, shape.start[slot]));
  if (takes === undefined || found === null) return null;
  const word = canonicalName(found[1] ?? ""), behind = text.slice(shape.end[slot]);
  if (word === "" ? !BEHIND.test(behind) : !BEHIND_WORD.test(behind) || !mayPrint(word, takes)) return null;
  return { slot, word, takes, isSure: shape.form[slot] === BROKEN || isBeforeStep({ word, takes }, behind, statement) };
}

/** Who may have printed a line: the number as it was printed, behind its word. Most lines come from the one of the line before. */
export function namePrinter({ printer, facts }: Statement, text: string, shape: Shape): LineFacts["printer"] {
  const { slot, ...own } = printer!, value = shape.value[slot]!;
  if (facts.printer?.value === value) return facts.printer;
  return { ...own, name: `${own.word} ${text.slice(shape.start[slot], shape.end[slot])}`.trim(), value };
}

/** True for a number alone in a bracket before a step. */
function isBeforeStep(
  { word, takes }: Omit<PrinterSlot, "slot" | "isSure">,
  behind: string,
  { slots }: Statement,
): boolean {
  return word === "" && takes === null && CLOSED.test(behind) && slots.step >= 0;
}

/** True for a line of values that nothing else sets apart. */
function mayBePrinted({ format, bar, parts, textTag, textLabel, facts: { pairs, tag, label } }: Statement): boolean {
  return format === "" && bar === null && pairs.length > 0 && parts.length === 0 && textTag === null &&
    textLabel === null && tag + label === "";
}

function isPrinterForm(slot: number, { text, shape }: Source): boolean {
  const form = shape.form[slot];
  return form === INTEGER || (form === BROKEN && ADDRESS.test(text.slice(shape.start[slot], shape.end[slot])));
}

/** The counter that a number is otherwise, null for none; undefined for one that is no printer's. */
function takenBy(slot: number, { slots, facts }: Statement): PrinterSlot["takes"] | undefined {
  const { step, stepTotal, epoch, batch, batchTotal } = slots;
  if (slot === epoch) return undefined;
  if (slot === step) return epoch >= 0 && stepTotal < 0 && facts.stepPriority === ROUNDS_PRIORITY ? "step" : undefined;
  if (slot === batch) return batchTotal < 0 ? "batch" : undefined;
  return null;
}

/** True for a number with a counter behind it, and that one's values behind the counter. */
function isBeforeCounter(slot: number, { slots: { step, epoch, batch }, pairSlots }: Statement): boolean {
  const counter = Math.min(...[step, epoch, batch].filter((each) => each > slot));
  return Number.isFinite(counter) && pairSlots.every((each) => each > counter || each === slot);
}

/** True for a word that neither counts nor measures. */
function mayPrint(word: string, takes: PrinterSlot["takes"]): boolean {
  const { known, kind } = understandName(word);
  return takes === "step" || (!known && kind === "metric" && !isCounterName(word) && !namesSplit(word));
}
