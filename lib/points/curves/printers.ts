/**
 * Sets lines apart by a number at their start, where it says which of several programs printed them: each number's own steps go up, while those
 * of the lines go back and forth between the numbers. A number that only changes, as that of a process which began anew, sets nothing apart.
 *
 * @module
 */
import { hasProgress, isSet, type LineFacts } from "../grammar/statement.ts";
import { canonicalName } from "../words/name.ts";
import { sizeOf, sizeOfText } from "../size.ts";
import { keepFacts } from "./kept_line.ts";
import type { PrinterPlace, Printers } from "./printers_state.ts";
import type { LiveState } from "./state.ts";

/** Lines that wait, printers that are remembered, names of values of each, and its bytes when it is stored. */
const WAITING_MAX = 8, PRINTERS_MAX = 32, NAMES_MAX = 4, PLACE_BYTES = 80;

/** Lines to chart now that a line comes: those that waited for it, and the line itself unless it waits. */
export function settlePrinters(facts: LineFacts, state: LiveState): LineFacts[] {
  const { printers } = state;
  if (facts.printer === null) return isSilent(facts) ? [facts] : [...takePrinted(state), facts];
  if (printers.areApart === null && mustWait(facts, state)) {
    printers.waiting.push(keepFacts(facts, state));
    return [];
  }
  return [...takePrinted(state), printers.areApart ? asPrinted(facts) : facts];
}

/** True while a line and those that wait may be of several programs. */
function mustWait(facts: LineFacts, state: LiveState): boolean {
  const { printers } = state, { isNew, isHeld, isProof, stays } = observe(facts, state), { length } = printers.waiting;
  if (isProof) printers.areApart = true;
  if (printers.areApart !== null) printers.places.clear();
  if (printers.areApart !== null || length >= WAITING_MAX) return false;
  return isHeld || length > 1 || (length > 0 && (stays || isNew)) || (isNew && printers.places.size === 1);
}

/** Takes out the lines that wait, as they are to be charted. */
export function takePrinted({ printers }: LiveState): LineFacts[] {
  return printers.waiting.splice(0).map((each) => printers.areApart ? asPrinted(each) : each);
}

/** True for a line that neither measures nor counts. */
const isSilent = (facts: LineFacts): boolean =>
  facts.pairs.length === 0 && facts.asides.length === 0 && !hasProgress(facts);

/** What a line shows of its printer. */
interface Shown {
  /** Its printer printed nothing before. */
  isNew: boolean;
  /** It is new, and its steps aren't beyond those of the one before. */
  isHeld: boolean;
  /** An earlier one goes on by itself, where steps went back from one to another. */
  isProof: boolean;
  /** It stands where its printer's newest one does. */
  stays: boolean;
}

/** Remembers who printed a line, and sees what it shows. */
function observe(facts: LineFacts, state: LiveState): Shown {
  const { printers } = state, { places, last } = printers, { name } = facts.printer!, at = placeOf(facts);
  const own = places.get(name), other = last === name ? undefined : places.get(last);
  const goesOn = own !== undefined && isBeyond(at, own), isHeld = other !== undefined && !isBeyond(at, other);
  if (own !== undefined && isBeyond(own, at)) forget(printers); // it began anew, or counts in another way
  if (isHeld && tellsOfSeveral(facts, at, other)) printers.isBack = true;
  remember(facts, at, state);
  return {
    isNew: own === undefined,
    isHeld: isHeld && own === undefined,
    isProof: other !== undefined && goesOn && printers.isBack,
    stays: own !== undefined && !goesOn,
  };
}

/** The names of the first values on a line. */
const namesOf = ({ pairs }: LineFacts): string[] => pairs.slice(0, NAMES_MAX).map(({ info }) => info.name);

/** True for values of another printer too, whose steps go back behind it, or stay where their number would go up if it counted. */
function tellsOfSeveral(facts: LineFacts, at: PrinterPlace, other: PrinterPlace): boolean {
  return namesOf(facts).some((name) => other.names.includes(name)) &&
    (isBeyond(other, at) || at.value < other.value || facts.printer!.isSure);
}

function remember(facts: LineFacts, at: PrinterPlace, state: LiveState): void {
  const { printers } = state, { name } = facts.printer!, own = printers.places.get(name);
  printers.last = name;
  if (own !== undefined) {
    own.epoch = at.epoch;
    own.step = at.step;
    return;
  }
  const names = namesOf(facts);
  state.room -= PLACE_BYTES + sizeOfText(name) + sizeOf(names);
  printers.places.set(name, { ...at, names });
  if (printers.places.size > PRINTERS_MAX) printers.areApart = false;
}

function forget(printers: Printers): void {
  printers.places.clear();
  printers.isBack = false;
}

/** The counters of a line without the number that may say who printed it. */
function placeOf({ epoch, step, batch, printer }: LineFacts): PrinterPlace {
  const { takes, value } = printer!, own = takes === "step" ? NaN : step;
  return { epoch, step: isSet(own) || takes === "batch" ? own : batch, value, names: [] };
}

function isBeyond(one: PrinterPlace, other: PrinterPlace): boolean {
  const byEpoch = isSet(one.epoch) && isSet(other.epoch) && one.epoch !== other.epoch;
  return byEpoch ? one.epoch > other.epoch : one.step > other.step;
}

/** The line with its printer before its names, and without that number elsewhere. */
function asPrinted(facts: LineFacts): LineFacts {
  const { name, word, takes } = facts.printer!;
  const others = (pairs: LineFacts["pairs"]) => pairs.filter(({ info }) => info.name !== word);
  const pairs = others(facts.pairs).map((pair) =>
    pair.info.kind === "metric"
      ? { ...pair, info: { ...pair.info, name: canonicalName(`${name} ${pair.info.name}`) } }
      : pair
  );
  const own = takes === null ? {} : { [takes]: NaN };
  return { ...facts, ...own, pairs, asides: others(facts.asides), lead: null, rank: null };
}
