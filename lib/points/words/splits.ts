/**
 * Finds words that name the data that a value was measured on, in the languages that people train in.
 *
 * @module
 */
import { makeRecent } from "../recent.ts";
import { DATA_WORDS, SPLIT_WORDS } from "./tables/split_words.ts";
import { SENTENCE_WORDS } from "./tables/sentence_words.ts";
import { SMALL_WORDS } from "./tables/small_words.ts";
import { STATE_WORDS } from "./tables/state_words.ts";
import { eitherWord, isGlued, spokenIn, wordsBeyondEnglish, wordsIn } from "./tables/table.ts";
import { type Clues, type Look, makeClues, mayStand } from "../scan/clues.ts";

/** What a split's word says. */
interface Split {
  split: string;
  /** The phase in names of what was measured on it. */
  phase: string;
}

/** Words of English and of the languages that share them: a name takes their short form. */
const SHORTENED = /^(?:val|valid|test|eval)[a-z]*$/;

/** The phase in names of what was measured on what a word says: `val` for `Validation`; the word itself in other languages. */
function phaseFor(word: string, split: string): string {
  return split === "" || SHORTENED.test(word) ? split : word;
}

const DATA = wordsIn(DATA_WORDS);

/** A split's word, and the words for its data. */
function formsOf(word: string, split: string): [string, Split][] {
  const forms = ["", ...DATA.filter((each) => isGlued(each) === isGlued(word))];
  const phase = phaseFor(word.replace(" ", "_"), split);
  return forms.map((form) => [word + form, { split, phase }]);
}

/** The split of training has no phase. */
const phaseOfSplit = (split: string): string => split === "train" ? "" : split;
const WORDS: readonly (readonly [word: string, split: string])[] = Object.entries(SPLIT_WORDS).flatMap((
  [split, words],
) => spokenIn(words).map((word) => [word, phaseOfSplit(split)] as const));
const SPLITS: ReadonlyMap<string, Split> = new Map(WORDS.flatMap(([word, split]) => formsOf(word, split)));
/** Without one of these words `phaseOf` finds none. */
export const SPLIT_CLUES: Clues = makeClues(...WORDS.map(([word]) => word));

/** How the names of splits begin in programs: what is measured on data is a metric. Longer words begin sentences too. */
const PHASES: ReadonlySet<string> = new Set([
  ...Object.keys(SPLIT_WORDS).filter((split) => split !== "train"),
  "validation",
]);

/** True for a name, in lower case, that begins with a split's which isn't training's: `val_ratio`, `test/samples`. */
export function beginsWithPhase(name: string): boolean {
  const end = name.search(/[_/]/);
  return end > 0 && PHASES.has(name.slice(0, end));
}

/** The split of a phase: `val` for `検証`. */
export function splitOf(phase: string): string {
  return SPLITS.get(phase.replace("_", " "))?.split ?? phase;
}

/** The phase that a word names; empty for training and for other words. */
export function phaseOfWord(word: string): string {
  return SPLITS.get(word.toLowerCase())?.phase ?? "";
}

/** True for a word that names a split, training included. */
export function namesSplit(word: string): boolean {
  return SPLITS.has(word.toLowerCase());
}

/** What stands between the words of a name. */
const JOINTS = /[_/.'-]/;
const NAMES_KEPT = 1024;
/** Each point asks for its name. */
const asked = makeRecent<string, boolean>(NAMES_KEPT);

/** True for a name with a split's word in it, training's included: `val_loss`, `loss/test`. Two letters may be short for anything. */
export function hasSplit(name: string): boolean {
  const known = asked.get(name);
  if (known !== undefined) return known;
  const has = name.split(JOINTS).some((word) => word.length > 2 && SPLITS.has(word));
  asked.set(name, has);
  return has;
}

/** True for a name that is another one and a word of the split: `val.loss`, `loss/valid` for `loss`. */
export function addsSplit(printed: string, { name, split }: { name: string; split: string }): boolean {
  if (printed.length <= name.length || !hasSplit(printed)) return false;
  return printed.split(JOINTS).filter((word) => SPLITS.get(word)?.split !== split).join("_") ===
    name.split(JOINTS).join("_");
}

/** True for a text that is nothing but a split's word. */
export function isSplitAlone(text: string): boolean {
  return namesSplit(text.trim());
}

/** Words, and splits of two words: `kiểm định`. */
const WORD = new RegExp(
  String.raw`${WORDS.map(([word]) => word).filter((word) => word.includes(" ")).join("|")}|[\p{L}\p{M}]+`,
  "giu",
);
const BEFORE = " \t[({|<>*#~`;\"'-", BEHIND = " \t]}):;|,>*#~`-\"'([{";
/** Words that make a setting of a split's: `eval steps`, `test size`. */
const AMOUNT = /^\s*(?:size|every|steps|freq|interval|_)/i;
/** Characters behind a word that may belong to it. */
const BEHIND_MAX_CHARS = 24;

/** A split's word, and what ties it to the words behind, in scripts without spaces: `検証データでの評価`, `在验证集上评估`. */
const WITHIN_GLUED = new RegExp(
  String.raw`^${eitherWord(wordsIn(SMALL_WORDS.onBefore))}?([\u3040-\u9fff\uac00-\ud7a3]{2,8}?)${
    eitherWord(wordsIn(SMALL_WORDS.onBehind))
  }`,
);
const BEGUN = eitherWord(wordsIn(STATE_WORDS.begun));
/** The same behind or before the word for its begin: `开始验证`, `検証開始`. */
const BEGUN_GLUED = new RegExp(String.raw`^${BEGUN}(\p{L}{2,8})$|^(\p{L}{2,8}?)${BEGUN}$`, "u");

/** The word of a split within a word of a script without spaces; empty without one. */
function withoutTies(word: string): string {
  if (!isGlued(word)) return "";
  const [, behind, before] = BEGUN_GLUED.exec(word) ?? [];
  return behind ?? before ?? WITHIN_GLUED.exec(word)?.[1] ?? "";
}

/** Between a split and the word for its evaluation: `Validation data evaluation`. */
const BEFORE_EVALUATION = /^ (?:(?:data|set|dataset|split) )?$/i;

/** The last phase that words name: "" for training, null when they name none. An evaluation is of the split directly before it. */
export function phaseOf(text: string): string | null {
  let found: string | null = null, last = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const said = splitSaid(text, { word, index });
    if (said === undefined) continue;
    if (found !== null && said.phase === "eval" && BEFORE_EVALUATION.test(text.slice(last, index))) continue;
    last = index + word.length;
    const part = said.split === "" ? "" : PART_OF_DATA.exec(text.slice(last, last + BEHIND_MAX_CHARS))?.[0] ?? "";
    found = said.phase + part.toLowerCase();
  }
  return found;
}

/** The split that a word of a text names, where it stands as a whole word; undefined for any other. */
function splitSaid(text: string, { word, index }: { word: string; index: number }): Split | undefined {
  const said = SPLITS.get(word.toLowerCase()) ?? SPLITS.get(withoutTies(word));
  if (said === undefined || (index > 0 && !BEFORE.includes(text[index - 1]!))) return undefined;
  const end = index + word.length, behind = text.slice(end, end + BEHIND_MAX_CHARS);
  return OF_COUNTER.test(behind) || endsWord(word, behind) ? said : undefined;
}

/** Which part of the data, glued to the split's word: `validation-web loss`. */
const PART_OF_DATA = /^-(?!(?:iter|step|epoch|batch|loss|acc|set|data)[a-z]*\b)[a-z][\w-]{0,30}(?=[ \]])/i;

/** What is behind a split in the text of a field that says what a record counts: `"event": "val_step"`. A key has a colon behind it. */
const OF_COUNTER = /^_(?:iter|step|epoch|batch)[a-z]{0,8}_?["'](?!\s*[:=])/i;
/** Short forms that a point may follow: behind a whole word it ends a sentence. */
const ABBREVIATED = /^(?:e?val|dev)$/i;

/** True for a text behind a split's word that makes neither another word nor an amount of it: a mark, points. A short form may have one: `Val. Epoch: 3`. */
function endsWord(word: string, behind: string): boolean {
  const isShort = behind.startsWith(". ") && ABBREVIATED.test(word), isLeader = behind.startsWith("..");
  return (isShort || isLeader || behind === "" || BEHIND.includes(behind[0]!)) && !AMOUNT.test(behind);
}

/** The last word for training among words; empty where a word for other data stands behind it, or none stands there. */
export function trainingWordIn(text: string): string {
  if (phaseOf(text.replaceAll(/[[({]/g, " ")) !== "") return "";
  return Array.from(text.matchAll(WORD), ([word]) => word).findLast((word) =>
    SPLITS.get(word.toLowerCase())?.split === ""
  ) ??
    "";
}

/** Words that stand between a counter and its colon, and name no split: `Epoch 3 done: loss=0.5`. */
const ASIDES: ReadonlySet<string> = new Set([
  ...wordsIn(SENTENCE_WORDS.aside, SENTENCE_WORDS.result),
  ...wordsBeyondEnglish(STATE_WORDS.over),
]);

/** True for a word that sets lines apart though no table knows it: `Epoch 1 holdout: loss=0.7`. */
export function mayNameSplit(word: string): boolean {
  return !SPLITS.has(word.toLowerCase()) && !ASIDES.has(word.toLowerCase());
}

const FIELD =
  /["']?\b(phase|split|subset|partition|mode|stage|set)(?:["']?\s*[:=]\s*|\]\s+)["']?(\p{L}[\p{L}\w-]{0,30})(?![\w.=])/iu;
/** A number behind such a word, as of a node of a tree: `split=f0@0.5`. */
const OF_NODE = /^\s?(?:[<>]=?|[@:[])\s?[-+.\d]/;
/** Fields whose words are other things as well: only a known split counts. */
const VAGUE = /mode|stage|^set/i;

const FIELD_CLUES: Clues = makeClues(..."phase split subset partition mode stage set".split(" "));

/** The split that a field of the line names, as in `"phase":"val"`; null without one. */
export function splitOfField(text: string, look?: Look): string | null {
  if (!mayStand(FIELD_CLUES, look)) return null;
  const found = FIELD.exec(text);
  if (found === null || OF_NODE.test(text.slice(found.index + found[0].length))) return null;
  const field = found[1]!, word = found[2]!;
  return SPLITS.has(word.toLowerCase()) || (!VAGUE.test(field) && mayNameSplit(word)) ? word : null;
}

/** A word, an amount and a colon before all values: `Evaluation using 10 episodes: mean reward 5.5`. */
const BEFORE_AMOUNT =
  /^[\s>*#=-]*(\p{L}+) (?:after|using|over|on|with|at|for) (?:the )?\d+ \p{L}[^:=\d]{0,30}:\s+\p{L}/u;

/** The split that a line says first, before what it was measured over; null without one. */
export function splitBeforeAmount(text: string): string | null {
  const word = BEFORE_AMOUNT.exec(text)?.[1];
  return word !== undefined && phaseOfWord(word) !== "" ? word : null;
}
