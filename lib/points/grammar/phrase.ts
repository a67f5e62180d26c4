/**
 * Reads the text before a number: the number's name, the mark between the two, and the data it was measured on. Sees that text alone, and
 * remembers what it read, because a log repeats few phrases many times.
 *
 * @module
 */
import { type NameRole, understandName } from "../words/name.ts";
import { endsSentence, mayQualify, qualifies } from "../words/prose.ts";
import { phaseOf, phaseOfWord } from "../words/splits.ts";
import { enclosedKey, normKey } from "./enclosed.ts";
import { nameStart } from "./field.ts";
import { wholeOnData } from "./on_data.ts";

/** What stands before a number. */
export interface Phrase {
  /** The name as printed; empty when there is none. */
  key: string;
  /** True when `=`, `:`, ` - ` or "is" stands between name and number. */
  separated: boolean;
  /** Brackets and quotes between the two. */
  opened: string;
  /** The phase in the name, else in the words before it; empty for training and where there is none. */
  phase: string;
  /** True when these words name a phase or training: it holds for the rest of the line. */
  marks: boolean;
  /** True when the name is a counter's. */
  counts?: boolean;
  /** A metric's name before a counter, whose value follows the counter: `Loss after epoch 3: 0.5`. */
  carried: string;
}

/** Types that print themselves around a number: `tensor(0.5)`, `np.float64(0.5)`, `<tf.Tensor: shape=(), dtype=float32, numpy=0.5>`. */
const EAGER_TENSOR = /<tf\.[A-Z]\w{2,12}(?:: | )[^<>]{0,80}numpy=$/;
const WRAPPER =
  /(?<![\w.])(?:tensor|tf\.Tensor|array|Array|Decimal|Optional|Some|(?:np|numpy|jnp|torch)\.\w{1,12}|float\d\d?)$/;
/** A type and a shape before the number: `Loss: Tensor Float []  0.5`. */
const TYPED = /(?<=[:=]) Tensor \w{3,12} \[\]\s+$/;
const PHRASES_KEPT = 4096, PHRASE_KEPT_MAX_CHARS = 200;
const kept = new Map<string, Phrase>();

/** Reads the text before a number. Texts that come again share one record: don't change it. */
export function readPhrase(text: string): Phrase {
  const known = kept.get(text);
  if (known) return known;
  const phrase = parsePhrase(text);
  if (text.length > PHRASE_KEPT_MAX_CHARS) return phrase;
  if (kept.size >= PHRASES_KEPT) kept.clear();
  kept.set(text, phrase);
  return phrase;
}

const TIE_WORDS = [
  ..."is was are equals of now ist war beträgt est vaut era è é jest wynosi равен равна равно составляет -> → => ~"
    .split(" "),
  "(?:has |had )?reached",
  "(?:stands|stays|remains) at",
  "(?:went|gone|dropped|fell|rose|came|got|improved) (?:down |up )?to",
];
/** Words and arrows between a name and its number. */
const TIES: RegExp = new RegExp(String.raw`[\s)](?:${TIE_WORDS.join("|")})$`);

/** The words before a counter in a sentence: they name the number behind it. */
const CARRIED =
  /^(.*?[A-Za-z@\d)])[\s,]*[\[(]?\s*(?:(?:after|at|for|on|in|of|@|-|over|by|from)\s+)?(?:the\s+)?(?:end of\s+)?$/i;

/** Offset of the spaces, quotes and brackets that end at `end`. */
function openedFrom(text: string, end: number): number {
  while (end > 0 && " \t\"'[({<~≈$+#".includes(text[end - 1]!)) end--;
  return end;
}

function parsePhrase(text: string): Phrase {
  const { tail, end } = findOpened(text);
  const printed = text.slice(0, tail), opened = text.slice(tail, end);
  const enclosed = enclosedKey(printed, tail === text.length);
  if (enclosed) return { key: enclosed, separated: true, opened, phase: "", marks: false, carried: "" };
  const quoted = QUOTED.exec(printed)?.[1];
  if (quoted !== undefined) return { key: quoted, separated: true, opened, phase: "", marks: false, carried: "" };
  const marked = readMark(printed, opened);
  const norm = normKey(marked.head) || (tail < end ? normKey(printed) : "");
  if (norm) return { key: norm, separated: marked.separated, opened, phase: "", marks: false, carried: "" };
  const { head, separated } = readTie(marked);
  const words = head.trim() === "-" ? "" : trimSentence(trimMarks(head, separated)), start = nameStart(words);
  return understandWords(words.slice(start).trim(), words.slice(0, start), { separated, opened });
}

/** Where the brackets before the number begin and end; the type that is printed around a number is left out. */
function findOpened(text: string): { tail: number; end: number } {
  const typed = TYPED.exec(text);
  if (typed) return { tail: typed.index, end: typed.index };
  const tail = openedFrom(text, text.length);
  const wrapped = text[tail] === "(" ? WRAPPER.exec(text.slice(0, tail)) : EAGER_TENSOR.exec(text);
  if (!wrapped) return { tail, end: text.length };
  const end = text.includes("[", wrapped.index) ? text.length : wrapped.index;
  return { tail: openedFrom(text, wrapped.index), end };
}

/** A key in quotes that holds marks: `'mean IoU [%]':`, `'a=b':`. */
const QUOTED = /["']([^"']*[|=:[\](){},;+&>#][^"']*)["']\s*:$/;

/** The text up to a name's end, and whether a mark or a word separates it from the number. */
interface Head {
  head: string;
  separated: boolean;
}

/** Takes off the sign between name and number: `=`, `:`, ` - `, the border of a cell. */
function readMark(head: string, opened: string): Head {
  const mark = head.at(-1);
  if (mark === "=" || mark === ":" || mark === "：") return { head: head.replace(/[\s=:：]+$/, ""), separated: true };
  if (/\S -$/.test(head)) return { head: head.slice(0, -2), separated: true };
  if (mark === "|" || mark === "│" || mark === "┃") {
    const cell = /^\s*[|│┃]?\s*([^|│┃]*?[A-Za-z][^|│┃]*?)\s*[|│┃]$/.exec(head)?.[1];
    return cell !== undefined && understandName(cell).known
      ? { head: cell, separated: true }
      : { head: "", separated: false };
  }
  return { head, separated: /\s\s$/.test(opened) && understandName(NAMED_OF.exec(head)?.[1] ?? "").known };
}

/** Takes off the word between name and number: `is`, `reached`, `->`. Of some words only a known name before them counts. */
function readTie({ head, separated }: Head): Head {
  const tie = separated ? null : TIES.exec(head);
  if (!tie) return { head, separated };
  const isArrow = /->|→/.test(tie[0]);
  const isTied = !/of|~|->|→/.test(tie[0]) || understandName(lastWords(head.slice(0, tie.index), 2)).known;
  if (!isTied && !isArrow) return { head, separated: false };
  return { head: head.slice(0, tie.index + (tie[0].startsWith(")") ? 1 : 0)), separated: isTied };
}

/** Takes off the words of a sentence between the noun and its number: `loss so far is`, `loss is:`. */
function trimSentence(head: string): string {
  const noun = head.replace(SO_FAR, "");
  return noun === "" ? head : noun;
}

const SO_FAR = /\s+(?:so far|until now|up to now|at present|is|is now|value is)$/i;

/** Takes off quotes and stars behind a name, and the angle brackets of `train loss <loss>`. */
function trimMarks(head: string, separated: boolean): string {
  const name = head.replace(/["'`*]+$/, "").trimEnd();
  if (!separated || !name.endsWith(">")) return name;
  return name.replace(
    /\s?<([\w ]+)>$/,
    (_, inner: string, offset: number) => offset > 0 && /\w/.test(name[offset - 1]!) ? "" : inner,
  );
}

function lastWords(text: string, count: number): string {
  return text.trim().split(/\s+/).slice(-count).join(" ");
}

/** The name in `Eval mIoU of Airplane       0.79`, which fills a column. */
const NAMED_OF = /(?:^|[\s*-])(\w{1,40}) (?:of|for) \S{1,40}(?: \S{1,20})?$/;

/** A pair whose value is a word that stands for none: its name names no phase. */
const NO_VALUE = /[\p{L}\w ]{1,40}[:=]\s*(?:n\/a|none|null|nil|-{1,3})\s*(?=[|,;]|$)/giu;

/** Splits the words before a number into name, phase and prose. */
function understandWords(
  words: string,
  before: string,
  { separated, opened }: { separated: boolean; opened: string },
): Phrase {
  const marked = phaseOf(before.replace(NO_VALUE, ""));
  const key = longerKey(words, before);
  const phrase: Phrase = { key, separated, opened, phase: marked ?? "", marks: marked !== null, carried: "" };
  if (!/\s/.test(words)) return understandWord(phrase, words, before);
  trimProse(phrase, before);
  return phrase;
}

/** The name before a bracket where the name within is its end: `train_loss (loss`. */
function longerKey(words: string, before: string): string {
  const outer = /([\w/.-]+)\s?[\[(]$/.exec(before)?.[1] ?? "";
  return words && outer.length > words.length && outer.endsWith(words) ? outer : words;
}

/** Finds what a single word before a number is: a split before a bracket, the end of a sentence, a name. */
function understandWord(phrase: Phrase, word: string, before: string): Phrase {
  const { separated, opened } = phrase;
  const own = /^train(?:ing)?$/i.test(word) ? "" : phaseOfWord(word) || null;
  if (own !== null && /[\[(]/.test(opened)) return { ...phrase, key: "", phase: own, marks: true };
  const carried = carriedName(word, before);
  return !separated && endsProse(word, before) ? { ...phrase, key: "", carried } : { ...phrase, carried };
}

/** True for a word that ends a sentence and names nothing. `it 3` at the start of a line is a counter. */
function endsProse(word: string, before: string): boolean {
  if (/\b(?:from|than)\s*$/.test(before)) return true;
  return endsSentence(word) && !(/^$|[([]$/.test(before.trim()) && isCounter(understandName(word).role));
}

/** Words that turn a counter into a setting: `Total optimization steps`. */
const AMOUNT = /\b(?:total|max(?:imum)?|num(?:ber)?|accumulation|warm-?up|every|per|no)\b/i;

/** Ends of a name of several words: which model it is of, and how many of the newest values a mean is of. */
const OF_BEST = / (?:of|for|with) (?:the )?best model$/i;
const WINDOW = /(?:^| )(?:(?:of|over|in|for|from|across) )?(?:the |our )?(?:last|past) \d+(?: (?!is )\p{L}+){0,2}$/iu;

/** Takes off the prose before a name of several words: `Epoch finished with validation loss` → `validation loss`. */
function trimProse(phrase: Phrase, before: string): void {
  const best = OF_BEST.exec(phrase.key)?.[0], end = best ?? WINDOW.exec(phrase.key)?.[0];
  if (!end || end.length === phrase.key.length) return trimWords(phrase, before);
  phrase.key = phrase.key.slice(0, -end.length);
  trimWords(phrase, before);
  if (best === undefined ? phrase.key !== "" : understandName(phrase.key).known) phrase.key += end;
}

/** What a logger says of the metric that it names: `Logging metric loss=0.5`. */
const LOGGED = /^(?:logging|logged|recorded|reporting) (?:(?:metric|scalar|value)s? )?(?=\p{L})/iu;
/** What a program says of the counter before a name: `epoch=1 done val_loss=0.5`. */
const DONE = /^(?:done|finished|completed?|ended|over),? (?=\p{L})/iu;

function trimWords(phrase: Phrase, before: string): void {
  const { separated } = phrase;
  phrase.key = phrase.key.replace(LOGGED, "").replace(DONE, "");
  const words = phrase.key.split(/\s+/), last = words.at(-1)!;
  const { role } = understandName(last);
  if (isCounter(role) && !isAside(words)) return nameCounter(phrase, { last, role, before });
  const onData = separated ? wholeOnData(phrase.key) : "";
  if (onData) {
    phrase.key = onData;
    return;
  }
  const from = nameFrom(words, separated, before);
  if (!separated && (from > 0 && /^(?:from|than)$/i.test(words[from - 1]!) || endsSentence(last))) {
    phrase.key = "";
    return;
  }
  phrase.key = words.slice(from).join(" ");
  const own = phaseOfWord(words[from]!.replace(/[:,]$/, ""));
  if (own && words.length - from > 1) markPhase(phrase, own);
  else if (from > 0) markPhase(phrase, phaseOf(` ${words.slice(0, from).join(" ")}`));
}

/** True for a counter's word in brackets behind a metric's name: `loss (batch)`. */
function isAside(words: readonly string[]): boolean {
  return /^[([]/.test(words.at(-1)!) && understandName(words.at(-2) ?? "").known;
}

/** Shortens a name that ends with a counter's to the counter: `Train Epoch`, `Loss after epoch`. An amount of steps stays a setting. */
function nameCounter(
  phrase: Phrase,
  { last, role, before }: { last: string; role: NameRole; before: string },
): void {
  const own = understandName(phrase.key).role === role ? phrase.key : last;
  const lead = phrase.key.slice(0, phrase.key.length - own.length);
  if (AMOUNT.test(lead) || understandName(lead.trim()).kind === "throughput") return;
  markPhase(phrase, phaseOf(` ${lead}`) ?? phaseOf(own));
  phrase.carried = carriedName(own, before + lead);
  phrase.counts = true;
  phrase.key = own;
}

function isCounter(role: NameRole): boolean {
  return role === "step" || role === "epoch" || role === "batch";
}

function markPhase(phrase: Phrase, phase: string | null): void {
  if (phase === null) return;
  phrase.phase = phase;
  phrase.marks = true;
}

/** Index of the first word of the name: behind the last word of a sentence, and at most six words before the number. */
function nameFrom(words: readonly string[], separated: boolean, before: string): number {
  const cut = words.findLastIndex((word, at) =>
    at < words.length - 1 && endsSentence(word) &&
    !(separated &&
      (at > 0 ? /^(?:of|per|to|and|in|for|over|at|@)$/i : /^(?:last|first|next|most|least|total|no)$/i).test(word))
  );
  let from = Math.max(0, words.length - (separated ? 6 : 4), cut + 1);
  if (separated) return from;
  const known = words.findIndex((word, at) => at >= from && understandName(word).known);
  const isCell = words.length - from <= 2 && /\|\s*$/.test(before); // `| matrix lr 5e-07 |`
  while (!isCell && from < known && !isQualifier(words[from]!, from === known - 1)) from++;
  return from;
}

/** True for a word that is part of the name behind it. `isNext` says that the metric's own word is the next one. */
function isQualifier(word: string, isNext: boolean): boolean {
  const bare = word.replace(/\.$/, "").toLowerCase();
  return qualifies(bare) || (isNext && mayQualify(word)) || phaseOfWord(word) !== "" || understandName(word).known;
}

function carriedName(own: string, before: string): string {
  return isCounter(understandName(own).role) ? nameBeforeCounter(before) : "";
}

/** The metric's name at the end of the words before a counter: `Loss after epoch`; empty without one. */
export function nameBeforeCounter(before: string): string {
  const found = CARRIED.exec(before.slice(-80).replace(/(?:this|each)\s+$/i, ""));
  if (!found) return "";
  const words = found[1]!.slice(nameStart(found[1]!)).trim();
  const onData = wholeOnData(words);
  if (onData) return onData;
  const name = lastWords(words, 3).replace(/^(?:the|an?|our)\s+/i, "");
  return understandName(name).known ? name : "";
}
