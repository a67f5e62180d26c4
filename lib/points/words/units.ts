/**
 * Units that stand behind a number and end its pair: `data : 0.01 s loss : 2.0`. Each once, as printed; those of time stand in
 * `tables/time_words.ts`.
 *
 * @module
 */
import { counterOf } from "./counters.ts";
import { wordsBeyondEnglish, wordsIn } from "./tables/table.ts";
import { TIME_WORDS } from "./tables/time_words.ts";

const list = (words: string) => words.split(" ");

const OTHER_TIMES = wordsBeyondEnglish(TIME_WORDS.unit),
  OF_TIME: ReadonlySet<string> = new Set(wordsIn(TIME_WORDS.unit));
const WORDS: ReadonlySet<string> = new Set([
  ...OF_TIME,
  ...list("% KB MB GB TB KiB MiB GiB TiB dB °C C W kW mW Hz kHz MHz GHz rpm"),
]);
/** What a speed is per, in names and in units. */
export const SPEED_PER = list("s sec secs second min h hr it iter step batch epoch device gpu worker thread");
const PER: ReadonlySet<string> = new Set([...SPEED_PER, "GPU", ...OTHER_TIMES]);
const SPEED = /^[\p{L}\p{M}]{1,20}\/([\p{L}\p{M}]+)$/u;

/** True for a word behind the slash of a speed: `words/s`, `с/эпоху`. */
export function isPer(word: string): boolean {
  return PER.has(word) || counterOf(word) !== null;
}
/** A word behind a number, before the words that name the next one. What stands before `=` or `:` is a name. */
const BEHIND = /^ ?([%°\p{L}µ][\p{L}\p{M}\w/]{0,20}|%)\.?(?=\s+[\p{L}([]|\s*[|,;])(?!\s*[=:]|\s+(?:of|per|in|for)\b)/u;

/** Length of the unit that a text begins with; 0 without one. */
export function unitLength(text: string): number {
  const found = BEHIND.exec(text);
  return found && (WORDS.has(found[1]!) || isPer(SPEED.exec(found[1]!)?.[1] ?? "")) ? found[0].length : 0;
}

/** A word behind a number. What stands before `=`, `:` or another number is a name. */
const WORD_BEHIND = /^ ?([\p{L}\p{M}µ]{1,14})(?![\p{L}\p{M}\w/]|\.\p{L}|\s?[:=]| [-+]?\.?\d)/u;

/** True for a text behind a number that begins with a unit of time: ` Sek.`, `초`, ` min`. */
export function beginsWithTime(text: string): boolean {
  const word = WORD_BEHIND.exec(text)?.[1];
  return word !== undefined && OF_TIME.has(word);
}

/** The name of a statistic, and a further one's words and value: `max_drag`, ` min drag 0.5`. */
const GREATER = /^(?:max|maximum|best|worst)(?:_|$)|^(?:top|mean|avg|average|median|std|sum|total)_/;
const LEAST = /^ min(?! (?:of|per|in|for) )(?: \p{L}[\p{L}\d_/-]{0,20}){1,3}\s{0,3}[:= ]\s{0,3}[-+]?\.?\d/u;

/** True for ` min` behind a value that begins the next name, and is no unit of time: `max drag 0.9 min drag 0.5`. */
export const isLeastBehind = ({ name, kind }: { name: string; kind: string }, behind: string): boolean =>
  kind === "metric" && GREATER.test(name) && LEAST.test(behind);

/** True for a word that is a unit of time: `min`, `Sekunden`. */
export const isTimeUnit = (word: string): boolean => OF_TIME.has(word);

/** Units of time that may be glued to a number, in scripts that put spaces between words. */
export const GLUED_TIMES: readonly string[] = OTHER_TIMES.filter((unit) =>
  /^[\p{Script=Cyrillic}\p{Script=Latin}]+$/u.test(unit)
);

/** Units that may stand in brackets behind a name, each alone or with a prefix for its size. */
const BASES: ReadonlySet<string> = new Set(list(
  "eV J cal Ha Hartree Ry bar atm Hz m g s sec secs min h B b bit bits nat nats dB W V A Å K mol atom atoms deg rad px pixel pixels °C ° N Pa bpp bpc a.u. " +
    "it iter step token tok",
));
const SIZE = /^[fpnuµmckMGT]i?/, POWER = /(?:\^?-?\d|[²³])$/;
/** A text in brackets behind a name: ` [meV/Å]`, `(ms)`. A single letter may be an argument: it needs a space before. */
const BRACKETED = /(?:\s*[\[(](?!.[\])])|[ _][\[(])([^\[\]()]{1,60})[\])]$/;

/** True for a unit, with its size and its power: `meV`, `Å³`. */
function isUnit(printed: string): boolean {
  const bare = printed.replace(POWER, "");
  return BASES.has(bare) || BASES.has(bare.slice(1)) && SIZE.test(bare) || BASES.has(bare.replace(SIZE, ""));
}

/** True for a unit, and for up to three with a mark between them. */
function areUnits(printed: string): boolean {
  const units = printed.split(/\s?[/·*]\s?/);
  return printed === "%" || (units.length <= 3 && units.every(isUnit));
}

/** Offset where the unit in brackets begins that ends a name; -1 without one. */
export function unitInBrackets(name: string): number {
  const last = name.at(-1);
  const found = last === "]" || last === ")" ? BRACKETED.exec(name) : null;
  return found && areUnits(found[1]!) ? found.index : -1;
}
