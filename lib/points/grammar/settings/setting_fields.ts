/**
 * Finds settings by their form: `lr: 0.1` alone on its line, `name=value` and `'name': value` of a dump, a row of two cells. Says of a line
 * whether it may stand in a list of settings, not whether it does: that shows in its neighbours (`curves/listing.ts`).
 *
 * @module
 */
import { isRate } from "../../words/measured.ts";
import { understandName } from "../../words/name.ts";
import { SWITCH_VALUE } from "../../words/vocabulary.ts";
import { keepLast } from "../../scan/last_text.ts";
import { type Found, makeForm } from "../../scan/steps.ts";
import { hasCounter, type LineFacts, type ListPart, type Pair, type Statement } from "../statement.ts";

/** Why nothing on a line of settings counts. */
export const OF_SETTINGS = "a list of settings";

/** A setting: its name and its value, as printed. */
export type Setting = readonly [name: string, value: string];

/** A value as printed: thousands in groups, something in quotes or brackets, a word. */
const VALUES = [
  String.raw`\d{1,3}(?:,\d{3}){1,4}`,
  String.raw`'[^']{0,60}'|"[^"]{0,60}"|\[[^\]]{0,60}\]|\([^)]{0,60}\)`,
  String.raw`[^\s,;|(){}\[\]'"]{1,60}`,
];
/** `name=value` of a dump, `'name': value` of a dictionary. */
const FIELD = {
  name: /(?:^|[\s,;|({])(?:([A-Za-z_][\w.-]{0,39}) ?= ?|['"]([\w./ -]{1,40})['"]: ?)/g,
  values: VALUES.map((value) => new RegExp(String.raw`(${value})(?=[\s,;|)}]|$)`, "y")),
};
/** A line that is one setting: `batch_size: 32`, `  lr ............ 0.1`, `seed = 1`, `- lr (float): 0.1`, `{'lr': 0.1,`, `cfg = dict(lr=0.1,`. */
const LINE = makeForm([
  String.raw`^[^\p{L}\p{N}_]{0,24}(?:\w{1,30}(?: ?= ?\w{1,20})?\()?['"]?`,
  String
    .raw`(?<name>[A-Za-z_][\w/-]{0,59}(?:\.[\w/-]{1,40}){0,4}(?: [A-Za-z][\w-]{0,20}){0,3})['"]?(?: ?\(\w{2,8}\))?`,
  String.raw`(?:\[\d{1,4}\])?(?<tie>\s*(?:[:=|→]|[-=]>)\s*|\s*\.{3,} ?|\s{2,}|\t)`,
], { flags: "u" });
/** A value at the end of its line, where a bracket, a comma or a comment may follow. */
const LAST_VALUES = VALUES.map((value) =>
  new RegExp(String.raw`(${value})(?: ?%)?\s*[)}]*,?(?:\s+#.{0,200})?\s*$`, "y")
);
/** A flag and its value: `--lr 0.1`. */
const FLAG = /^\s*--?([A-Za-z][\w-]{1,39})[ =]([^\s-][^\s]{0,59})\s*$/;
/** Words of code and their value, with a space between them: `input_type rgb`, `amp True`. */
const SPACED = new RegExp(
  String.raw`^\s*([a-z]\w{0,20}_\w{1,20}|[A-Za-z]\w{1,39}(?= ${SWITCH_VALUE}$)) (\S{1,60})\s*$`,
);
/** A row of two cells: `| micro batch size B | 4 |`, `│ lambda      1.0 │`. */
const ROW = /^\s*[|│┃]\s*([A-Za-z_][\w./ -]{0,39}?)(?:\s*[|│┃]\s*|\s{2,})([^|│┃\s][^|│┃]{0,59}?)\s*[|│┃]\s*$/;
/** A name with a colon, or brackets: what a part of a list begins and ends with. */
const FRAME = /^[\s>*•-]*(?:["']?[\w.]{1,40}["']?\s?(?::|[:=]?\s?\w{0,20}[[({])|[\])},\s]+)\s*$/;

/** All settings in the fields of a line. */
export function settingFields(text: string): Setting[] {
  const { name, values } = FIELD, fields: Setting[] = [];
  name.lastIndex = 0;
  for (let found = name.exec(text); found !== null; found = name.exec(text)) {
    const end = name.lastIndex, value = valueAt(end, text, values);
    if (value) fields.push([found[1] ?? found[2]!, value[1]!]);
    name.lastIndex = value ? end + value[0].length : found.index + 1;
  }
  return fields;
}

/** The first form of a value that stands at an offset. */
function valueAt(at: number, text: string, values: readonly RegExp[]): RegExpExecArray | null {
  for (const value of values) {
    value.lastIndex = at;
    const found = value.exec(text);
    if (found) return found;
  }
  return null;
}

/** What stands behind a wide gap or a border: a number or a switch. A table's header has words there. */
const PLAIN_VALUE = new RegExp(`^(?:[-+.]?\\d|${SWITCH_VALUE}$)`), BORDER = /^\s*\|?\s*$/;
/** The rest of a rule around a heading: `Iteration: 1000 ------`. */
const RULE = /[-=*#_~+]{3}$/;

/** The setting of a line that is nothing else; null for any other line. Understanding a line asks twice for it. */
export const settingAlone: (text: string) => Setting | null = keepLast(findAlone);

function findAlone(text: string): Setting | null {
  const { to, offsets: { name, tie } } = LINE.find(text) ?? NONE;
  const value = name && valueAt(to, text, LAST_VALUES)?.[1];
  if (value && RULE.test(value)) return null;
  if (value) return PLAIN_VALUE.test(value) || !BORDER.test(text.slice(...tie!)) ? [text.slice(...name), value] : null;
  const row = ROW.exec(text) ?? FLAG.exec(text) ?? SPACED.exec(text);
  return row && [row[1]!, row[2]!];
}

/** Characters of a line that are looked at for one setting. */
export const SETTING_MAX_CHARS = 200;
/** What stands behind the name of a dictionary's field. */
const QUOTED_NAME = /['"]:/;

/** True for a line that is one setting, or that may have fields. */
export function mayHoldSettings(text: string): boolean {
  return text.includes("=") || QUOTED_NAME.test(text) || settingAlone(text.slice(0, SETTING_MAX_CHARS)) !== null;
}

const NONE: Found = { from: 0, to: 0, offsets: {} };

/** Characters of a line that is one setting. */
const ALONE_MAX_CHARS = 240;

/** How a line fits into a list of settings; null for one that can't stand in it. */
export function fitsList(part: string, statement: Statement): ListPart | null {
  const { bar, isSure, ignored, glued } = statement;
  if (ignored === OF_SETTINGS) return { isSetting: true, isFrame: false };
  if (bar || isSure || glued >= 0 || mayCount(statement) || part.length > ALONE_MAX_CHARS) return null;
  if (settingAlone(part)) return { isSetting: saysSetting(part), isFrame: false };
  return hasCounter(statement) ? null : fieldsFit(part, statement.facts);
}

/** True for a line whose whole number may be its counter. A setting's is not, nor one in a name. */
function mayCount({ lead, pairSlots, facts: { pairs } }: Statement): boolean {
  return lead !== null && lead.kind !== "head" && lead.kind !== "name" &&
    pairs[pairSlots.indexOf(lead.slot)]?.info.role !== "setting";
}

/** A number at the end of its line. */
const LAST_NUMBER = /\d[)\]}'"]{0,3},?\s*$/;

/** The same for a line of several settings, for one whose value has no tie, and for one of none. */
function fieldsFit(part: string, { pairs, asides }: LineFacts): ListPart | null {
  const fields = part.split(BETWEEN);
  if (fields.length > 1 && fields.every(settingAlone)) return { isSetting: fields.some(saysSetting), isFrame: false };
  const isOne = pairs.length + asides.length === 1 && LAST_NUMBER.test(part);
  if (isOne || pairs.length > 1) return { isSetting: asides.length > 0 || pairs.some(isSetting), isFrame: false };
  return pairs.length === 0 && FRAME.test(part) ? { isSetting: false, isFrame: true } : null;
}

const isSetting = ({ info: { role } }: Pair): boolean => role === "setting";

/** What stands between the settings of a line. */
const BETWEEN = /[,;] +| +\| +/;
/** What a setting's own name stands behind: `args.lr`, `config/lr`. */
const OWNER = /^(?:\w+[./])+/;

/** Fields that make a list of one line. */
const FIELDS_MIN = 3;

/** True for a line of nothing but fields, of which three, and more than half, say that they are settings. */
export function listsFields(part: string): boolean {
  const fields = part.split(BETWEEN);
  if (fields.length < FIELDS_MIN || !fields.every(settingAlone)) return false;
  const settings = fields.filter(saysSetting).length;
  return settings >= FIELDS_MIN && settings * 2 > fields.length;
}

/** True for a value that is a word, and for a name that is no metric's, or a rate's. */
function saysSetting(field: string): boolean {
  const [name, value] = settingAlone(field)!;
  if (!/^[-+.]?\d/.test(value)) return true;
  const { role, name: own } = understandName(name.replace(OWNER, ""));
  return role === "setting" || role === "noise" || own === "learning_rate" || isRate(own);
}

/** Digits of a decimal that somebody chose, at most: `0.995`, `1e-05`. Measured ones have more. */
const CHOSEN_DIGITS = 3;
/** What says nothing of how exact a number is: its sign, zeros and nines at its start, its exponent, its point. */
const NO_DIGITS = /^[-+]?[0.]*(?:9{3,})?|[eE].*$|[.,_]/g;
/** The end of a whole number that was printed as a decimal: `1000.0`. */
const WHOLE_END = /0*\.0$/;

/** True for a number as people choose it: `0.5`, `1e-05`, `0.9995`, `1000.0`. */
export function isChosen(printed: string): boolean {
  return !printed.includes(".") || printed.replace(WHOLE_END, "").replace(NO_DIGITS, "").length <= CHOSEN_DIGITS;
}
